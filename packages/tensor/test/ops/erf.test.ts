import { DTypeError, erf, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(erf, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -7, max: 7 })] }),
  tolerance: { rtol: 1e-14 }, // the series of the definition rounds 200 times
  invalid: [
    // @ts-expect-error text is no tensor
    [() => erf('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => erf([1, 2]), DTypeError],
  ],
});

it('erf agrees with its values to 16 digits, on both sides of where the polynomials change', () => {
  const x = tensor([1e-8, 0.1, 0.7499, 0.75, 1, 2, 3, 5.5]);
  const y = tensor([
    1.1283791670955126e-8, 0.1124629160182849, 0.7110913357245858, 0.7111556336535151, 0.8427007929497149, 0.9953222650189527,
    0.9999779095030014, 0.9999999999999927,
  ]);
  assertClose(erf(x), y, { rtol: 2.3e-16 });
});

it('erf is odd, keeps the sign of 0 and ends at ±1', () => {
  expect(erf(tensor([-0, -6, 6, 1e300, -Infinity])).toArray()).toEqual([-0, -1, 1, 1, -1]);
});
