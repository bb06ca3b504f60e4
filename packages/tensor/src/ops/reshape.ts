import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, rowMajor, type Shape, sameShape, shapeText, sizeOf } from '../shape.ts';
import type { CheckReshape } from '../shape-checks.ts';
import type { Reshape } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The same elements, in row-major order, in another shape.
 *
 * $$ y_{\text{flat}(j)} = x_{\text{flat}(i)}, \qquad \bar x = \operatorname{reshape}(\bar y) $$
 *
 * Shapes: the number of elements stays; one size may be −1 and follows from the others. A view where the elements lie in
 * one piece, a copy else.
 *
 * @throws ShapeError when the sizes do not multiply to the number of elements.
 * @example
 * import { reshape, tensor } from '@hml/tensor';
 * reshape(tensor([1, 2, 3, 4, 5, 6]), [2, -1]).toArray() // [[1, 2, 3], [4, 5, 6]]
 */
export function reshape<S extends Shape, D extends DType, const R extends Shape>(
  x: TensorLike<S, D>,
  shape: R & CheckReshape<S, R>,
): Tensor<Reshape<R>, D>;
export function reshape(operand: TensorLike, shape: Shape): Tensor {
  const x = asTensor('reshape', operand);
  const target = complete(x, shape);
  return sameShape(x.shape, target) ? x : apply(reshapeOp, [x], { shape: target });
}

/** The shape with its −1 worked out. */
function complete(x: Tensor, shape: Shape): Shape {
  const open = Array.isArray(shape) ? shape.indexOf(-1) : -1;
  checkShape('reshape', open < 0 || shape.includes(-1, open + 1) ? shape : shape.with(open, 0));
  if (open < 0) {
    if (sizeOf(shape) === x.size) return shape;
  } else {
    const size = x.size / sizeOf(shape.with(open, 1));
    if (Number.isInteger(size)) return shape.with(open, size);
  }
  throw new ShapeError({
    where: 'reshape',
    what: 'another number of elements',
    expected: `sizes that multiply to ${x.size}, of which one may be -1`,
    got: `${shapeText(x.shape)} → ${shapeText(shape)}`,
    fix: 'put -1 for the size that shall follow from the others',
  });
}

const reshapeOp = primitive<'x', { readonly shape: Shape }>({
  name: 'reshape',
  inputs: ['x'],
  infer: ([x], { shape }) => ({ shape: Object.freeze([...shape]), dtype: x.dtype }),
  run: ([x], _, { shape }) => {
    const { data, offset } = compact(x);
    return x.like(data, shape, x.dtype, rowMajor(shape), offset);
  },
  definition: (index, [x], { shape }) => {
    const flat = rowMajor(shape).reduce((at, stride, i) => at + stride * index[i], 0);
    return x(...rowMajor(x.shape).map((stride, i) => Math.floor(flat / stride) % x.shape[i]));
  },
  vjp: { x: ({ x, dy }) => reshape(dy, x.shape) },
  jvp: { x: ({ y, dx }) => reshape(dx, y.shape) },
});
