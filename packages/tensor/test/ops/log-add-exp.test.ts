import { grad } from '@hml/autograd';
import { DTypeError, logAddExp, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(logAddExp, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a, min: -20, max: 20 }), draw.tensor({ shape: b, min: -20, max: 20 })] };
  },
  invalid: [
    [() => logAddExp(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => logAddExp('a', tensor([1])), DTypeError],
  ],
});

it('logAddExp survives ±1e300 and keeps what infinities say', () => {
  const y = logAddExp(tensor([1e300, -1e300, -Infinity, -Infinity, Infinity]), tensor([1e300, 0, -Infinity, 3, -Infinity]));
  expect(y.toArray()).toEqual([1e300, 0, -Infinity, 3, Infinity]);
});

it('logAddExp has derivatives that keep both tails', () => {
  expect(grad((x) => sum(logAddExp(x, 0)))(tensor([-100, 0, 1000])).toArray()).toEqual([3.720075976020836e-44, 0.5, 1]);
});
