import type { AnyNode } from 'acorn';
import { forgettable, neighbours, ordered } from './neighbours.ts';
import { children, type FunctionNode, type Rule, readRules } from './rules.ts';

/** One change of one gradient rule. */
export interface Mutant {
  /** Its number in its file, from 0. */
  readonly id: number;
  /** The rule it changes. */
  readonly rule: string;
  /** The line of the change, from 1. */
  readonly line: number;
  /** The change in words: what stands there → what the mutant has there. */
  readonly change: string;
  /** Where the expression that it replaces starts. */
  readonly start: number;
  /** Where that expression ends. */
  readonly end: number;
  /** The expression in its place. */
  readonly text: string;
  /** The name of the property whose value it is, where the file says both in one word. */
  readonly key?: string;
  /** Whether it replaces a whole function: then every call asks which of them is on. */
  readonly whole?: boolean;
}

/** A file with all its mutants in it, of which at most one is switched on at a time. */
export interface Mutated {
  /** The module. */
  readonly code: string;
  /** The mutants. */
  readonly mutants: readonly Mutant[];
}

type Replacement = Omit<Mutant, 'id' | 'line' | 'rule'>;

/** Makes every mutant of a TypeScript file, and the one module that holds them all. */
export function mutate(typescript: string): Mutated {
  const { code, rules } = readRules(typescript);
  const mutants: Mutant[] = [];
  for (const rule of rules) {
    const seen = new Set<string>();
    for (const replacement of replacements(rule, code)) {
      const key = [replacement.start, replacement.end, squeeze(replacement.text)].join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      const line = code.slice(0, replacement.start).split('\n').length;
      mutants.push({ id: mutants.length, rule: rule.name, line, ...replacement });
    }
  }
  return { code: `${header}${woven(code, mutants, 0, code.length)}`, mutants };
}

/** On the first line, so that lines keep their numbers. `audit` switches and stands in, `hml` has the neighbours. */
const header = "import * as audit from 'mutation-audit:stand-ins'; import * as hml from '@hml/tensor'; ";

/** A part of the code in which each expression that has mutants asks which of them is on. */
function woven(code: string, mutants: readonly Mutant[], start: number, end: number): string {
  const inside = mutants.filter((mutant) => mutant.start >= start && mutant.end <= end);
  let text = '';
  let at = start;
  for (const outer of inside.filter((one) => !inside.some((other) => other !== one && encloses(other, one))).sort(inOrder)) {
    if (outer.start < at) continue; // another mutant of the same expression
    const alike = inside.filter((one) => one.start === outer.start && one.end === outer.end);
    const beneath = inside.filter((one) => !alike.includes(one) && one.start >= outer.start && one.end <= outer.end);
    const choices = alike.map(({ id, text: instead }) => `audit.on(${id}) ? (${instead}) : `).join('');
    const key = outer.key === undefined ? '' : `${outer.key}: `;
    const chosen = `(${choices}(${woven(code, beneath, outer.start, outer.end)}))`;
    text += code.slice(at, outer.start) + (outer.whole ? `((...at) => ${chosen}(...at))` : key + chosen);
    at = outer.end;
  }
  return text + code.slice(at, end);
}

function encloses(outer: Mutant, inner: Mutant): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

function inOrder(a: Mutant, b: Mutant): number {
  return a.start - b.start;
}

/** Every change of a rule: of what it returns, and of each expression in it. */
function* replacements({ fn, itself }: Rule, code: string): Generator<Replacement> {
  const text = (node: AnyNode): string => code.slice(node.start, node.end);
  const instead = (node: AnyNode, replacement: string, change?: string): Replacement => ({
    start: node.start,
    end: node.end,
    text: replacement,
    change: change ?? `${shorten(text(node))} → ${shorten(replacement)}`,
  });
  if (itself && fn.params.length === 0 && text(fn.body) === '0') {
    // The slope of a step; its operands are not in scope within a function that takes none.
    yield { ...instead(fn, '({ x, a = x }) => a', '0 → the first operand'), whole: true };
    yield { ...instead(fn, '({ y }) => y', '0 → the result'), whole: true };
  }
  if (itself) {
    for (const result of results(fn).filter((node) => !['0', 'undefined'].includes(text(node)))) {
      for (const standIn of ['negated', 'doubled', 'vanished']) {
        yield instead(result, `audit.${standIn}(${text(result)})`, `${shorten(text(result))} → ${standIn}`);
      }
    }
  }
  yield* within(fn.body, { text, instead });
}

/** How replacements are written. */
interface Writer {
  text(node: AnyNode): string;
  instead(node: AnyNode, replacement: string): Replacement;
}

function* within(node: AnyNode, writer: Writer, around?: AnyNode): Generator<Replacement> {
  for (const replacement of here(node, writer)) {
    const place = around === undefined ? '' : ` in ${shorten(writer.text(around))}`;
    yield node.type === 'Literal' ? { ...replacement, change: replacement.change + place } : replacement;
  }
  const next = /^(Call|Binary|Conditional)Expression$/.test(node.type) ? node : around;
  for (const child of partsOf(node)) yield* within(child, writer, next);
}

