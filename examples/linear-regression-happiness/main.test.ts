import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { describe, expect, it } from 'vitest';
import { readHappiness } from '../data/read-table.ts';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

describe('linear-regression-happiness', () => {
  it('finds the line through all countries to the last digit of the reference', () => {
    const [intercept, slope] = example.found.line;
    expect(Math.abs(intercept - 3.20321268)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(slope - 2.18418495)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(example.found.r2 - 0.66010548)).toBeLessThanOrEqual(1e-8);
  });

  it('finds the same line by gradient descent to 1e-6, given enough steps', () => {
    const { descended, line } = example.found;
    line.forEach((value, i) => void expect(Math.abs(descended[i] - value)).toBeLessThanOrEqual(1e-6));
  });

  it('has 0.99⁵⁰⁰ of the way left after 500 steps of rate 0.01, in slope and intercept', () => {
    expect(Math.abs(example.found.short.coef[0] - 0.91010015)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(example.found.short.coef[0] - 0.9161195 * (1 - 0.99 ** 500))).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(example.found.short.intercept - 5.35401936 * (1 - 0.99 ** 500))).toBeLessThanOrEqual(1e-8);
  });

  it('knows why the intercept of the reference differs: two moves in each step', () => {
    expect(Math.abs(5.35401936 * (1 - 0.98 ** 500) - 5.35379971)).toBeLessThanOrEqual(1e-8);
  });

  it('tests on countries that it has not seen, with the statistics of those it has', () => {
    const { model, nTrain, nTest, testCost } = example.found.split;
    expect([nTrain, nTest]).toEqual([124, 31]);
    const { costHistory } = model;
    expect([costHistory[0], costHistory[500], testCost].map((cost) => cost.toFixed(4))).toEqual(['15.2800', '0.2288', '0.1693']);
    costHistory.forEach((cost, i) => void expect(i === 0 || cost < costHistory[i - 1]).toBe(true));
  });

  it('predicts row by row what it predicts for all rows at once', async () => {
    const { columns } = await readHappiness();
    const gdp = columns['GDP per capita'];
    for (const recipe of [new LinearRegression(), new LinearRegressionGD({ maxIter: 10, tol: 0 })]) {
      const model = recipe.fit({ gdp }, columns.score);
      expect(Array.from(gdp, (value) => model.predict([[value]])[0])).toEqual([...model.predict({ gdp })]);
    }
  });

  it('prints its numbers beside those of the reference', () => {
    expect(example.lines).toContain('intercept, slope (all countries) = 3.20321268, 2.18418495');
    const table = example.lines.join('\n');
    expect(table).toMatch(/slope, least squares +2\.18418495 +2\.18418495/);
    expect(table).toMatch(/slope, 500 steps of descent +0\.91010015 +0\.91010015/);
    expect(table).toMatch(/Albania +4\.644 +5\.341 +-0\.697/);
  });

  it('draws a histogram of each column, both parts, the cost, and the line', () => {
    expect(example.kinds).toEqual([['grid'], ['scatter', 'scatter'], ['line'], ['scatter', 'scatter', 'line']]);
    const [panels] = example.figures[0].layers;
    expect(panels.kind === 'grid' && panels.figures.map((figure) => figure.layers[0].kind)).toEqual(new Array(11).fill('histogram'));
  });
});
