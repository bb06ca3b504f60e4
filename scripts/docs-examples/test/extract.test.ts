import { expect, it } from 'vitest';
import { docCommentSnippets } from '../doc-comments.ts';
import { markdownSnippets } from '../markdown.ts';

it('markdownSnippets finds ts blocks, with the line of their first line', () => {
  const text = 'A\n```ts\na\nb\n```\n```sh\nnpm test\n```\n~~~typescript\nc\n~~~\n';
  expect(markdownSnippets('p.md', text)).toEqual([
    { file: 'p.md', line: 3, code: 'a\nb' },
    { file: 'p.md', line: 10, code: 'c' },
  ]);
});

it('markdownSnippets refuses a block that asks not to be run', () => {
  expect(markdownSnippets('p.md', '```ts no-run\na\n```')[0]?.problem).toMatch(/every ts block runs/);
});

it('docCommentSnippets reads plain and fenced examples up to the next tag', () => {
  const text = [
    '/**',
    ' * Adds.',
    ' * @example',
    ' * a; // 1',
    ' * b;',
    ' * @throws X',
    ' */',
    'f',
    '  /**',
    '   * @example',
    '   * ```ts',
    '   * c',
    '   * ```',
    '   */',
  ];
  expect(docCommentSnippets('f.ts', text.join('\n'))).toEqual([
    { file: 'f.ts', line: 4, code: 'a; // 1\nb;' },
    { file: 'f.ts', line: 12, code: 'c' },
  ]);
});
