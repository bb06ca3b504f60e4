import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { type Comment, type Program, parse } from 'acorn';
import { parseLiteral } from './literal.ts';
import type { Snippet } from './snippet.ts';

type Statement = Program['body'][number];

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A snippet as the module that checks it, and as the module the compiler reads. */
export interface Rewritten {
  readonly run: string;
  readonly types: string;
}

/**
 * Turns the annotated statements of a snippet into checks: `expression // value`, `expression // throws Name: text`,
 * `console.log(…) // printed text`, and `const name = … // value` where the comment is a value.
 * @throws SyntaxError when the code does not parse, when an expression's comment is no value, or when a line continues the assertion above it.
 */
export function rewrite(snippet: Snippet, folder: string): Rewritten {
  refuseContinuations(snippet);
  const comments: Comment[] = [];
  const javascript = stripTypeScriptTypes(snippet.code); // keeps every offset
  const program = parse(javascript, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments, allowAwaitOutsideFunction: true });
  const imports = program.body.flatMap((statement) => localImport(statement, snippet, folder));
  const checks = program.body.flatMap((statement) => check(statement, comments, snippet, javascript));
  const footer = snippet.output === undefined ? '' : `\nawait __checks.output(${snippet.line}, ${JSON.stringify(snippet.output)});`;
  return {
    run: `${edit(snippet.code, [...imports, ...checks])}${footer}\n`,
    types: `${edit(snippet.code, imports)}\nexport {};\n`,
  };
}

/** Refuses a line that continues the assertion above it: typed as they stand, `f(x) // 1` and then `[y] // [2]` are one expression, `f(x)[y]`. */
function refuseContinuations({ code, line }: Snippet): void {
  for (const { index, 1: note } of code.matchAll(/[^\s;,([{] *\/\/ (.*)(?=\n\s*[[(`])/g)) {
    if (parseLiteral(note) === undefined && !note.startsWith('throws ')) continue;
    const at = line + code.slice(0, index).split('\n').length;
    throw new SyntaxError(`line ${at}: this continues the line above; begin it otherwise, or end that one with a semicolon`);
  }
}

function check(statement: Statement, comments: readonly Comment[], snippet: Snippet, source: string): Edit[] {
  const note = comments.find((comment) => comment.start >= statement.end && /^[ \t;]*$/.test(source.slice(statement.end, comment.start)));
  if (note?.type !== 'Line') return [];
  const expected = note.value.trim();
  const line = snippet.line + source.slice(0, statement.start).split('\n').length - 1;

  if (statement.type === 'VariableDeclaration') {
    const [declaration] = statement.declarations;
    if (declaration?.id.type !== 'Identifier' || !parseLiteral(expected)) return []; // any other comment is a remark
    return [{ start: statement.end, end: statement.end, text: ` ${call('value', line, expected, declaration.id.name)}` }];
  }
  if (statement.type !== 'ExpressionStatement') return [];

  const { expression } = statement;
  const code = snippet.code.slice(expression.start, expression.end);
  const at = { start: statement.start, end: statement.end };
  if (expected.startsWith('throws ')) return [{ ...at, text: call('throws', line, expected.slice('throws '.length), code) }];
  if (/^console\.log\(/.test(code)) return [{ ...at, text: call('prints', line, expected, code) }];
  if (!parseLiteral(expected)) throw new SyntaxError(`line ${line}: "${expected}" is no value; put a remark on a line of its own`);
  return [{ ...at, text: call('value', line, expected, code) }];
}

function call(kind: 'value' | 'throws' | 'prints', line: number, expected: string, code: string): string {
  return `await __checks.${kind}(${line}, ${JSON.stringify(expected)}, async () => (${code}));`;
}

/** Imports by relative path are meant from the file in which the snippet stands. */
function localImport(statement: Statement, snippet: Snippet, folder: string): Edit[] {
  if (statement.type !== 'ImportDeclaration' || typeof statement.source.value !== 'string' || !statement.source.value.startsWith('.'))
    return [];
  const target = path.relative(folder, path.join(path.dirname(snippet.file), statement.source.value)).replaceAll(path.sep, '/');
  return [{ start: statement.source.start, end: statement.source.end, text: `'${target}'` }];
}

function edit(code: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.start - a.start);
  return backwards.reduce((text, { start, end, text: replacement }) => text.slice(0, start) + replacement + text.slice(end), code);
}
