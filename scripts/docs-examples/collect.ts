import { globSync, readFileSync } from 'node:fs';
import { docCommentSnippets } from './doc-comments.ts';
import { markdownSnippets } from './markdown.ts';
import type { Snippet } from './snippet.ts';

const pages = ['*.md', 'packages/*/*.md', 'packages/*/src/**/*.md', 'examples/*.md', 'examples/*/*.md', 'goldens/*.md', 'benchmarks/*.md'];
const sources = ['packages/*/src/**/*.ts'];

/** Every snippet of the workspace: the `ts` blocks of its pages and the `@example`s of its sources. */
export function collectSnippets(root = '.'): Snippet[] {
  const read = (patterns: readonly string[], extract: (file: string, text: string) => Snippet[]) =>
    globSync([...patterns], { cwd: root, exclude: (name) => name.includes('node_modules') })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.endsWith('CHANGELOG.md'))
      .sort()
      .flatMap((file) => extract(file, readFileSync(`${root}/${file}`, 'utf8')));
  return [...read(pages, markdownSnippets), ...read(sources, docCommentSnippets)];
}
