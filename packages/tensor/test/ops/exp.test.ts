import { DTypeError, exp, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(exp, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -700, max: 5 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => exp('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => exp([1, 2]), DTypeError],
  ],
});

it('exp is right at its thresholds: the largest and the smallest results, infinite and 0 beyond', () => {
  const x = tensor([709.782712893384, 709.7827128933841, -708.4, -745.1332191019411, -745.1332191019412, -746]);
  expect(exp(x).toArray()).toEqual([1.7976931348622732e308, Infinity, 2.217119081664265e-308, 5e-324, 0, 0]);
});

it('exp is within 1 ulp of the engine over its whole range', () => {
  const x = uniform(random(1), [20_000], { low: -708, high: 709 });
  assertClose(exp(x), wrap(x.toTypedArray().map(Math.exp)), { rtol: 2.3e-16 });
});
