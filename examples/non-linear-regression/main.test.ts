import { LinearRegressionGD } from '@hml/classic/linear';
import { describe, expect, it } from 'vitest';
import { readWaves } from '../data/read-table.ts';
import { rehearse } from '../runner/rehearse.ts';
import { CurveFeatures } from './features.ts';
import run from './main.ts';

const example = rehearse(run);

describe('non-linear-regression', () => {
  it('explains at least 98.85 % of the variance with powers and sines, of which 24 are independent', () => {
    const { nColumns, rank, r2, rmse } = example.found.fits[3];
    expect([nColumns, rank]).toEqual([30, 24]);
    expect(r2).toBeGreaterThanOrEqual(0.9885);
    expect(r2.toFixed(5)).toBe('0.98855');
    expect(rmse.toFixed(4)).toBe('4.0331');
  });

  it('fits no worse with more columns', () => {
    const [x, powers, sines, both] = example.found.fits.map(({ r2 }) => r2);
    expect([x, powers, sines].map((r2) => r2.toFixed(5))).toEqual(['0.41587', '0.98527', '0.45026']);
    expect(both).toBeGreaterThan(Math.max(powers, sines));
  });

  it('comes after 50,000 steps of descent to the cost and the intercept of the reference', () => {
    expect(Math.abs(example.found.costHistory[50_000] - 2189884.51 / 250 ** 2)).toBeLessThanOrEqual(1e-5); // printed as m² times the cost
    expect(example.found.intercept.toFixed(6)).toBe('60.531874');
    example.found.costHistory.forEach((cost, i, all) => void expect(i === 0 || cost <= all[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('descends on a column of length √c as on c equal columns', async () => {
    const { x, y } = await readWaves();
    const z = Array.from(
      new CurveFeatures(x)
        .powers(x)
        .toTypedArray()
        .filter((_, i) => i % 15 === 0),
    );
    const recipe = new LinearRegressionGD({ learningRate: 0.02, maxIter: 50, tol: 0 });
    const thrice = recipe.fit(
      z.map((value) => [value, value, value]),
      y,
    ).costHistory;
    const longer = recipe.fit(
      z.map((value) => [value * Math.sqrt(3)]),
      y,
    ).costHistory;
    thrice.forEach((cost, i) => void expect(Math.abs(cost / longer[i] - 1)).toBeLessThanOrEqual(1e-12));
  });

  it('draws the curve at 1000 places within the range of the points, but for the wiggles at the ends', () => {
    expect(example.found.curve.length).toBe(1000);
    expect(Math.min(...example.found.curve)).toBeGreaterThan(0);
    expect(Math.max(...example.found.curve)).toBeLessThan(135);
  });

  it('prints its numbers beside those of the reference', () => {
    const table = example.lines.join('\n');
    expect(table).toMatch(/R², least squares +0\.98855 +0\.98855/);
    expect(table).toMatch(/cost after 50,000 steps +35\.0382 +35\.0382/);
  });

  it('draws the points, the curve over them, and the cost', () => {
    expect(example.kinds).toEqual([['line'], ['scatter', 'line'], ['line', 'line']]);
  });
});
