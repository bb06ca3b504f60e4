import { grad } from '@hml/autograd';
import {
  type CdistOptions,
  cdist,
  cosineSimilarity,
  DTypeError,
  OptionError,
  ShapeError,
  slice,
  sub,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@hml/tensor';
import { type Draw, describeOp } from '@hml/testing';
import { describe, expect, it } from 'vitest';

/** Two sets of points that never meet; coordinates of different sizes, because equal ones are a kink of the largest. */
function points(draw: Draw, least: number): [Tensor, Tensor] {
  const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2, maxSide: 3 });
  const d = draw.integer(least, 3);
  const sizes = tensor([1, 4, 16]).slice([0, d]);
  const a = draw.tensor({ shape: [...batchA, draw.side(), d], min: 0.6, max: 1 }).mul(sizes);
  const b = draw.tensor({ shape: [...batchB, draw.side(), d], min: -1, max: -0.6 }).mul(sizes);
  return [a, b];
}

describeOp('cdist', {
  cases: (draw) => ({ inputs: points(draw, 0), call: (u, v) => cdist(u, v) }),
  invalid: [
    [() => cdist(zeros([2, 3]), zeros([2, 4]) as Tensor), ShapeError],
    [() => cdist(tensor([1, 2]), tensor([1, 2])), ShapeError],
    [() => cdist(zeros([2, 1, 1]), zeros([3, 1, 1])), ShapeError],
    [() => cdist(zeros([2, 1]), zeros([3, 1]), { metric: 'minkowski', p: 0 }), OptionError],
    [() => cdist(zeros([2, 1]), zeros([3, 1]), { p: 3 }), OptionError],
    // @ts-expect-error no such metric
    [() => cdist(zeros([2, 1]), zeros([3, 1]), { metric: 'manhattan' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => cdist('a', zeros([2, 3])), DTypeError],
  ],
});

const others: readonly CdistOptions[] = [
  { metric: 'sqeuclidean' },
  { metric: 'cityblock' },
  { metric: 'chebyshev' },
  { metric: 'minkowski', p: 0.5 },
  { metric: 'minkowski', p: 3 },
];
describe.each(others)('with %o', (options) => {
  describeOp('cdist', { cases: (draw) => ({ inputs: points(draw, 0), call: (u, v) => cdist(u, v, options) }) });
});

describe("with { metric: 'cosine' }", () => {
  describeOp('cdist', {
    cases: (draw) => ({ inputs: points(draw, 1), call: (u, v) => cdist(u, v, { metric: 'cosine' }) }),
    // The similarity takes vectors of zeros for similar to none; a distance of them does not exist.
    reference: (u, v) => sub(1, cosineSimilarity(slice(u, '...', null, ':') as Tensor, slice(v, '...', null, ':', ':'))),
  });
});

const o = tensor([[0, 0, 0]]);
const p = tensor([[1, -2, 2]]);

it('cdist measures every pair, and 0 for points without coordinates', () => {
  const a = tensor([
    [0, 0],
    [1, 1],
  ]);
  expect(cdist(a, tensor([[3, 4]])).toArray()).toEqual([[5], [Math.sqrt(13)]]);
  expect(cdist(zeros([2, 0]), zeros([1, 0])).toArray()).toEqual([[0], [0]]);
});

it('cdist knows the metrics of SciPy', () => {
  expect(cdist(o, p, { metric: 'euclidean' }).item()).toBe(3);
  expect(cdist(o, p, { metric: 'sqeuclidean' }).item()).toBe(9);
  expect(cdist(o, p, { metric: 'cityblock' }).item()).toBe(5);
  expect(cdist(o, p, { metric: 'chebyshev' }).item()).toBe(2);
  expect(cdist(o, p, { metric: 'minkowski' }).item()).toBe(3);
  expect(cdist(o, p, { metric: 'minkowski', p: 3 }).item()).toBeCloseTo(17 ** (1 / 3), 14);
  expect(cdist(o, p, { metric: 'minkowski', p: Infinity }).item()).toBe(2);
  expect(
    cdist(
      tensor([[1, 0]]),
      tensor([
        [3, 3],
        [0, -2],
        [-4, 0],
      ]),
      { metric: 'cosine' },
    ).toArray()[0],
  ).toEqual([expect.closeTo(1 - Math.SQRT1_2, 15), 1, 2]);
  expect(cdist(o, p, { metric: 'cosine' }).item()).toBeNaN();
});

it('cdist neither overflows nor underflows, nor loses near points far from the origin', () => {
  expect(cdist(tensor([[3e300, 4e300]]), tensor([[0, 0]])).item()).toBeCloseTo(5e300, -287);
  expect(cdist(tensor([[3e-300, 4e-300]]), tensor([[0, 0]])).item() / 5e-300).toBeCloseTo(1, 14);
  expect(cdist(tensor([[3e300, 4e300]]), tensor([[0, 0]]), { metric: 'minkowski', p: 3 }).item() / 91 ** (1 / 3)).toBeCloseTo(1e300, -287);
  const near = tensor([[1e8 + 1, 1e8]]);
  for (const options of [{}, ...others]) expect(cdist(near, tensor([[1e8, 1e8]]), options).item()).toBe(1);
});

it("cdist's cosine keeps the digits of small angles, and is 0 along a line", () => {
  const theta = 1e-6;
  const y = cdist(tensor([[1, 0]]), tensor([[1, theta]]), { metric: 'cosine' }).item();
  expect(y / 5e-13).toBeCloseTo(1, 9); // as a difference, 1 − cos θ would have three digits
  expect(cdist(p, p.mul(4), { metric: 'cosine' }).item()).toBe(0);
});

it('the gradient of cdist at coinciding points is 0', () => {
  const b = tensor([
    [1, 2],
    [4, 6],
  ]);
  expect(grad((a) => sum(cdist(a, b)))(tensor([[1, 2]])).toArray()).toEqual([[-0.6, -0.8]]);
  for (const options of [{}, ...others, { metric: 'cosine' } as const])
    expect(grad((x) => sum(cdist(x, x, options)))(tensor([[1, 2]])).toArray()).toEqual([[0, 0]]);
});
