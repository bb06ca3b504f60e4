import { DTypeError, lgamma, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(lgamma, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.3, max: 9 })] }),
  tolerance: { atol: 5e-13 }, // the definition adds up hundreds of terms
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

it('lgamma is 0 at 1 and 2, ∞ at its poles and at the infinities', () => {
  expect(lgamma(tensor([1, 2, 0, -0, -3, Infinity, -Infinity, 1e308])).toArray()).toEqual([
    0,
    0,
    ...Array.from({ length: 6 }, () => Infinity),
  ]);
  expect(lgamma(tensor([1, 2, 3], { dtype: 'int32' })).toArray()).toEqual([0, 0, Math.LN2]);
});
