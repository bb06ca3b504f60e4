import { DTypeError, lgamma, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

/** Where differences of neighbours say nothing of the slope: next to 0 and the negative whole numbers. */
const nearPole = (x: number): boolean => x < 0.5 && Math.abs(x - Math.round(x)) < 0.2;

describeOp(lgamma, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -4, max: draw.pick([9, 1e4]), avoid: nearPole })] }),
  tolerance: { rtol: 1e-14, atol: 5e-13 }, // the definition adds up hundreds of terms
  dtypes: ['float32'],
  specials: false, // the definition holds near 0 only
  invalid: [
    // @ts-expect-error text is no tensor
    [() => lgamma('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => lgamma([1, 2]), DTypeError],
  ],
});

it('lgamma agrees with its values to 14 digits, on all its branches', () => {
  assertClose(
    lgamma(tensor([1e-8, 0.3, 0.999, 1.5, 2.001, 3, 7.5, 8, 100, 10000000000.0, -0.5, -1.5, -88.7])),
    tensor([
      18.42068073818021,
      1.0957979948180756,
      0.0005780385328913802,
      -0.12078223763524522,
      0.000423106734800117,
      Math.LN2,
      7.534364236758733,
      8.525161361065415,
      359.1342053695754,
      220258509288.81058,
      1.2655121234846454,
      0.860047015376481,
      -310.9483949112502,
    ]),
    { rtol: 3e-15 },
  );
});

it('lgamma agrees with its values to 15 digits next to its zeros 1 and 2, where they are tiny', () => {
  assertClose(
    lgamma(tensor([0.9999999999999991, 1.0000001, 1.4693544708413324, 1.9999, 2.0000000000009095])),
    tensor([5.126704970784012e-16, -5.772155829918507e-8, -0.12145750503671214, -4.227520877215346e-5, 3.8452011276491285e-13]),
    { rtol: 1e-15 },
  );
});

it('lgamma is 0 at 1 and 2, ∞ at its poles and at the infinities', () => {
  expect(lgamma(tensor([1, 2, 0, -0, -3, Infinity, -Infinity, 1e308])).toArray()).toEqual([
    0,
    0,
    ...Array.from({ length: 6 }, () => Infinity),
  ]);
  expect(lgamma(tensor([1, 2, 3], { dtype: 'int32' })).toArray()).toEqual([0, 0, Math.LN2]);
});
