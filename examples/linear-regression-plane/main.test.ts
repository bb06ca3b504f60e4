import { beforeAll, describe, expect, it } from 'vitest';
import { Page } from '../runner/page.ts';
import run, { type PlaneFindings, title } from './main.ts';

const lines: string[] = [];
const page = new Page({ line: (text) => lines.push(text), progress: () => {} });
let found: PlaneFindings;
beforeAll(async () => {
  found = await run(page);
});

const THETA = [2.5460767, 1.87359289, 2.35571106];

describe('linear-regression-plane', () => {
  it('finds the plane and R² to the last digit of the reference', () => {
    found.theta.forEach((value, i) => void expect(Math.abs(value - THETA[i])).toBeLessThanOrEqual(1e-8));
    expect(Math.abs(found.r2 - 0.74432587)).toBeLessThanOrEqual(1e-8);
  });

  it('finds the same plane by gradient descent to 1e-8, with a cost that never rises', () => {
    found.descended.forEach((value, i) => void expect(Math.abs(value - found.theta[i])).toBeLessThanOrEqual(1e-8));
    found.costHistory.forEach((cost, i, all) => void expect(i === 0 || cost <= all[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('gives the plane as data: a prediction for each place of the grid', () => {
    const { gdp, freedom, heights } = found.plane;
    expect([gdp.length, freedom.length, heights.length]).toEqual([11, 11, 11]);
    const [intercept, a, b] = found.theta;
    heights.forEach((row, i) => {
      row.forEach((height, j) => void expect(height).toBeCloseTo(intercept + a * gdp[j] + b * freedom[i], 12));
    });
  });

  it('prints its numbers beside those of the reference', () => {
    expect(lines).toContain('intercept, GDP, freedom = 2.54607670, 1.87359289, 2.35571106');
    expect(lines.join('\n')).toMatch(/slope along freedom +2\.35571106 +2\.35571106/);
  });

  it('draws three histograms, the plane with every country, predicted and true scores, and the cost', () => {
    const { blocks } = page.section('linear-regression-plane', title);
    const figures = blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
    expect(figures.map(({ layers }) => layers.map(({ kind }) => kind))).toEqual([['grid'], ['surface'], ['scatter', 'line'], ['line']]);
    const [plane] = figures[1].layers;
    expect(plane.kind === 'surface' && plane.points.x.length).toBe(155);
  });
});
