import { describe, expect, it } from 'vitest';
import { readIrisPetals } from '../data/read-classes.ts';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

/** The maximum of the likelihood, to the eight decimals that are known. */
const exact = {
  VERSICOLOR: [-2.85880689, 1.54646368, -3.10710628],
  VIRGINICA: [-45.27234376, 5.75453232, 10.44669989],
};
describe('logistic-regression-iris', () => {
  it.each(Object.entries(exact))('finds θ of %s to 1e-6', (name, theta) => {
    theta.forEach((value, i) => void expect(Math.abs(example.found.thetas[name][i] - value)).toBeLessThanOrEqual(1e-6));
  });

  it('ends where the gradient of the likelihood is 0, computed here from its definition', async () => {
    const { X, y } = await readIrisPetals();
    for (const name of ['VERSICOLOR', 'VIRGINICA']) {
      const [b, w0, w1] = example.found.thetas[name];
      const errors = X.map(([x0, x1], i) => 1 / (1 + Math.exp(-(b + w0 * x0 + w1 * x1))) - Number(y[i] === name));
      for (const column of [X.map(() => 1), X.map((row) => row[0]), X.map((row) => row[1])]) {
        expect(Math.abs(column.reduce((sum, x, i) => sum + x * errors[i], 0) / 150)).toBeLessThan(1e-8);
      }
    }
  });

  it('has 144 of 150 right', () => {
    expect(example.found.accuracy).toBe(0.96);
    expect(example.lines).toContain('accuracy = 96.0000 % (expected: 96.0000 %)');
  });

  it('falls from log 2 to the costs of the README, and never rises', () => {
    const ends = Object.entries(example.found.costs).map(([name, costs]) => [name, costs[0], costs[costs.length - 1]] as const);
    for (const [, start] of ends) expect(start).toBeCloseTo(Math.log(2), 12);
    expect(ends[0][2]).toBeLessThan(1e-7); // SETOSA: separable, towards 0
    expect(ends[1][2]).toBeCloseTo(0.5759358999981, 12);
    expect(ends[2][2]).toBeCloseTo(0.068545027, 9);
    for (const costs of Object.values(example.found.costs)) costs.slice(1).forEach((cost, i) => void expect(cost).toBeLessThan(costs[i]));
    expect(Object.values(example.found.costs).map((costs) => costs.length - 1)).toEqual([19, 4, 10]);
  });

  it('draws the ground, the lines and the costs', () => {
    expect(example.kinds).toEqual([
      ['contour', 'contour', 'contour', 'scatter', 'scatter', 'scatter'],
      ['contour', 'contour', 'contour', 'scatter', 'scatter', 'scatter'],
      ['line', 'line', 'line'],
    ]);
  });

  it('colours each place of the ground as the model predicts there: length to the right, width upwards', () => {
    const [{ layers, xLabel, yLabel }] = example.figures;
    expect([xLabel, yLabel]).toEqual(['Petal length (cm)', 'Petal width (cm)']);
    const tinted = (length: number, width: number) =>
      layers.flatMap((layer, k) => {
        if (layer.kind !== 'contour') return [];
        const nearest = (places: Float64Array, value: number) =>
          places.reduce((best, place, i) => (Math.abs(place - value) < Math.abs(places[best] - value) ? i : best), 0);
        const height = layer.z[nearest(layer.y, width) * layer.x.length + nearest(layer.x, length)];
        return height > layer.thresholds[0] ? [example.found.model.classes[k]] : [];
      });
    const places: readonly (readonly [number, number])[] = [
      [1.5, 0.2],
      [4.2, 1.3],
      [5.8, 2.2],
      [2.5, 2.2],
      [7, 0.2],
      [2.7, 0.6],
      [0.6, 2.7],
    ];
    for (const [length, width] of places) expect(tinted(length, width)).toEqual(example.found.model.predict([[length, width]]));
    expect(tinted(2.7, 0.6)).not.toEqual(tinted(0.6, 2.7)); // a transposed ground would confuse these two
  });
});
