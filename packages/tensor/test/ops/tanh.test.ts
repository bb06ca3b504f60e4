import { grad } from '@hml/autograd';
import { DTypeError, random, sum, tanh, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(tanh, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -25, max: 25 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => tanh('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => tanh([1, 2]), DTypeError],
  ],
});

it('tanh keeps tiny numbers with their sign and ends at ±1', () => {
  const x = tensor([-0, 5e-324, 1e-300, 22.5, -1000, -Infinity]);
  expect(tanh(x).toArray()).toEqual([-0, 5e-324, 1e-300, 1, -1, -1]);
});

it('tanh is within 4 ulp of the engine, which is itself 2 off', () => {
  for (const x of [uniform(random(1), [10_000], { low: -1.5, high: 1.5 }), uniform(random(2), [10_000], { low: -23, high: 23 })]) {
    assertClose(tanh(x), wrap(x.toTypedArray().map(Math.tanh)), { rtol: 9e-16 });
  }
});

it('tanh has derivatives of full relative accuracy in both tails and near 0, and 0 at the ends', () => {
  const slope = grad((x) => sum(tanh(x)));
  const x = tensor([1e-10, -0.5, 10, -20, 30, 300, 1000, -Infinity]);
  const second = grad((v) => sum(slope(v)));
  assertClose(
    slope(x),
    tensor([1.0, 0.7864477329659274, 8.244614455767397e-9, 1.6993417021166355e-17, 3.502604305078608e-26, 1.0601586212017243e-260, 0, 0]),
    { rtol: 1e-15 },
  );
  assertClose(
    second(x),
    tensor([
      -2e-10, 0.7268619813835873, -1.6489228843561127e-8, 3.398683404233271e-17, -7.005208610157216e-26, -2.1203172424034486e-260, 0, 0,
    ]),
    { rtol: 2e-15 },
  );
  assertClose(
    grad((v) => sum(second(v)))(x),
    tensor([-2.0, -0.5652092882597703, 3.2978457415227584e-8, 6.797366808466542e-17, 1.4010417220314432e-25, 4.240634484806897e-260, 0, 0]),
    { rtol: 4e-15 },
  );
});
