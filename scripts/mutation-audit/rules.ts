import { stripTypeScriptTypes } from 'node:module';
import { type AnyNode, type Node, parse } from 'acorn';

/** A gradient rule in a source file: a property `derivative`, `vjp` or `jvp`, or a function of the same file that such rules alone call. */
export interface Rule {
  /** The declaration it belongs to and the way to it from there, `powOp.derivative.a`; a function's name. */
  readonly name: string;
  /** Whether this is the rule itself, whose result is a derivative, or a function that it calls. */
  readonly itself: boolean;
  /** The function. */
  readonly fn: FunctionNode;
}

/** A function of any form. */
export type FunctionNode = Extract<AnyNode, { type: 'ArrowFunctionExpression' | 'FunctionExpression' | 'FunctionDeclaration' }>;

/** A source file without its types; every offset is that of the file. */
export interface Source {
  /** JavaScript, with spaces where types were. */
  readonly code: string;
  /** Its gradient rules, in their order. */
  readonly rules: readonly Rule[];
}

const ruleNames = new Set(['derivative', 'vjp', 'jvp']);

/** Finds the gradient rules of a TypeScript file. */
export function readRules(typescript: string): Source {
  const code = stripTypeScriptTypes(typescript);
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const functions = functionsOf(program);
  const rules: Rule[] = [];
  const reached = new Set<string>();
  for (const statement of program.body) collect(statement, nameOf(statement) ?? 'module', rules, reached);
  for (const { fn } of rules) for (const name of identifiers(fn)) reached.add(name);
  let helpers: Rule[] = [];
  for (const name of reached) {
    for (const fn of functions.get(name) ?? []) {
      if (appliesOp(fn) || rules.some((rule) => contains(rule.fn, fn))) continue;
      helpers.push({ name, itself: false, fn });
      for (const inner of identifiers(fn)) reached.add(inner); // a set that grows is walked to its new end
    }
  }
  const forward = calledForward(program, rules, helpers);
  helpers = helpers.filter(({ name }) => !forward.has(name));
  return { code, rules: [...rules, ...helpers].sort((a, b) => a.fn.start - b.fn.start) };
}

/** Whether a function applies an op: such functions are forward computations, which the declaration of the op differentiates. */
function appliesOp(fn: FunctionNode): boolean {
  const names = identifiers(fn);
  return names.has('apply') || names.has('reduceAlong');
}

/** The helpers that others than rules call, and what these call: forward computations, which are not for this audit. */
function calledForward(program: AnyNode, rules: readonly Rule[], helpers: readonly Rule[]): Set<string> {
  const own = new Set<AnyNode>([...rules, ...helpers].map(({ fn }) => fn));
  const called = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'Identifier') called.add(node.name);
    if (!own.has(node)) namesUsed(node).forEach(visit);
  };
  visit(program);
  const forward = new Set(helpers.map(({ name }) => name).filter((name) => called.has(name)));
  for (const name of forward) {
    for (const { fn } of helpers.filter((helper) => helper.name === name)) for (const inner of identifiers(fn)) forward.add(inner);
  }
  return forward;
}

/** The nodes beneath a node that use names rather than give them. */
function namesUsed(node: AnyNode): AnyNode[] {
  return children(node).filter((child) => !(node.type === 'VariableDeclarator' && child === node.id));
}

/** Adds the rules beneath a node; where a rule is no function but made by one, its maker counts as reached. */
function collect(node: AnyNode, path: string, rules: Rule[], reached: Set<string>): void {
  if (node.type === 'ObjectPattern') return;
  if (node.type === 'Property' && node.key.type === 'Identifier' && ruleNames.has(node.key.name)) {
    take(node.value, `${path}.${node.key.name}`, rules, reached);
    return;
  }
  for (const child of children(node)) collect(child, path, rules, reached);
}

function take(value: AnyNode, path: string, rules: Rule[], reached: Set<string>): void {
  if (isFunction(value)) rules.push({ name: path, itself: true, fn: value });
  else if (value.type === 'ObjectExpression') {
    for (const property of value.properties) {
      if (property.type === 'Property' && property.key.type === 'Identifier')
        take(property.value, `${path}.${property.key.name}`, rules, reached);
    }
  } else for (const name of identifiers(value)) reached.add(name);
}

/** Every function of a file that has a name. */
function functionsOf(root: AnyNode): Map<string, FunctionNode[]> {
  const found = new Map<string, FunctionNode[]>();
  const add = (name: string, fn: FunctionNode): void => void found.set(name, [...(found.get(name) ?? []), fn]);
  const visit = (node: AnyNode): void => {
    if (node.type === 'FunctionDeclaration' && node.id) add(node.id.name, node);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
      const init = [node.init, ...children(node.init)].find(isFunction); // also `condition && ((…) => …)`
      if (init !== undefined && node.init.type !== 'CallExpression') add(node.id.name, init);
    }
    children(node).forEach(visit);
  };
  visit(root);
  return found;
}

function identifiers(root: AnyNode): Set<string> {
  const names = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'Identifier') names.add(node.name);
    children(node).forEach(visit);
  };
  visit(root);
  return names;
}

function nameOf(statement: AnyNode): string | undefined {
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration) return nameOf(statement.declaration);
  if (statement.type === 'FunctionDeclaration') return statement.id?.name;
  if (statement.type !== 'VariableDeclaration') return undefined;
  const { id } = statement.declarations[0];
  return id.type === 'Identifier' ? id.name : undefined;
}

/** The nodes directly beneath a node, in their order. */
export function children(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isFunction(node: AnyNode): node is FunctionNode {
  return ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'].includes(node.type);
}

function contains(outer: Node, inner: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
