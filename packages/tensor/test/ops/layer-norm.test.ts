import { grad, gradCheck } from '@hml/autograd';
import { DTypeError, layerNorm, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('layerNorm', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, min: -20, max: 20 });
    const row = { shape: x.shape.slice(-1) };
    return {
      inputs: [x, draw.tensor(row), draw.tensor(row)],
      call: (v, weight, bias) => layerNorm(v, { weight, bias, eps: 0.5 }),
    };
  },
  specials: false, // sums of ±1e308 overflow in one order and not in another; see below for the rest
  invalid: [
    [() => layerNorm(tensor(1)), ShapeError],
    [() => layerNorm(tensor([1, 2]), { weight: tensor([1, 2, 3]) }), ShapeError],
    [() => layerNorm(tensor([1, 2]), { bias: tensor([[1, 2]]) }), ShapeError],
    [() => layerNorm(tensor([1, 2]), { eps: 0 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => layerNorm('a'), DTypeError],
    // @ts-expect-error a number is no row
    [() => layerNorm(tensor([1, 2]), { weight: 'a' }), DTypeError],
  ],
});

const x = tensor([
  [1, 2, 4, 8],
  [-3, 0.5, 0.5, 2],
]);
const weight = tensor([1, 2, -1, 0.5]);
const bias = tensor([0, 1, 0, -1]);

it('layerNorm and its gradients are those of PyTorch 1.13', () => {
  const close = (got: readonly unknown[], expected: readonly number[]) =>
    expected.forEach((v, i) => {
      expect(got[i]).toBeCloseTo(v, 13);
    });
  close(
    layerNorm(x, { weight, bias }).toArray().flat(),
    [
      -1.0257545754961932, -0.3055058233587913, -0.09325041595419936, -0.20737146438930532, -1.6329907426116994, 1.5443302475372331,
      -0.27216512376861657, -0.45566975246276686,
    ],
  );
  const times = tensor([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
  const dx = grad((v: typeof x) => layerNorm(v, { weight, bias }).mul(times).sum())(x);
  close(
    dx.toArray().flat(),
    [
      -0.05513949428405477, 0.6600506952959968, -0.8935822360782799, 0.28867103506633784, 0.2494857720049548, 3.9388339731151913,
      -4.770449987480538, 0.5821302423603925,
    ],
  );
  const dw = grad((v: typeof weight) => layerNorm(x, { weight: v, bias }).mul(times).sum())(weight);
  close(dw.toArray(), [-6.531962970446798, 0.7080727071636872, 1.8194915745200981, 12.376394679185433]);
  const db = grad((v: typeof bias) => layerNorm(x, { weight, bias: v }).mul(times).sum())(bias);
  close(db.toArray(), [4, 6, 8, 10]);
});

it('layerNorm of rows without a spread gives the bias, and is right far from 0', () => {
  expect(layerNorm(tensor([[5, 5, 5]]), { bias: tensor([1, 2, 3]) }).toArray()).toEqual([[1, 2, 3]]);
  const far = layerNorm(tensor([1e9, 1e9 + 1, 1e9 + 2])).toArray();
  expect(far[2]).toBeCloseTo(Math.sqrt(1.5), 4);
  expect(
    layerNorm(
      tensor([
        [1, Number.NaN],
        [0, 2],
      ]),
    ).toArray()[0],
  ).toEqual([Number.NaN, Number.NaN]);
});

it('layerNorm keeps the type of x, and has a second derivative', () => {
  expect(layerNorm(tensor([1, 2], { dtype: 'float32' }), { weight: tensor([1, 2]) }).dtype).toBe('float32');
  expect(layerNorm(tensor([1, 2], { dtype: 'int32' })).dtype).toBe('float64');
  gradCheck((v) => grad((w: typeof x) => layerNorm(w, { weight }).mul(x).sum())(v), [x]);
});

it('layerNorm of a row with NaN or an infinity in it is NaN, and no other row is', () => {
  const rows = layerNorm(tensor([[1, Number.NaN, 2], [1, Infinity, 2], [-0, 5e-324, 0], [1e150, -1e150, 0]])).toArray(); // biome-ignore format: rows
  expect(rows.slice(0, 2)).toEqual([[Number.NaN, Number.NaN, Number.NaN], [Number.NaN, Number.NaN, Number.NaN]]); // biome-ignore format: rows
  expect(rows[2].map(Math.abs).every((v) => v < 1e-320)).toBe(true);
  expect(rows[3].map((v) => v / Math.sqrt(1.5))).toEqual([expect.closeTo(1, 14), expect.closeTo(-1, 14), 0]);
});
