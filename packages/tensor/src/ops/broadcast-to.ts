import { apply } from '../apply.ts';
import { storageOf } from '../base.ts';
import { primitive, unbroadcast } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { broadcastStrides } from '../layout.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, type Shape, sameShape, shapeText } from '../shape.ts';
import type { CheckBroadcastTo } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The same elements repeated along missing axes and axes of size 1.
 *
 * $$ y_{i_1 \dots i_n} = x_{\dots}, \qquad \bar x = \sum_{\text{repeats}} \bar y $$
 *
 * Shapes: aligned from the right, each size of `x` equals that of `shape` or is 1. A view: repeats take no memory.
 *
 * @throws ShapeError when `x` cannot be repeated to `shape`.
 * @example
 * import { broadcastTo, tensor } from '@hml/tensor';
 * broadcastTo(tensor([1, 2]), [3, 2]).toArray() // [[1, 2], [1, 2], [1, 2]]
 */
export function broadcastTo<S extends Shape, D extends DType, const R extends Shape>(
  x: TensorLike<S, D>,
  shape: R & CheckBroadcastTo<S, R>,
): Tensor<R, D>;
export function broadcastTo(operand: TensorLike, shape: Shape): Tensor {
  const x = asTensor('broadcastTo', operand);
  checkShape('broadcastTo', shape);
  return sameShape(x.shape, shape) ? x : apply(broadcastToOp, [x], { shape });
}

const broadcastToOp = primitive<'x', { readonly shape: Shape }>({
  name: 'broadcastTo',
  inputs: ['x'],
  infer: ([x], { shape }) => {
    const missing = shape.length - x.ndim;
    if (missing < 0 || x.shape.some((n, i) => n !== 1 && n !== shape[i + missing])) {
      throw new ShapeError({
        where: 'broadcastTo',
        what: 'cannot be repeated to this shape',
        expected: 'sizes that are equal or 1, aligned from the right',
        got: `${shapeText(x.shape)} → ${shapeText(shape)}`,
      });
    }
    return { shape: Object.freeze([...shape]), dtype: x.dtype };
  },
  run: ([x], _, { shape }) => x.like(storageOf(x), shape, x.dtype, broadcastStrides(x, shape), x.offset),
  definition: (index, [x]) => x(...x.shape.map((n, i) => (n === 1 ? 0 : index[i + index.length - x.shape.length]))),
  vjp: { x: ({ x, dy }) => unbroadcast(dy, x.shape) },
  jvp: { x: ({ y, dx }) => broadcastTo(dx, y.shape) },
});
