import { ShapeError, type Tensor } from '@hml/tensor';
import { forward } from './forward.ts';
import { recordCall } from './recording.ts';

/** A value and how it changes along a direction. */
export interface Jvp {
  /** $f(x)$ */
  readonly value: Tensor;
  /** $J \dot x$, in the shape of the value. */
  readonly tangent: Tensor;
}

/**
 * The value of a function and its derivative along a direction: the Jacobian–vector product.
 *
 * $$ y = f(x), \qquad \dot y = \frac{\partial f}{\partial x}\, \dot x $$
 *
 * Shapes: each tangent has the shape of its input. Cost: one call and one forward walk.
 *
 * @throws DTypeError for inputs that are not floating; ShapeError for tangents that do not fit; NotDifferentiableError for an op without a derivative.
 * @example
 * import { jvp } from '@hml/autograd';
 * import { mul, tensor } from '@hml/tensor';
 * const { value, tangent } = jvp((x) => mul(x, x), [tensor([1, 2])], [tensor([1, 10])]);
 * value.toArray() // [1, 4]
 * tangent.toArray() // [2, 40]
 */
export function jvp<Inputs extends readonly [Tensor, ...Tensor[]]>(
  f: (...inputs: Inputs) => Tensor,
  primals: Inputs,
  tangents: Inputs,
): Jvp;
export function jvp(f: (...inputs: Tensor[]) => Tensor, primals: readonly Tensor[], tangents: readonly Tensor[]): Jvp {
  if (Array.isArray(primals) && Array.isArray(tangents)) checkTangents(primals, tangents);
  const { leaves, root, value } = recordCall('jvp', primals, (taped) => f(...taped));
  const seeds = tangents.map((dx, i) => dx.cast(primals[i].dtype));
  return { value, tangent: forward(root, value, leaves, seeds) };
}

function checkTangents(primals: readonly Tensor[], tangents: readonly Tensor[]): void {
  if (primals.length === tangents.length && primals.every((x, i) => x.shape.join() === tangents[i].shape.join())) return;
  const shapes = (tensors: readonly Tensor[]): string => tensors.map((x) => `[${x.shape.join(', ')}]`).join(', ');
  throw new ShapeError({
    where: 'jvp',
    what: 'tangents do not fit',
    expected: `one tangent per input: ${shapes(primals)}`,
    got: shapes(tangents),
  });
}
