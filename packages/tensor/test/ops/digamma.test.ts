import { grad } from '@hml/autograd';
import { DTypeError, digamma, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

/** Where differences of neighbours say nothing of the slope: next to 0 and the negative whole numbers. */
const nearPole = (x: number): boolean => x < 0.5 && Math.abs(x - Math.round(x)) < 0.2;

describeOp(digamma, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -4, max: draw.pick([9, 1e4]), avoid: nearPole })] }),
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

it('digamma agrees with its values to 15 digits for positive numbers, next to its zero too', () => {
  assertClose(
    digamma(
      tensor([1e-8, 0.3, 1, 1.4, 1.461632, 1.4616321449683622, 1.4616321449683625, 1.46164, 1.5, 2, 2.00354271982079, 7.5, 10, 100, 1e10]),
    ),
    tensor([
      -100000000.57721564, -3.502524222200133, -0.5772156649015329, -0.06138454458511624, -1.4028186996973047e-7, -9.241265521729427e-17,
      1.2245374622004068e-16, 7.601068783887877e-6, 0.03648997397857652, 0.42278433509846713, 0.4250666234661649, 1.9467574842460869,
      2.251752589066721, 4.600161852738087, 23.025850929890456,
    ]),
    { rtol: 8e-16 },
  );
});

it('digamma agrees with its values below 0 to 15 digits of its largest term', () => {
  assertClose(
    digamma(tensor([-0.3, -0.5, -1.4, -3.7, -9.3, -88.7])),
    tensor([2.113309779635399, 0.03648997397857652, 1.6736665003925248, -0.8450768588704194, 4.56531611494131, 2.2083856076848885]),
    { rtol: 1e-15, atol: 2e-15 },
  );
});

it('digamma is infinite at 0, undefined at its other poles', () => {
  expect(digamma(tensor([0, -0, -1, Infinity, -Infinity])).toArray()).toEqual([-Infinity, Infinity, Number.NaN, Infinity, Number.NaN]);
});

it('digamma has a derivative that keeps its digits next to the poles', () => {
  const x = tensor([-1e-20, -0.9999999]);
  assertClose(grad((v) => sum(digamma(v)))(x), tensor([1.0000000000000002e40, 100000000105273.81]), { rtol: 2e-15 });
});
