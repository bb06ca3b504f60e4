import { DTypeError, digamma, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(digamma, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.3, max: 9 })] }),
  tolerance: { atol: 1e-13 }, // the definition adds up hundreds of terms
  dtypes: ['float32'],
  specials: false, // the definition holds near 0 only
  invalid: [
    // @ts-expect-error text is no tensor
    [() => digamma('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => digamma([1, 2]), DTypeError],
  ],
});

it('digamma agrees with its values to 14 digits of its largest term', () => {
  assertClose(
    digamma(tensor([1e-8, 0.3, 1, 2, 7.5, 10, 100, 10000000000.0, -0.5, -1.4, -88.7])),
    tensor([
      -100000000.57721564, -3.502524222200133, -0.5772156649015329, 0.42278433509846713, 1.9467574842460869, 2.251752589066721,
      4.600161852738087, 23.025850929890456, 0.03648997397857652, 1.6736665003925248, 2.2083856076848885,
    ]),
    { rtol: 4e-15, atol: 4e-15 },
  );
});

it('digamma is infinite at 0, undefined at its other poles', () => {
  expect(digamma(tensor([0, -0, -1, Infinity, -Infinity])).toArray()).toEqual([-Infinity, Infinity, Number.NaN, Infinity, Number.NaN]);
});
