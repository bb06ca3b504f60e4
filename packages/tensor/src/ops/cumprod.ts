import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { lines } from '../declare-lines.ts';
import { allocate, type DType, isFloat, type SumOf } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import type { Op } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { type ScanAttrs, scanned } from './cumsum.ts';
import { neg } from './neg.ts';
import { embed, slice } from './slice.ts';
import { inInt32 } from './sum.ts';
import { around } from './take.ts';

/**
 * Running products along an axis, or of all elements read row by row.
 *
 * $$ y_k = \prod_{i \le k} x_i, \qquad \bar x_i = \Big(\prod_{j < i} x_j\Big) r_i, \quad r_i = \bar y_i + x_{i+1} r_{i+1} $$
 *
 * Shapes: x [...] → y [...], or one axis with all elements if no axis is given. Dtype: that of `x`; integers and bools are multiplied in int32.
 * Numerics: the gradient divides by nothing, and is right with zeros in the line, whose signs are those of the products.
 *
 * @throws ShapeError for an axis that does not exist; DataError when an integer product leaves the range of int32.
 * @example
 * import { cumprod, tensor } from '@hml/tensor';
 * cumprod(tensor([[1, 2], [3, 4]])).toArray() // [1, 2, 6, 24]
 * cumprod(tensor([[1, 2], [3, 4]]), 0).toArray() // [[1, 2], [3, 8]]
 */
export function cumprod<D extends DType>(x: TensorLike<Shape, D>, axis?: undefined): Tensor<readonly [number], SumOf<D>>;
export function cumprod<S extends Shape, D extends DType, const A extends number>(
  x: TensorLike<S, D>,
  axis: A & CheckAxes<S, A>,
): Tensor<S, SumOf<D>>;
export function cumprod(operand: TensorLike, axis?: number): Tensor {
  const { x, along } = scanned('cumprod', operand, axis);
  if (!isFloat(x.dtype)) return apply(integerCumprodOp, [x], { axis: along });
  const first = x.shape.map((_, i) => (i === along ? ([0, 1] as const) : ':'));
  const start = neg(embed(neg(slice(x, ...first)), x.shape, first)); // −0 elsewhere: what added to −0 leaves it as it is
  return recurrence(x, start, { axis: along, reverse: false });
}

/**
 * The linear recurrence $y_1 = b_1,\ y_k = a_k y_{k-1} + b_k$ along an axis, or from its end: running products, and what
 * becomes of them in gradients.
 */
export function recurrence(a: Tensor, b: Tensor, attrs: ScanAttrs): Tensor {
  return apply(recurrenceOp, [a, b], attrs);
}

/** Each element moved one place along the axis, back if it is reversed; 0 moves in. */
export function shifted(x: Tensor, { axis, reverse }: ScanAttrs): Tensor {
  const part = (range: readonly [number | null, number | null]) => x.shape.map((_, i) => (i === axis ? range : ':'));
  const [head, tail] = [part([null, -1]), part([1, null])];
  return reverse ? embed(slice(x, ...tail), x.shape, head) : embed(slice(x, ...head), x.shape, tail);
}

const recurrenceOp: Op<ScanAttrs> = primitive<'a' | 'b', ScanAttrs>({
  name: 'recurrence',
  inputs: ['a', 'b'],
  infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
  run: ([a, b], { axis, reverse }, { shape, dtype }) => {
    const { outer, n, inner } = around(shape, axis);
    const as = compact(a);
    const bs = compact(b);
    const y = allocate(dtype, a.size);
    const back = reverse ? inner : -inner;
    for (let i = 0; i < outer; i++) {
      for (let k = 0; k < n; k++) {
        const row = (i * n + (reverse ? n - 1 - k : k)) * inner;
        for (let at = row; at < row + inner; at++) {
          y[at] = k === 0 ? bs.data[bs.offset + at] : bs.data[bs.offset + at] + as.data[as.offset + at] * y[at + back];
        }
      }
    }
    return a.like(y, shape, dtype);
  },
  definition: (index, [a, b], { axis, reverse }) => {
    const at = (k: number) => index.with(axis, k);
    const step = reverse ? -1 : 1;
    let y = 0;
    for (let k = reverse ? a.shape[axis] - 1 : 0; k !== index[axis] + step; k += step) {
      const first = k === (reverse ? a.shape[axis] - 1 : 0);
      y = first ? b(...at(k)) : b(...at(k)) + a(...at(k)) * y;
    }
    return y;
  },
  vjp: {
    a: ({ a, y, dy, attrs }) => backwards(a, dy, attrs).mul(shifted(y, attrs)),
    b: ({ a, dy, attrs }) => backwards(a, dy, attrs),
  },
  jvp: {
    a: ({ a, y, dx, attrs }) => recurrence(a, shifted(y, attrs).mul(dx), attrs),
    b: ({ a, dx, attrs }) => recurrence(a, dx, attrs),
  },
});

/** $g_k = \bar y_k + a_{k+1} g_{k+1}$ */
function backwards(a: Tensor, dy: Tensor, { axis, reverse }: ScanAttrs): Tensor {
  const other = { axis, reverse: !reverse };
  return recurrence(shifted(a, other), dy, other);
}

const integerCumprodOp = lines({
  name: 'cumprod',
  dtype: () => 'int32',
  definition: (line) => line.map((_, k) => line.slice(0, k + 1).reduce((product, v) => product * v, 1)),
  kernel: (n, x, xOffset, y, yOffset) => {
    for (let i = 0, product = 1; i < n; i++) {
      product = inInt32('cumprod', product * x[xOffset + i]);
      y[yOffset + i] = product;
    }
  },
});
