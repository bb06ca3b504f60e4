import { gradCheck } from '@hml/autograd';
import { DTypeError, lerp, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(lerp, {
  cases: (draw) => {
    const [a, b, w] = draw.broadcastable(3);
    const inputs = [
      draw.tensor({ shape: a, min: -1e3, max: 1e3 }),
      draw.tensor({ shape: b }),
      draw.tensor({ shape: w, avoid: (v) => Math.abs(v - 0.5) < 0.1 }),
    ];
    return { inputs };
  },
  reference: (a, b, w) => a.mul(w.mul(-1).add(1)).add(b.mul(w)),
  tolerance: { rtol: 4e-15, atol: 1e-12 }, // the two products cancel
  invalid: [
    [() => lerp(tensor([1, 2]), tensor([1, 2, 3]) as Tensor, 0.5), ShapeError],
    // @ts-expect-error text is no tensor
    [() => lerp('a', tensor([1]), 0.5), DTypeError],
  ],
});

it('lerp reaches both ends exactly, and goes on beyond them', () => {
  const [a, b] = [tensor([0.1, 1e300]), tensor([0.7, 1])];
  expect(lerp(a, b, 0).toArray()).toEqual([0.1, 1e300]);
  expect(lerp(a, b, 1).toArray()).toEqual([0.7, 1]);
  expect(lerp(a, b, tensor([0, 1])).toArray()).toEqual([0.1, 1]);
  expect(lerp(tensor([0]), tensor([10]), -0.5).toArray()).toEqual([-5]);
});

it('lerp of integers gives float64, of float32 stays', () => {
  expect(lerp(tensor([0, 1], { dtype: 'int32' }), tensor([1, 2], { dtype: 'int32' }), 0.25).toArray()).toEqual([0.25, 1.25]);
  expect(lerp(tensor([0], { dtype: 'float32' }), tensor([1], { dtype: 'float32' }), 0.1).dtype).toBe('float32');
});

it('lerp has gradients for a number as weight, on either side of the middle', () => {
  for (const weight of [0.25, 0.75]) gradCheck((a: Tensor, b: Tensor) => lerp(a, b, weight), [tensor([1, 2]), tensor([3, -1])]);
});
