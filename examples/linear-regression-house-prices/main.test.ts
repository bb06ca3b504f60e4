import { LinearRegressionGD } from '@hml/classic/linear';
import { StandardScaler } from '@hml/classic/preprocessing';
import { OptionError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { readHousePrices } from '../data/read-table.ts';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

describe('linear-regression-house-prices', () => {
  it('finds θ and the price to the last digit of the reference', () => {
    expect(example.found.theta.map((value) => value.toFixed(4))).toEqual(['89597.9095', '139.2107', '-8738.0191']);
    expect(example.found.price.toFixed(2)).toBe('293081.46');
  });

  it('is 402 dollars off after 50 steps of descent, and right to the cent after 400', () => {
    expect((example.found.priceAfter50 - example.found.price).toFixed(2)).toBe('-402.39');
    expect(Math.abs(example.found.priceAfter400 - example.found.price)).toBeLessThan(0.005);
  });

  it('falls faster the larger the rate, and never rises', () => {
    const ends = [...example.found.costs.values()].map((cost) => cost[50]);
    expect(ends).toEqual(ends.toSorted((a, b) => b - a));
    for (const cost of example.found.costs.values())
      cost.forEach((value, i) => void expect(i === 0 || value <= cost[i - 1] * (1 + 1e-12)).toBe(true));
  });

  it('refuses the rate 1.3, above 2 divided by the largest curvature 1.56', async () => {
    const { X, y } = await readHousePrices();
    const Z = new StandardScaler().fit(X).transform(X);
    expect(() => new LinearRegressionGD({ learningRate: 1.3 }).fit(Z, y)).toThrow(OptionError);
    expect(new LinearRegressionGD({ learningRate: 1.27 }).fit(Z, y).converged).toBe(true);
  });

  it('prints its numbers beside those of the reference', () => {
    expect(example.lines).toContain('θ (normal equation) = 89597.9095, 139.2107, -8738.0191');
    expect(example.lines.join('\n')).toMatch(/3 bedrooms +293081\.46 +293081\.46/);
  });

  it('draws the houses by bedrooms, the plane, and a cost for each rate', () => {
    expect(example.kinds).toEqual([new Array(5).fill('scatter'), ['surface'], new Array(5).fill('line')]);
    expect(example.figures[0].layers.map((layer) => layer.label)).toEqual([
      '1 bedroom',
      '2 bedrooms',
      '3 bedrooms',
      '4 bedrooms',
      '5 bedrooms',
    ]);
  });
});
