import { LinearRegressionGD } from '@hml/classic/linear';
import { reshape } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import run, { makeLine } from './main.ts';

const example = rehearse(run);

describe('linear-regression-noise', () => {
  it('finds slope 2 and intercept 1 to 0.05 in each of twenty data sets', () => {
    expect(example.found.descents.length).toBe(20);
    for (const { slope, intercept } of example.found.descents) {
      expect(Math.abs(slope - 2)).toBeLessThan(0.05);
      expect(Math.abs(intercept - 1)).toBeLessThan(0.05);
    }
  });

  it('comes within a thousandth of least squares in a thousand steps of rate 0.01', () => {
    example.found.descents.forEach(({ slope, intercept }, i) => {
      expect(Math.abs(slope - example.found.exact[i].slope)).toBeLessThan(2e-3);
      expect(Math.abs(intercept - example.found.exact[i].intercept)).toBeLessThan(2e-3);
    });
    example.found.costHistory.forEach((cost, i, all) => void expect(i === 0 || cost <= all[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('gives the mean and deviation of the README', () => {
    const table = example.lines.join('\n');
    expect(table).toMatch(/slope +1\.9971 ± 0\.0113 +1\.9974 ± 0\.0113 +2\.0013 ± 0\.0109/);
    expect(table).toMatch(/intercept +1\.0007 ± 0\.0087 +1\.0007 ± 0\.0088 +0\.9980 ± 0\.0121/);
    expect(example.lines).toContain('slope, intercept (first data set) = 2.002163, 1.009910');
  });

  it('takes a column of targets and a list alike, and refuses what does not fit', () => {
    const { X, y } = makeLine(3);
    const recipe = new LinearRegressionGD({ tol: 0 });
    const [column, list] = [recipe.fit(X, y), recipe.fit(X, reshape(y, [100]))];
    expect([...column.coef, column.intercept]).toEqual([...list.coef, list.intercept]);
    expect(example.found.refusal).toBe('LinearRegressionGD.fit: y has another length');
  });

  it('draws the line, the cost, and what twenty data sets gave', () => {
    expect(example.kinds).toEqual([
      ['scatter', 'line'],
      ['line', 'line'],
      ['scatter', 'scatter'],
    ]);
  });
});
