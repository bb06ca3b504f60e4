import { OptionError } from '@hml/tensor';
import { enginePath } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../adapters/adapter.ts';
import { runGoldens } from '../runner.ts';

const here = `${import.meta.dirname}/fixtures`;
const adapters = new Map<string, Adapter>([
  ['sums', ({ data }) => ({ results: { output: Number(data.a) + Number(data.b) } })],
  ['other', () => ({ unmapped: 'not written yet' })],
]);

/** Runs the small cases beside this test and gathers what is printed. */
async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const adapterFor = (family: string): Adapter => adapters.get(family) ?? (() => ({ unmapped: 'no adapter' }));
  const print = (text: string): number => lines.push(...text.split('\n'));
  return { code: await runGoldens(args, { cases: here, fixtures: here, data: here, adapterFor, print }), lines };
}

describe('runGoldens', () => {
  it('runGoldens runs all families and closes with the counts', async () => {
    const { code, lines } = await run();
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('1 passed, 1 failed, 1 unmapped');
  });

  it('runGoldens exits with 0 only when nothing failed and nothing is unmapped', async () => {
    expect(await run('--family', 'sums', '--algorithm', 'add')).toMatchObject({ code: 0 });
    expect(await run('--family', 'sums')).toMatchObject({ code: 1 });
    expect(await run('--family', 'other')).toMatchObject({ code: 1 });
  });

  it('runGoldens shows a table, and each miss with expected, got and tolerance', async () => {
    const { lines } = await run('--family', 'sums', '--algorithm', 'add', '--algorithm', 'wrongSum');
    expect(lines[2]).toMatch(/^sums +2 +1 +1 +0 +2 of 2$/);
    expect(lines).toContain('  failed sums/wrong');
    expect(lines).toContain('    output: expected 4.5, got 3.5 (abs 0.001, rel 0)');
  });

  it('runGoldens says what is unmapped and why', async () => {
    expect((await run('--family', 'other')).lines).toContain('  other: 1 unmapped, not written yet: scan');
  });

  it('runGoldens computes on the path that --path names', async () => {
    const paths: string[] = [];
    adapters.set('sums', ({ data }) => {
      paths.push(enginePath());
      return { results: { output: Number(data.a) + Number(data.b) } };
    });
    await run('--family', 'sums', '--algorithm', 'add', '--path', 'plain');
    await run('--family', 'sums', '--algorithm', 'add');
    expect(paths).toEqual(['plain', enginePath()]);
    await expect(run('--path', 'gpu')).rejects.toThrow(/one of plain/);
  });

  it('runGoldens refuses unknown families, algorithms and options', async () => {
    await expect(run('--family', 'sum')).rejects.toThrow(OptionError);
    await expect(run('--family', 'sums', '--algorithm', 'scan')).rejects.toThrow(/unknown algorithm/);
    await expect(run('--famly', 'sums')).rejects.toThrow(OptionError);
  });
});
