import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxes, type Shape, shapeText } from '../shape.ts';
import type { CheckSqueeze } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice } from './slice.ts';

/** All axes of size 1 go, or those that are named. */
type Squeeze<S extends Shape, A extends Axes> = [A] extends [null | undefined] ? Shape : Reduce<S, A, false>;

/**
 * A tensor without its axes of size 1, or without the ones named.
 *
 * $$ y_{\dots} = x_{\dots 0 \dots}, \qquad \bar x_{\dots 0 \dots} = \bar y_{\dots} $$
 *
 * Shapes: the axes disappear. A view: nothing is copied.
 *
 * @throws ShapeError for an axis that does not exist, or whose size is not 1.
 * @example
 * import { squeeze, tensor } from '@hml/tensor';
 * squeeze(tensor([[[1, 2]]])).toArray() // [1, 2]
 * squeeze(tensor([[[1, 2]]]), 0).toArray() // [[1, 2]]
 */
export function squeeze<S extends Shape, D extends DType, const A extends Axes = undefined>(
  x: TensorLike<S, D>,
  axis?: A & CheckSqueeze<S, A>,
): Tensor<Squeeze<S, A>, D>;
export function squeeze(operand: TensorLike, axis?: Axes): Tensor {
  const x = asTensor('squeeze', operand);
  const all = axis === undefined || axis === null;
  const axes = normalizeAxes('squeeze', axis, x.ndim).filter((a) => !all || x.shape[a] === 1);
  const bad = axes.find((a) => x.shape[a] !== 1);
  if (bad === undefined) return slice(x, ...x.shape.map((_, i) => (axes.includes(i) ? 0 : ':')));
  throw new ShapeError({
    where: 'squeeze',
    what: 'an axis that is not of size 1',
    expected: `size 1 at axis ${bad}`,
    got: shapeText(x.shape),
    fix: 'without an axis, every axis of size 1 goes and no other',
  });
}
