import { LinearRegressionGD } from '@hml/classic/linear';
import { reshape } from '@hml/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Page } from '../runner/page.ts';
import run, { makeLine, type NoiseFindings, title } from './main.ts';

const lines: string[] = [];
const page = new Page({ line: (text) => lines.push(text), progress: () => {} });
let found: NoiseFindings;
beforeAll(async () => {
  found = await run(page);
});

describe('linear-regression-noise', () => {
  it('finds slope 2 and intercept 1 to 0.05 in each of twenty data sets', () => {
    expect(found.descents.length).toBe(20);
    for (const { slope, intercept } of found.descents) {
      expect(Math.abs(slope - 2)).toBeLessThan(0.05);
      expect(Math.abs(intercept - 1)).toBeLessThan(0.05);
    }
  });

  it('comes within a thousandth of least squares in a thousand steps of rate 0.01', () => {
    found.descents.forEach(({ slope, intercept }, i) => {
      expect(Math.abs(slope - found.exact[i].slope)).toBeLessThan(2e-3);
      expect(Math.abs(intercept - found.exact[i].intercept)).toBeLessThan(2e-3);
    });
    found.costHistory.forEach((cost, i, all) => void expect(i === 0 || cost <= all[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('gives the mean and deviation of the README', () => {
    const table = lines.join('\n');
    expect(table).toMatch(/slope +1\.9971 ± 0\.0113 +1\.9974 ± 0\.0113 +2\.0013 ± 0\.0109/);
    expect(table).toMatch(/intercept +1\.0007 ± 0\.0087 +1\.0007 ± 0\.0088 +0\.9980 ± 0\.0121/);
    expect(lines).toContain('slope, intercept (first data set) = 2.002163, 1.009910');
  });

  it('takes a column of targets and a list alike, and refuses what does not fit', () => {
    const { X, y } = makeLine(3);
    const recipe = new LinearRegressionGD({ tol: 0 });
    const [column, list] = [recipe.fit(X, y), recipe.fit(X, reshape(y, [100]))];
    expect([...column.coef, column.intercept]).toEqual([...list.coef, list.intercept]);
    expect(found.refusal).toBe('LinearRegressionGD.fit: y has another length');
  });

  it('draws the line, the cost, and what twenty data sets gave', () => {
    const { blocks } = page.section('linear-regression-noise', title);
    const figures = blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
    expect(figures.map(({ layers }) => layers.map(({ kind }) => kind))).toEqual([
      ['scatter', 'line'],
      ['line', 'line'],
      ['scatter', 'scatter'],
    ]);
  });
});