/** The parts of a node that are values: no patterns, no names of properties, no head of a loop, which might never end. */
function partsOf(node: AnyNode): AnyNode[] {
  if (node.type === 'ForStatement' || node.type === 'WhileStatement') return [node.body];
  if (node.type === 'VariableDeclarator') return node.init ? [node.init] : [];
  if (node.type === 'Property') return node.shorthand || node.value.type === 'AssignmentPattern' ? [] : [node.value];
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return [node.body];
  if (node.type === 'MemberExpression' && !node.computed) return [node.object];
  if (node.type === 'ChainExpression' && node.expression.type === 'CallExpression') return node.expression.arguments;
  return children(node);
}

/** The changes of one expression itself. */
function* here(node: AnyNode, { text, instead }: Writer): Generator<Replacement> {
  if (node.type === 'CallExpression') yield* ofCall(node, { text, instead });
  else if (node.type === 'BinaryExpression') {
    const [a, b] = [node.left, node.right].map((side) => (side.type.endsWith('Expression') ? bracketed(text(side)) : text(side)));
    for (const operator of operators[node.operator] ?? []) yield instead(node, `${a} ${operator} ${b}`);
    if (['-', '/'].includes(node.operator)) yield instead(node, `${b} ${node.operator} ${a}`);
    if (['+', '-', '*', '/'].includes(node.operator)) yield instead(node, a);
    if (['+', '*'].includes(node.operator)) yield instead(node, b);
  } else if (node.type === 'ConditionalExpression') {
    yield instead(node, `${text(node.test)} ? ${text(node.alternate)} : ${text(node.consequent)}`);
  } else if (node.type === 'UnaryExpression' && ['-', '!'].includes(node.operator)) yield instead(node, text(node.argument));
  else if (node.type === 'Literal') yield* ofLiteral(node, { text, instead });
  else if (node.type === 'MemberExpression' && /^Math\.[A-Z]/.test(text(node))) yield instead(node, '1');
  else if (node.type === 'ArrayExpression' && node.elements.length === 2) {
    const [a, b] = node.elements;
    const ordered = a && b && a.type !== 'SpreadElement' && b.type !== 'SpreadElement';
    if (ordered && !Number.isFinite(Number(text(a))) /* axes have no order */) yield instead(node, `[${text(b)}, ${text(a)}]`);
  } else if (node.type === 'Property' && node.shorthand && isAxis(node.value)) {
    const name = text(node.value);
    yield { ...instead(node, `audit.elsewhere(${name})`), key: name };
  }
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '<': ['>=', '<='],
  '>': ['<=', '>='],
  '<=': ['>', '<'],
  '>=': ['<', '>'],
  '===': ['!=='],
  '!==': ['==='],
};

function* ofLiteral(node: Extract<AnyNode, { type: 'Literal' }>, { instead }: Writer): Generator<Replacement> {
  const { value } = node;
  if (typeof value === 'boolean') yield instead(node, String(!value));
  if (typeof value !== 'number') return;
  yield instead(node, String(value + 1));
  if (value !== 0) yield instead(node, String(-value));
}

/** Changes of a call: another function, other operands, or one operand in its place. */
function* ofCall(node: Extract<AnyNode, { type: 'CallExpression' }>, { text, instead }: Writer): Generator<Replacement> {
  const { callee } = node;
  const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed;
  const name = method ? text(callee.property) : callee.type === 'Identifier' ? callee.name : '';
  const operands: AnyNode[] = method ? [callee.object, ...node.arguments] : [...node.arguments];
  const [a, b, c] = operands.map(text);
  const rest = operands
    .slice(1)
    .map((operand) => `, ${text(operand)}`)
    .join('');
  for (const neighbour of Object.hasOwn(neighbours, name) ? neighbours[name] : []) yield instead(node, `hml.${neighbour}(${a}${rest})`);
  if (ordered.has(name)) yield instead(node, `hml.${name}(${[b, a, ...operands.slice(2).map(text)].join(', ')})`);
  if (forgettable.has(name)) yield instead(node, a);
  if (['add', 'sub', 'mul', 'div'].includes(name)) {
    if (operands[0].type !== 'Literal') yield instead(node, a);
    if (operands[1].type !== 'Literal' && name !== 'div') yield instead(node, name === 'sub' ? `audit.negated(${b})` : b);
  }
  if (name === 'where') {
    yield instead(node, `hml.where(${a}, ${c}, ${b})`);
    if (operands[1].type !== 'Literal') yield instead(node, b);
    if (operands[2].type !== 'Literal') yield instead(node, c);
  }
  for (const operand of node.arguments) {
    if (isAxis(operand))
      yield { ...instead(operand, `audit.elsewhere(${text(operand)})`), change: `${text(operand)} elsewhere in ${shorten(text(node))}` };
  }
}

function isAxis(node: AnyNode): boolean {
  return node.type === 'Identifier' && /^ax[ei]s$/.test(node.name);
}

/** An expression that can be an operand of any operator. Calls and members need no brackets. */
function bracketed(text: string): string {
  return /^[\w.]*(\([^()]*\))?$/.test(text) ? text : `(${text})`;
}

/** What a function returns: its body, or what stands behind its own `return`s. */
function results(fn: FunctionNode): AnyNode[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: AnyNode[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument);
    if (!node.type.includes('Function')) children(node).forEach(visit);
  };
  visit(fn.body);
  return found;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shorten(text: string): string {
  const line = squeeze(text);
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`;
}
