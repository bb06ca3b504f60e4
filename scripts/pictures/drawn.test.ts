import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawn } from './drawn.ts';

const root = join(import.meta.dirname, '../..');

describe('drawn', () => {
  it.each(drawn())('is the picture in $file, and its page shows it', ({ file, svg }) => {
    expect(svg).toContain('background:white');
    expect(readFileSync(join(root, file), 'utf8')).toBe(svg);
    expect(readFileSync(join(root, dirname(file), 'README.md'), 'utf8')).toContain('](picture.svg)');
  });
});
