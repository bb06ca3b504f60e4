import type { Snippet } from './snippet.ts';

interface Fence {
  readonly info: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly body: readonly string[];
}

/** Every fenced block of a Markdown text. */
export function fences(text: string): Fence[] {
  const found: Fence[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const open = /^( *)(`{3,}|~{3,})\s*(.*?)\s*$/.exec(lines[i] ?? '');
    if (!open) continue;
    const [, indent = '', marker = '', info = ''] = open;
    const start = i;
    const body: string[] = [];
    for (i++; i < lines.length && !closes(lines[i] ?? '', marker); i++) body.push((lines[i] ?? '').replace(indent, ''));
    found.push({ info, line: start + 1, body });
  }
  return found;
}

function closes(line: string, marker: string): boolean {
  const text = line.trim();
  return text.startsWith(marker) && text.replaceAll(marker.charAt(0), '') === '';
}

/**
 * The `ts` blocks of a Markdown text. A block `output` that follows one is what the program prints.
 * No block may be left out: `ts no-run` and the like are reported as problems.
 */
export function markdownSnippets(file: string, text: string): Snippet[] {
  const blocks = fences(text);
  return blocks.flatMap((block, i): Snippet[] => {
    const [language = '', ...rest] = block.info.split(/\s+/);
    if (!['ts', 'typescript', 'mts'].includes(language)) return [];
    const next = blocks[i + 1];
    return [
      {
        file,
        line: block.line + 1,
        code: block.body.join('\n'),
        ...(next?.info === 'output' ? { output: next.body.join('\n') } : {}),
        ...(rest.length > 0 ? { problem: `every ts block runs: take away "${rest.join(' ')}"` } : {}),
      },
    ];
  });
}
