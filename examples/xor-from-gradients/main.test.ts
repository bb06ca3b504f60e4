import { gradCheck } from '@hml/autograd';
import { add, matmul, mean, mul, normal, random, softplus, sub, tanh } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';
import { right, train, X, y } from './network.ts';

const example = rehearse(run);

describe('xor-from-gradients', () => {
  it('has 4 of 4 points right for every seed from 0 to 99', () => {
    expect(example.found.solved).toEqual(Array.from({ length: 100 }, (_, seed) => seed));
    expect(example.lines).toContain('seeds 0 to 99 with 4 of 4 right = 100 of 100');
  });

  it('is sure of them, as the README says', () => {
    expect(example.found.worstLoss.toFixed(4)).toBe('0.0116');
    expect(Array.from(example.found.probabilities, (p) => p.toFixed(4))).toEqual(['0.0030', '0.9931', '0.9920', '0.0092']);
  });

  it('gives the same network for the same seed, and starts near log 2', () => {
    const [a, b] = [train(7), train(7)];
    expect(a.losses).toEqual(b.losses);
    expect(a.losses[0]).toBeGreaterThan(0.5);
    expect(a.losses[0]).toBeLessThan(1.2);
  });

  it('fails with few hidden units as often as the README says', () => {
    const solved = (nHidden: number) =>
      Array.from({ length: 20 }, (_, seed) => right(train(seed, nHidden))).filter((count) => count === 4).length;
    expect([1, 2, 3, 4].map(solved)).toEqual([0, 11, 15, 20]);
  });

  it('descends along gradients that finite differences confirm', () => {
    const rng = random(1);
    gradCheck(
      (w1, b1, w2, b2) => {
        const z = add(matmul(tanh(add(matmul(X, w1), b1)), w2), b2);
        return mean(sub(softplus(z), mul(y, z)));
      },
      [normal(rng, [2, 16]), normal(rng, [16]), normal(rng, [16, 1]), normal(rng, [1])],
    );
  });

  it('draws the decision surface under the four points, and the falling loss', () => {
    expect(example.kinds).toEqual([
      ['contour', 'contour', 'contour', 'scatter', 'scatter'],
      ['line', 'line', 'line', 'line', 'line'],
    ]);
  });
});
