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
