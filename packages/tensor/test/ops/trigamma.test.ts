import { grad } from '@hml/autograd';
import { DTypeError, sum, tensor, trigamma } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

/** Where differences of neighbours say nothing of the slope: next to 0 and the negative whole numbers. */
const nearPole = (x: number): boolean => x < 0.5 && Math.abs(x - Math.round(x)) < 0.05;

describeOp(trigamma, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -4, max: draw.pick([9, 1e4]), avoid: nearPole })] }),
  tolerance: { rtol: 1e-13 }, // the definition adds up hundreds of terms
  dtypes: ['float32'],
  specials: false, // the definition holds near 0 only
  invalid: [
    // @ts-expect-error text is no tensor
    [() => trigamma('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => trigamma([1, 2]), DTypeError],
  ],
});

it('trigamma agrees with its values to 14 digits', () => {
  assertClose(
    trigamma(tensor([1e-8, 0.3, 1, 2, 7.5, 11, 100, 10000000000.0, -0.5, -1.4, -88.7])),
    tensor([
      1.0000000000000002e16, 12.245364546107732, 1.6449340668482264, 0.6449340668482264, 0.1426158966967038, 0.09516633568168574,
      0.010050166663333571, 1.00000000005e-10, 8.934802200544679, 10.396413752535013, 15.068203057880698,
    ]),
    { rtol: 4e-15 },
  );
});

it('trigamma is infinite at its poles, 0 far to the right', () => {
  expect(trigamma(tensor([0, -3, Infinity, -Infinity])).toArray()).toEqual([Infinity, Infinity, 0, Number.NaN]);
});

it('trigamma can be differentiated again and again, on both sides of 0', () => {
  const slope = grad((x) => sum(trigamma(x)));
  const x = tensor([0.7, 3, -1.4]);
  assertClose(slope(x), tensor([-6.4349928741909235, -0.15411380631918858, 22.0160314366175]), { rtol: 4e-14 });
  assertClose(grad((v) => sum(slope(v)))(x), tensor([25.879149678427737, 0.11893940226682916, 283.34389027483365]), { rtol: 4e-14 });
});

it('trigamma and its derivative keep their digits next to the poles, and end in infinities', () => {
  const slope = grad((x) => sum(trigamma(x)));
  const x = tensor([-1e-8, -1e-20, -0.9999999, -1.0000001]);
  assertClose(trigamma(x), tensor([1.0000000000000002e16, 1.0000000000000002e40, 100000000105273.81, 99999999883229.2]), { rtol: 2e-15 });
  assertClose(slope(x), tensor([2e24, 2.0000000000000003e60, -2.000000003158135e21, 1.999999996496797e21]), { rtol: 4e-15 });
  const last = tensor([-1e-310, -1e-323]);
  expect([trigamma(last).toArray(), slope(last).toArray()]).toEqual([
    [Infinity, Infinity],
    [Infinity, Infinity],
  ]);
});
