import { grad } from '@hml/autograd';
import { cosineSimilarity, DataError, DTypeError, ShapeError, sqrt, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cosineSimilarity', {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2, { maxRank: 2 });
    const k = draw.integer(1, 3);
    // Components of different sizes: where the largest two are equal, their maximum has a kink.
    const vectors = (shape: number[]): Tensor =>
      draw.tensor({ shape: [...shape, k], min: 0.8, max: 1.2 }).mul(tensor([1, -2, 4]).slice([0, k]));
    const reference = (u: Tensor, v: Tensor): Tensor => sum(u.mul(v), -1).div(sqrt(sum(u.mul(u), -1)).mul(sqrt(sum(v.mul(v), -1))));
    return { inputs: [vectors(a), vectors(b)], call: (u, v) => cosineSimilarity(u, v), reference };
  },
  invalid: [
    [() => cosineSimilarity(zeros([2, 3]), zeros([4, 3]) as Tensor), ShapeError],
    [() => cosineSimilarity(zeros([2]), zeros([2]), 1), ShapeError],
    [() => cosineSimilarity(zeros([2, 0]), zeros([2, 0])), DataError],
    // @ts-expect-error text is no tensor
    [() => cosineSimilarity('a', zeros([2])), DTypeError],
  ],
});

it('cosineSimilarity does not depend on the lengths, however large or small', () => {
  for (const length of [1e-5, 1, 1e300]) {
    expect(cosineSimilarity(tensor([3 * length, 4 * length]), tensor([4, 3])).item()).toBeCloseTo(0.96, 15);
  }
  expect(cosineSimilarity(tensor([3e-300, 4e-300]), tensor([4e-300, 3e-300]), 0, { eps: 0 }).item()).toBeCloseTo(0.96, 15);
});

it('cosineSimilarity of a vector of zeros is 0, with a finite gradient', () => {
  expect(cosineSimilarity(zeros([2]), tensor([3, 4])).item()).toBe(0);
  const gradient = grad((a) => sum(cosineSimilarity(a, tensor([3, 4]))))(zeros([2]));
  expect(gradient.toArray()).toEqual([0.6e8, 0.8e8]);
});

it('the gradient of cosineSimilarity is at right angles to the vector', () => {
  expect(grad((a) => sum(cosineSimilarity(a, tensor([[0, 2]]), 1)))(tensor([[1, 0]])).toArray()).toEqual([[0, 1]]);
});
