import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../src/linear');
const pages = readdirSync(root)
  .map((folder) => join(root, folder, 'README.md'))
  .filter((page) => existsSync(page));
const order = [
  'Hypothesis',
  'Cost function',
  'Solution',
  'Update rule',
  'The lines that compute it',
  'When it fails',
  'Demo',
  'References',
];

/** Each code of the last column of a section's table with the files that its row names, or the row before where it names none. */
function quotedLines(page: string, section: string): { readonly code: string; readonly files: readonly string[] }[] {
  const quoted: { readonly code: string; readonly files: readonly string[] }[] = [];
  let files: readonly string[] = [];
  for (const row of section.split('\n').filter((line) => line.startsWith('| '))) {
    const cell = row.slice(row.lastIndexOf(' | ', row.length - 3));
    const named = [...cell.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => join(dirname(page), path));
    if (named.length > 0) files = named;
    for (const [, code] of cell.matchAll(/`([^`]+)`/g)) quoted.push({ code, files });
  }
  return quoted;
}

describe.each(pages)('%s', (page) => {
  const sections = new Map(
    readFileSync(page, 'utf8')
      .split(/^## /m)
      .map((section) => [section.slice(0, section.indexOf('\n')), section]),
  );

  it('goes from the hypothesis over the cost to the lines, with a demo', () => {
    const names = [...sections.keys()].filter((name) => order.includes(name));
    expect(names).toEqual(order.filter((name) => names.includes(name)));
    expect(names).toHaveLength(order.length - 1); // a solution or an update rule
  });

  it('quotes lines that stand in the files that it names', () => {
    const quoted = quotedLines(page, sections.get('The lines that compute it') ?? '');
    expect(quoted.length).toBeGreaterThan(2);
    for (const { code, files } of quoted) {
      const texts = files.filter((file) => file.endsWith('.ts')).map((file) => readFileSync(file, 'utf8'));
      if (texts.length > 0) for (const part of code.split('…')) expect(texts.join('\n'), `\`${code}\``).toContain(part.replace(/\)$/, ''));
    }
  });
});
