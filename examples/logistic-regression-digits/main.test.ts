import { loadDigits } from '@hml/data/digits';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';
import { lambda, percent } from './recognise.ts';

const example = rehearse(run);

const { X, y } = loadDigits();
const nTrain = 1348;
const images = (place: number) => {
  const [layer] = example.figures[place].layers;
  if (layer.kind !== 'images') throw new Error(layer.kind);
  return layer;
};

describe('logistic-regression-digits', () => {
  it('has as many images right as scikit-learn: 403 of 449, and 1325 of the 1348 it learned from', () => {
    expect(example.found.right).toEqual({ train: 1325, test: 403 });
    expect(example.lines).toContain('right of the test set = 89.76 % (403 of 449)');
    expect(example.found.predicted.filter((digit, i) => digit === y[nTrain + i]).length).toBe(403);
  });

  it('ends where the gradient of each question, computed here from its definition, is at most 1e-4', () => {
    const mean = X[0].map((_, j) => X.slice(0, nTrain).reduce((sum, row) => sum + row[j], 0) / nTrain);
    const std = mean.map((mu, j) => Math.sqrt(X.slice(0, nTrain).reduce((sum, row) => sum + (row[j] - mu) ** 2, 0) / nTrain) || 1);
    const Z = X.slice(0, nTrain).map((row) => row.map((value, j) => (value - mean[j]) / std[j]));
    example.found.model.classes.forEach((digit, k) => {
      const weights = Array.from(example.found.model.coef.at(k).toTypedArray(), Number);
      const errors = Z.map((row, i) => {
        const z = row.reduce((sum, value, j) => sum + value * weights[j], example.found.model.intercept[k]);
        return 1 / (1 + Math.exp(-z)) - Number(y[i] === digit);
      });
      for (const [j, weight] of weights.entries()) {
        const slope = (Z.reduce((sum, row, i) => sum + row[j] * errors[i], 0) + lambda * weight) / nTrain;
        expect(Math.abs(slope)).toBeLessThan(1.001e-4);
      }
      expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / nTrain)).toBeLessThan(1.001e-4);
    });
  });

  it('falls from log 2 in each of ten descents, deepest for 0 and least for 8', () => {
    const ends = example.found.costs.map((costs) => costs[costs.length - 1]);
    for (const costs of example.found.costs) {
      expect(costs[0]).toBeCloseTo(Math.log(2), 12);
      costs.slice(1).forEach((cost, i) => void expect(cost).toBeLessThan(costs[i]));
    }
    expect([ends.indexOf(Math.min(...ends)), ends.indexOf(Math.max(...ends))]).toEqual([0, 8]);
  });

  it('draws digits, weights, costs and verdicts', () => {
    expect(example.figures.map(({ layers }) => [layers[0].kind, layers.length])).toEqual([
      ['images', 1],
      ['images', 1],
      ['line', 10],
      ['images', 1],
    ]);
    expect([...images(0).pixels.subarray(0, 64)]).toEqual(X[0]);
    const weights = images(1);
    expect([weights.nImages, weights.height, weights.width, weights.signed]).toEqual([10, 8, 8, true]);
    expect(weights.pixels).toEqual(example.found.model.coef.toTypedArray());
  });

  it('draws in red what is wrong, and in green what is right', () => {
    const { groups, groupNames, groupColors, captions, pixels } = images(3);
    expect(groupNames.map((name, g) => [name, groupColors[g]])).toEqual([
      ['right', 'var(--hml-color-3, #00835f)'],
      ['wrong', 'var(--hml-wrong, #d93a40)'],
    ]);
    for (let i = 0; i < 64; i++) {
      const [says, is] = [example.found.predicted[i], y[nTrain + i]];
      expect(groupNames[groups?.[i] ?? -1]).toBe(says === is ? 'right' : 'wrong');
      expect(captions?.[i]).toBe(says === is ? `${is}` : `${says} (${is})`);
      expect([...pixels.subarray(64 * i, 64 * i + 64)]).toEqual(X[nTrain + i]);
    }
  });

  it('percent gives the share with its counts', () => expect(percent(1, 8)).toBe('12.50 % (1 of 8)'));
});
