import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

const exact = [2.5460767, 1.87359289, 2.35571106];

describe('linear-regression-plane', () => {
  it('finds the plane and R² to the last digit of the reference', () => {
    example.found.theta.forEach((value, i) => void expect(Math.abs(value - exact[i])).toBeLessThanOrEqual(1e-8));
    expect(Math.abs(example.found.r2 - 0.74432587)).toBeLessThanOrEqual(1e-8);
  });

  it('finds the same plane by gradient descent to 1e-8, with a cost that never rises', () => {
    const { descended, theta } = example.found;
    theta.forEach((value, i) => void expect(Math.abs(descended[i] - value)).toBeLessThanOrEqual(1e-8));
    example.found.costHistory.forEach((cost, i, all) => void expect(i === 0 || cost <= all[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('gives the plane as data: a prediction for each place of the grid', () => {
    const { gdp, freedom, heights } = example.found.plane;
    expect([gdp.length, freedom.length, heights.length]).toEqual([11, 11, 11]);
    const [intercept, a, b] = example.found.theta;
    heights.forEach((row, i) => {
      row.forEach((height, j) => void expect(height).toBeCloseTo(intercept + a * gdp[j] + b * freedom[i], 12));
    });
  });

  it('prints its numbers beside those of the reference', () => {
    expect(example.lines).toContain('intercept, GDP, freedom = 2.54607670, 1.87359289, 2.35571106');
    expect(example.lines.join('\n')).toMatch(/slope along freedom +2\.35571106 +2\.35571106/);
  });

  it('draws three histograms, the plane with every country, predicted and true scores, and the cost', () => {
    expect(example.kinds).toEqual([['grid'], ['surface'], ['scatter', 'line'], ['line']]);
    const [plane] = example.figures[1].layers;
    expect(plane.kind === 'surface' && plane.points.x.length).toBe(155);
  });
});
