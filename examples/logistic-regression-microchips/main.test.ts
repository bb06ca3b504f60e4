import { PolynomialFeatures } from '@hml/classic/preprocessing';
import { describe, expect, it } from 'vitest';
import { readMicrochips } from '../data/read-classes.ts';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

describe('logistic-regression-microchips', () => {
  it('has as many chips right as is known for each penalty: 105, 98 and 72 of 118, and 105 with degree 5', () => {
    expect(example.found.fits.map(({ lambda, accuracy }) => [lambda, accuracy * 118])).toEqual([
      [0, 105],
      [1, 98],
      [100, 72],
    ]);
    expect([example.found.fifth.degree, example.found.fifth.accuracy * 118]).toEqual([5, 105]);
    expect(example.lines).toContain('accuracy, λ = 1 = 83.0508 % (expected: 83.0508 %)');
  });

  it('finds the 28 parameters at λ = 1: those of the minimum to 1e-8, and the known ones, of a descent that stopped early, to 2e-4', () => {
    const { theta } = example.found.fits[1];
    expect(theta.length).toBe(28);
    [1.27273951, 0.6252718, 1.18108869].forEach((value, i) => void expect(Math.abs(theta[i] - value)).toBeLessThanOrEqual(2e-8));
    [1.272711, 0.625367, 1.180959].forEach((value, i) => void expect(Math.abs(theta[i] - value)).toBeLessThanOrEqual(2e-4));
  });

  it('ends where the gradient, computed here from its definition, is 0: the penalty spares the intercept', async () => {
    const { X, y } = await readMicrochips();
    const matrix = new PolynomialFeatures({ degree: 6 }).fit(X).transform(X); // with a column of ones
    const columns = X.map((_, i) => Array.from(matrix.at(i).toTypedArray(), Number));
    for (const { lambda, theta } of example.found.fits) {
      const errors = columns.map((row, i) => 1 / (1 + Math.exp(-row.reduce((z, x, j) => z + x * theta[j], 0))) - y[i]);
      theta.forEach((weight, j) => {
        const slope = columns.reduce((sum, row, i) => sum + row[j] * errors[i], 0) + (j === 0 ? 0 : lambda * weight);
        expect(Math.abs(slope / 118)).toBeLessThan(1e-7);
      });
    }
  });

  it('keeps weights as small as the README says', () => {
    const largest = example.found.fits.map(({ theta }) => Math.max(...theta.slice(1).map(Math.abs)));
    expect(largest.map((weight) => weight.toPrecision(3))).toEqual(['4.29e+3', '2.02', '0.0552']);
  });

  it('starts at log 2 and never lets the cost rise', () => {
    for (const { costs } of example.found.fits) {
      expect(costs[0]).toBeCloseTo(Math.log(2), 12);
      costs.slice(1).forEach((cost, i) => void expect(cost).toBeLessThanOrEqual(costs[i]));
    }
    expect(example.found.fits.map(({ costs }) => costs.length - 1)).toEqual([13, 5, 2]);
  });

  it('draws a boundary for each penalty, and the costs', () => {
    const surface = ['contour', 'contour', 'contour', 'scatter', 'scatter'];
    expect(example.kinds).toEqual([surface, surface, surface, ['line', 'line', 'line']]);
    expect(example.figures.map((figure) => figure.title)).toEqual([
      'λ = 0: 88.9831 % right',
      'λ = 1: 83.0508 % right',
      'λ = 100: 61.0169 % right',
      'The falling cost',
    ]);
  });

  it('draws the score of each place where it belongs: test 1 to the right, test 2 upwards', () => {
    example.figures.forEach(({ layers: [layer] }, k) => {
      if (layer.kind !== 'contour') return;
      const { theta } = example.found.fits[k];
      const features = new PolynomialFeatures({ degree: 6 }).fit([[0, 0]]);
      for (const [i, j] of [
        [0, 0],
        [3, 70],
        [40, 12],
        [64, 80],
        [20, 33],
      ]) {
        const place = Array.from(features.transform([[layer.x[j], layer.y[i]]]).toTypedArray(), Number);
        const score = place.reduce((z, x, t) => z + x * theta[t], 0);
        expect(Math.abs(layer.z[i * layer.x.length + j] - score)).toBeLessThan(1e-9 * Math.max(1, Math.abs(score)));
      }
    });
  });
});
