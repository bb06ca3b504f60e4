import { grad } from '@hml/autograd';
import { betainc, DTypeError, NotDifferentiableError, ShapeError, sub, sum, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/special.json' with { type: 'json' };

const column = (k: number): Tensor => tensor(reference.betainc.map((row) => row[k]));

describeOp('betainc', {
  cases: (draw) => {
    const [first, second, third] = draw.broadcastable(3);
    const max = draw.pick([2, 30]);
    const a = draw.tensor({ shape: first, min: 0.2, max });
    const b = draw.tensor({ shape: second, min: 0.2, max });
    return { inputs: [draw.tensor({ shape: third, min: 0.05, max: 0.9 })], call: (x) => betainc(a, b, x) };
  },
  tolerance: { rtol: 1e-12, atol: 1e-15 }, // the definition takes logarithms
  dtypes: [], // a and b keep their own
  specials: false, // the definition holds where its series does
  invalid: [
    [() => betainc(1, tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => betainc('a', 1, tensor([1])), DTypeError],
  ],
});

it('betainc has 14 right digits for a and b from 1e-10 to 1e8, in both tails', () => {
  assertClose(betainc(column(0), column(1), column(2)), column(3), { rtol: 1e-14 });
});

it('betainc is 1 less itself from the other side', () => {
  const [a, b] = [tensor([[0.3], [2], [50]]), tensor([0.5, 7, 1000])];
  for (const x of [0.125, 0.5, 0.875]) {
    assertClose(betainc(a, b, tensor(x)), sub(1, betainc(b, a, tensor(1 - x))), { rtol: 1e-14, atol: 1e-15 });
  }
});

it('betainc of float32 is that of float64, rounded', () => {
  const x = tensor([0.25, 0.5, 0.75]);
  expect(betainc(2.5, 0.5, x.cast('float32')).toTypedArray()).toEqual(Float32Array.from(betainc(2.5, 0.5, x).toTypedArray()));
});

it('betainc has its limits at 0 and ∞, and is NaN outside its domain', () => {
  const nan = Number.NaN;
  const a = tensor([0, 2, 2, 2, Infinity, 2, 0, Infinity, -1, 2, 2, nan]);
  const b = tensor([2, 0, 0, Infinity, 2, 2, 0, Infinity, 2, 2, 2, 2]);
  const x = tensor([0.5, 0.5, 1, 0.5, 0.5, 0, 0.5, 0.5, 0.5, -0.1, 1.1, 0.5]);
  expect(betainc(a, b, x).toArray()).toEqual([1, 0, 1, 1, 0, 0, nan, nan, nan, nan, nan, nan]);
});

it('betainc has the density for its slope, also at the ends', () => {
  const slope = grad((x: Tensor) => sum(betainc(tensor([1, 2, 0.5, 1e8]), tensor([3, 1, 2, 1e8]), x)))(tensor([0, 1, 0, 0.5]));
  assertClose(slope, tensor([3, 2, Infinity, 11283.791656850386]), { rtol: 1e-14 });
});

it('betainc has no gradient in a and b, and says so', () => {
  const x = tensor([0.25, 0.5]);
  expect(() => grad((a: Tensor) => sum(betainc(a, x, x)))(x)).toThrow(NotDifferentiableError);
  expect(() => grad((b: Tensor) => sum(betainc(x, b, x)))(x)).toThrow(/betainc/);
});

it('betainc of equal parameters is ½ in the middle, from one end of float64 to the other', () => {
  const sizes = [5e-324, 1e-310, 1e-200, 1e-160, 1e-20, 1, 1e8, 1e14, 1e20, 1e30, 1e50, 1e150, 1e200, 1e300, 1.7e308];
  assertClose(betainc(tensor(sizes), tensor(sizes), tensor(0.5)), tensor(sizes.map(() => 0.5)), { rtol: 1e-14 });
});

it('betainc of two parameters beyond 1e13 is the integral of its density', () => {
  // by mpmath in 60 digits: 8 and 1.5 deviations below the mean, next to it, 0.7 above
  const rows = [
    [2e13, 5e14, 0.03846147099553698, 6.220737251570886e-16],
    [2e13, 5e14, 0.038461525811663184, 0.06680718993072939],
    [2e13, 5e14, 0.03846153829287346, 0.49202171427094094],
    [2e13, 5e14, 0.03846154436481359, 0.7580363588712892],
    [1.5e22, 1e21, 0.9374999999846907, 6.221000645290382e-16],
    [1.5e22, 1e21, 0.9374999999971295, 0.06680815977652702],
    [1.5e22, 1e21, 0.9374999999999617, 0.49201555490801313],
    [1.5e22, 1e21, 0.9375000000013396, 0.7580413078816124],
    [1e28, 2e28, 0.33333333333331155, 6.117257795317197e-16],
    [1e28, 2e28, 0.33333333333332926, 0.06736410659433081],
    [1e28, 2e28, 0.33333333333333326, 0.4891521819412005],
    [1e28, 2e28, 0.33333333333333526, 0.7602368881146341],
  ] as const;
  for (const [a, b, x, y] of rows) assertClose(betainc(a, b, tensor(x)), tensor(y), { rtol: 1e-14 });
});

it('betainc has the limits of a step and of gamma distributions beyond what its expansions hold', () => {
  expect(betainc(tensor([1e60, 1e60, 1e300]), tensor([1e60, 2e60, 1e308]), tensor([0.5 - 2 ** -54, 0.5, 0.5])).toArray()).toEqual([
    0, 1, 1,
  ]);
  const exponential = -Math.expm1(-1);
  assertClose(betainc(tensor([1, 2]), tensor([1e300, 1e300]), tensor([1e-300, 1e-300])), tensor([exponential, 1 - 2 / Math.E]), {
    rtol: 1e-15,
  });
  assertClose(betainc(1e300, 1, tensor([1 - 2 ** -53])), tensor([0]), { atol: 0 });
});

it('betainc of tiny x is no NaN', () => {
  expect(betainc(2, 2, tensor([5e-324, 1e-310, 1e-308])).toArray()).toEqual([0, 0, 0]);
  assertClose(betainc(1, 3, tensor([1e-310, 1e-300])), tensor([3e-310, 3e-300]), { rtol: 1e-13 });
});

it('betainc of tiny a is 1 but for rounding, and never more', () => {
  expect(betainc(1.8066863407717453e-157, 6770016120.823969, tensor(1.1188628250307467e-10)).item()).toBe(1);
  for (const a of [1e-300, 1e-154, 1e-145, 8.7e-86, 1e-20]) {
    for (const b of [1e-3, 1, 1e3, 1e6, 1e13]) {
      const y = betainc(a, b, tensor([0.1 / b, 0.71 / b, 0.9 / b].map((x) => Math.min(x, 0.9)))).toArray();
      for (const share of y) {
        expect(share).toBeLessThanOrEqual(1);
        expect(share).toBeGreaterThan(b < 1 ? 0 : 1 - 1e-15);
      }
    }
  }
});
