import { grad } from '@hml/autograd';
import {
  add,
  DTypeError,
  expandDims,
  gammainc,
  gammaincc,
  logspace,
  max,
  NotDifferentiableError,
  ShapeError,
  sum,
  type Tensor,
  tensor,
} from '@hml/tensor';
import { assertClose, type Draw, describeOp, type NamedOpCase } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import reference from '../fixtures/special.json' with { type: 'json' };

const column = (k: number): Tensor => tensor(reference.gammainc.map((row) => row[k]));

/** Only x is differentiated: a stays outside the inputs. */
function inX(f: (a: Tensor, x: Tensor) => Tensor) {
  return (draw: Draw): NamedOpCase => {
    const [shape, other] = draw.broadcastable(2);
    const a = draw.tensor({ shape, min: 0.2, max: draw.pick([3, 40]) });
    return { inputs: [draw.tensor({ shape: other, min: 0.1, max: 9 })], call: (x) => f(a, x) };
  };
}

describeOp('gammainc', {
  cases: inX((a, x) => gammainc(a, x)),
  tolerance: { rtol: 1e-12 }, // the definition takes the logarithm of its first term
  dtypes: [], // a keeps its own
  specials: false, // the definition holds where its series does
  invalid: [
    [() => gammainc(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => gammainc('a', tensor([1])), DTypeError],
  ],
});

describeOp('gammaincc', {
  cases: inX((a, x) => gammaincc(a, x)),
  tolerance: { rtol: 1e-12, atol: 1e-12 }, // the definition is 1 less the other
  dtypes: [], // a keeps its own
  specials: false,
  invalid: [
    [() => gammaincc(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => gammaincc('a', tensor([1])), DTypeError],
  ],
});

describe('gammainc', () => {
  it('gammainc and gammaincc have 14 right digits for a and x from 1e-10 to 1e8, in both tails', () => {
    assertClose(gammainc(column(0), column(1)), column(2), { rtol: 1e-14 });
    assertClose(gammaincc(column(0), column(1)), column(3), { rtol: 1e-14 });
  });

  it('gammainc and gammaincc broadcast over both operands', () => {
    const a = tensor([[1], [2]]);
    const x = tensor([0.5, 1, 2]);
    assertClose(add(gammainc(a, x), gammaincc(a, x)), tensor([[1, 1, 1], [1, 1, 1]]), { rtol: 3e-16 }); // biome-ignore format: a matrix
    assertClose(gammaincc(1, x), tensor([Math.exp(-0.5), Math.exp(-1), Math.exp(-2)]), { rtol: 1e-15 });
  });

  it('gammainc and gammaincc of float32 are those of float64, rounded', () => {
    const [a, x] = [tensor([0.5, 30, 3], { dtype: 'float32' }), tensor([2.5, 20, 9], { dtype: 'float32' })];
    for (const f of [gammainc, gammaincc])
      expect(f(a, x).toTypedArray()).toEqual(Float32Array.from(f(tensor([0.5, 30, 3]), tensor([2.5, 20, 9])).toTypedArray()));
  });

  it('gammainc has its limits at 0 and ∞, and is NaN outside its domain', () => {
    const a = tensor([0, 0, 0, 2, 2, Infinity, Infinity, -1, 2, Number.NaN, 2]);
    const x = tensor([0, 1, Infinity, 0, Infinity, 3, Infinity, 2, -1, 1, Number.NaN]);
    const nan = Number.NaN;
    expect(gammainc(a, x).toArray()).toEqual([nan, 1, 1, 0, 1, 0, nan, nan, nan, nan, nan]);
    expect(gammaincc(a, x).toArray()).toEqual([nan, 0, 0, 1, 0, 1, nan, nan, nan, nan, nan]);
  });

  it('gammainc ends at 0 and 1 for numbers at the ends of float64', () => {
    const a = tensor([1e-300, 1, 1e8, 1e300, 1e8, 5e-324]);
    const x = tensor([1e300, 1e300, 1e-300, 1e-300, 1e16, 5e-324]);
    expect(gammainc(a, x).toArray()).toEqual([1, 1, 0, 0, 1, 1]);
    expect(gammaincc(a, x).slice([0, 5]).toArray()).toEqual([0, 0, 1, 1, 0]);
  });

  it('gammainc has the density for its slope, also at 0', () => {
    const slope = grad((x: Tensor) => sum(gammainc(tensor([0.5, 1, 2, 1e8]), x)))(tensor([0, 0, 0, 1e8]));
    assertClose(slope, tensor([Infinity, 1, 0, 3.989422800689808e-5]), { rtol: 1e-14 });
  });

  it('gammainc has no gradient in a, and says so', () => {
    const x = tensor([1, 2]);
    expect(() => grad((a: Tensor) => sum(gammainc(a, x)))(x)).toThrow(NotDifferentiableError);
    expect(() => grad((a: Tensor) => sum(gammaincc(a, x)))(x)).toThrow(/gammaincc/);
  });

  it('gammainc never exceeds 1, whatever rounding does', () => {
    const a = logspace(-20, 3, 150);
    const x = logspace(-8, 3.5, 150);
    for (const f of [gammainc, gammaincc]) expect(max(f(expandDims(a, -1), x)).item()).toBeLessThanOrEqual(1);
    expect(gammainc(1e-20, tensor([1])).toArray()).toEqual([1]);
  });

  it('gammainc of tiny x is its leading term, also below the normal numbers', () => {
    expect(gammainc(1, tensor([5e-324, 1e-310, 2.2e-308])).toArray()).toEqual([5e-324, 1e-310, 2.2e-308]);
    expect(gammainc(7, tensor([5e-324, 2.2e-308])).toArray()).toEqual([0, 0]);
    assertClose(gammainc(0.5, tensor([1e-310])), tensor([(2 / Math.sqrt(Math.PI)) * Math.sqrt(1e-310)]), { rtol: 1e-14 });
  });

  it('gammainc of x near the largest number is 1', () => {
    expect(gammainc(tensor([14.5, 50, 100]), tensor([1e302, 1e303, 1e305])).toArray()).toEqual([1, 1, 1]);
    expect(gammaincc(tensor([14.5, 50, 100]), tensor([1e302, 1e303, 1e305])).toArray()).toEqual([0, 0, 0]);
  });

  it('gammainc of huge numbers is a step, and ½ on it', () => {
    const a = tensor([1e40, 1e60, 1e300, 1.7e308]);
    for (const f of [gammainc, gammaincc]) expect(f(a, a).toArray()).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(gammainc(a, a.mul(1 - 2 ** -53)).toArray()).toEqual([0, 0, 0, 0]);
    expect(gammainc(a, a.mul(1 + 2 ** -52)).toArray()).toEqual([1, 1, 1, 1]);
  });
});
