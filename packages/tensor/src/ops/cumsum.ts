import { cumsumLanes } from '#simd';
import { apply } from '../apply.ts';
import { lineBlock } from '../blocks.ts';
import { type LinesAttrs, type LinesKernel, lines, runLines } from '../declare-lines.ts';
import { type DType, isFloat, type SumOf } from '../dtype.ts';
import { memoryOrder, permuted } from '../layout.ts';
import type { Op } from '../op.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { reshape } from './reshape.ts';
import { inInt32 } from './sum.ts';

/**
 * Running sums along an axis, or of all elements read row by row.
 *
 * $$ y_k = \sum_{i \le k} x_i, \qquad \bar x_i = \sum_{k \ge i} \bar y_k $$
 *
 * Shapes: x [...] → y [...], or one axis with all elements if no axis is given. Dtype: that of `x`; integers and bools are added up in int32.
 * Numerics: running sums of blocks of 1024 on top of the sum of the blocks before, so the error grows far slower than the length.
 *
 * @throws ShapeError for an axis that does not exist; DataError when an integer sum leaves the range of int32.
 * @example
 * import { cumsum, tensor } from '@hml/tensor';
 * cumsum(tensor([[1, 2], [3, 4]])).toArray() // [1, 3, 6, 10]
 * cumsum(tensor([[1, 2], [3, 4]]), 0).toArray() // [[1, 2], [4, 6]]
 */
export function cumsum<D extends DType>(x: TensorLike<Shape, D>, axis?: undefined): Tensor<readonly [number], SumOf<D>>;
export function cumsum<S extends Shape, D extends DType, const A extends number>(
  x: TensorLike<S, D>,
  axis: A & CheckAxes<S, A>,
): Tensor<S, SumOf<D>>;
export function cumsum(operand: TensorLike, axis?: number): Tensor {
  const { x, along } = scanned('cumsum', operand, axis);
  return isFloat(x.dtype) ? apply(cumsumOp, [x], { axis: along, reverse: false }) : apply(integerCumsumOp, [x], { axis: along });
}

/** What a scan runs along: an axis of the operand, or all its elements in one row. */
export function scanned(where: string, operand: TensorLike, axis: number | undefined): { readonly x: Tensor; readonly along: number } {
  const x = asTensor(where, operand);
  return axis === undefined ? { x: reshape(x, [x.size]), along: 0 } : { x, along: normalizeAxis(where, axis, x.ndim) };
}

/** What a scan with an adjoint that runs the other way is told. */
export interface ScanAttrs extends LinesAttrs {
  /** Whether it runs from the end. */
  readonly reverse: boolean;
}

const cumsumKernel: LinesKernel<ScanAttrs> = (n, x, xOffset, y, yOffset, { reverse }) => {
  const step = reverse ? -1 : 1;
  let at = reverse ? n - 1 : 0;
  let before = 0;
  for (let done = 0; done < n; done += lineBlock) {
    let sum = 0;
    for (let left = Math.min(lineBlock, n - done); left > 0; left--, at += step) {
      sum += x[xOffset + at];
      y[yOffset + at] = before + sum;
    }
    before += sum;
  }
};

/** In the order of memory, so that the result lies as the operand does; in SIMD where that leaves no gaps. */
function runCumsum(x: Tensor, attrs: ScanAttrs): Tensor {
  const order = memoryOrder(x);
  const y = cumsumLanes(permuted(x, order), order.indexOf(attrs.axis), attrs.reverse);
  if (y === undefined) return runLines(cumsumKernel, x, attrs, x.dtype);
  return permuted(
    y,
    order.map((_, axis) => order.indexOf(axis)),
  );
}

const declared = lines<ScanAttrs>({
  name: 'cumsum',
  dtype: (dtype) => dtype,
  definition: (line, { reverse }) => line.map((_, k) => (reverse ? line.slice(k) : line.slice(0, k + 1)).reduce((sum, v) => sum + v, 0)),
  kernel: cumsumKernel,
  vjp: ({ axis, reverse, dy }) => apply(cumsumOp, [dy], { axis, reverse: !reverse }),
  jvp: ({ axis, reverse, dx }) => apply(cumsumOp, [dx], { axis, reverse }),
});

const cumsumOp: Op<ScanAttrs> = { ...declared, run: ([x], attrs) => runCumsum(x, attrs) };

const integerCumsumOp = lines({
  name: 'cumsum',
  dtype: () => 'int32',
  definition: (line) => line.map((_, k) => line.slice(0, k + 1).reduce((sum, v) => sum + v, 0)),
  kernel: (n, x, xOffset, y, yOffset) => {
    for (let i = 0, sum = 0; i < n; i++) {
      sum = inInt32('cumsum', sum + x[xOffset + i]);
      y[yOffset + i] = sum;
    }
  },
});
