import { betaln, DTypeError, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/special.json' with { type: 'json' };

const column = (k: number): Tensor => tensor(reference.betaln.map((row) => row[k]));

describeOp(betaln, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a, min: 0.2, max: 12 }), draw.tensor({ shape: b, min: 0.2, max: draw.pick([3, 90]) })] };
  },
  tolerance: { rtol: 1e-12, atol: 2e-12 }, // the definition adds up hundreds of terms, which cancel
  dtypes: ['float32'],
  specials: false, // the definition holds near 0 only
  invalid: [
    [() => betaln(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => betaln('a', tensor([1])), DTypeError],
  ],
});

it('betaln has 15 right digits for a and b from 1e-10 to 1e8, in either order', () => {
  assertClose(betaln(column(0), column(1)), column(2), { rtol: 3e-15 });
  assertClose(betaln(column(1), column(0)), column(2), { rtol: 3e-15 });
});

it('betaln has its limits at 0 and ∞, and the logarithm of the absolute value below 0', () => {
  const nan = Number.NaN;
  const a = tensor([0, 0, 0, Infinity, Infinity, nan, -0.5]);
  const b = tensor([1, 0, Infinity, 2, Infinity, 1, 2]);
  assertClose(betaln(a, b), tensor([Infinity, Infinity, nan, -Infinity, -Infinity, nan, Math.log(4)]), { rtol: 1e-15 });
});

it('betaln has its limits where a or b is a whole number below 0, as SciPy has them', () => {
  const a = tensor([-1, 1, -3, -3, -1, -2, -1, 0, -1.5]);
  const b = tensor([1, -1, 2, 4, 0.5, -3, 2, -1, -1]);
  const inf = Infinity;
  assertClose(betaln(a, b), tensor([0, 0, -Math.log(6), inf, inf, inf, inf, inf, inf]), { rtol: 1e-14 });
});

it('betaln of integers is float64', () => {
  expect(betaln(tensor([1, 2], { dtype: 'int32' }), 1).toArray()).toEqual([0, -Math.LN2]);
});
