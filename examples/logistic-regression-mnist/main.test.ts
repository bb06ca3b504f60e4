import { describe, expect, it } from 'vitest';
import { readMnist } from '../data/read-mnist.ts';
import { Page } from '../runner/page.ts';
import run, { onRequest, title } from './main.ts';

const lines: string[] = [];
const page = new Page({ line: (text) => lines.push(text), progress: () => {} });
const present = (await readMnist()) !== undefined;

it('logistic-regression-mnist waits to be named', () => expect(onRequest).toBe(true));

describe.runIf(!present)('logistic-regression-mnist without images', () => {
  it('says where they should be, and draws nothing', async () => {
    expect(await run(page)).toBeUndefined();
    expect(lines.join()).toContain('set HML_DATA');
    expect(page.section('logistic-regression-mnist', title).blocks.map(({ kind }) => kind)).toEqual(['text']);
  });
});

describe.runIf(present)('logistic-regression-mnist', () => {
  it('has 1790 of 2000 images right, and 5821 of the 6000 it learned from, to within five', { timeout: 120_000 }, async () => {
    const found = await run(page);
    expect(Math.abs((found?.right.test ?? 0) - 1790)).toBeLessThanOrEqual(5);
    expect(Math.abs((found?.right.train ?? 0) - 5821)).toBeLessThanOrEqual(5);
    expect(found?.model.converged).toBe(true);
    expect(found?.together.lambda).toBe(100);
    expect(found?.together.right ?? 0).toBeGreaterThanOrEqual(1810); // 90.5 %
    expect(page.figures.map(({ layers: [layer] }) => layer.kind)).toEqual(['images', 'images', 'line', 'images']);
  });
});
