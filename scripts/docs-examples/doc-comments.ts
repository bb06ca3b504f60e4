import { markdownSnippets } from './markdown.ts';
import type { Snippet } from './snippet.ts';

/** The code of every `@example` in the doc comments of a source file: its fenced `ts` blocks, or all of it when it has no fence. */
export function docCommentSnippets(file: string, text: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (const comment of text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)) {
    const firstLine = lineAt(text, comment.index);
    const lines = comment[0].split('\n').map(withoutMargin);
    for (let i = 0; i < lines.length; i++) {
      if (!/^\s*@example\b/.test(lines[i] ?? '')) continue;
      const start = i + 1;
      while (i + 1 < lines.length && !/^@[a-z]/.test(lines[i + 1] ?? '')) i++;
      snippets.push(...exampleSnippets(file, firstLine + start, lines.slice(start, i + 1)));
    }
  }
  return snippets;
}

function exampleSnippets(file: string, line: number, body: readonly string[]): Snippet[] {
  const text = body.join('\n');
  if (/^\s*(```|~~~)/m.test(text)) return markdownSnippets(file, text).map((snippet) => ({ ...snippet, line: snippet.line + line - 1 }));
  const code = text.trimEnd();
  if (code.trim() === '') return [{ file, line, code, problem: '@example has no code' }];
  return [{ file, line, code }];
}

function withoutMargin(line: string): string {
  return line
    .replace(/^\s*\/\*\*\s?/, '')
    .replace(/\s*\*\/$/, '')
    .replace(/^\s*\* ?/, '');
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
