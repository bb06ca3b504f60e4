import type { Tensor } from '@hml/tensor';
import { releaseAll } from './backward.ts';
import { forward } from './forward.ts';
import { checkConnected, checkInputs, recordCall, tangentsOf } from './recording.ts';
import { leavesOf, type TangentOf, type Tree, type TreesOf, tapedArguments } from './tree.ts';

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
 * Shapes: each input is a tensor, a cell or a nesting of them, and its tangent is nested and shaped like it. Cost: one call and one
 * forward walk.
 *
 * @throws DTypeError for inputs that are not floating; ShapeError for tangents that do not fit; NotDifferentiableError for an op without a derivative.
 * @example
 * import { jvp } from '@hml/autograd';
 * import { mul, tensor } from '@hml/tensor';
 * const { value, tangent } = jvp((x) => mul(x, x), [tensor([1, 2])], [tensor([1, 10])]);
 * value.toArray() // [1, 4]
 * tangent.toArray() // [2, 40]
 */
export function jvp<Inputs extends readonly [Tree, ...Tree[]]>(
  f: (...inputs: Inputs) => Tensor,
  primals: Inputs,
  tangents: NoInfer<TangentOf<Inputs>>,
): Jvp;
export function jvp<Inputs extends TreesOf<Inputs>>(
  f: (...inputs: Inputs) => Tensor,
  primals: Inputs,
  tangents: NoInfer<TangentOf<Inputs>>,
): Jvp;
export function jvp(f: (...inputs: unknown[]) => Tensor, primals: readonly Tree[], tangents: Tree): Jvp {
  checkInputs('jvp', primals);
  checkInputs('jvp', tangents);
  const recording = recordCall('jvp', leavesOf('jvp', primals), (taped) => f(...tapedArguments('jvp', primals, taped)));
  checkConnected('jvp', recording);
  const { leaves, root, value } = recording;
  const [tangent] = forward([recording], leaves, tangentsOf('jvp', tangents, leaves));
  releaseAll([root]);
  return { value, tangent };
}
