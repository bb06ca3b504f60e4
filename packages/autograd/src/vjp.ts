import type { Tensor } from '@hml/tensor';
import { backward } from './backward.ts';
import { checkConnected, checkInputs, checkLike, recordCall } from './recording.ts';
import { type GradOf, leavesOf, refill, type Tree, type TreesOf, tapedArguments } from './tree.ts';

/** A value and the map that takes cotangents of it back to the inputs. */
export interface Vjp<Inputs extends readonly unknown[]> {
  /** $f(x)$ */
  readonly value: Tensor;
  /** $\bar y \mapsto J^\top \bar y$, one cotangent per input, nested like it. It may be called any number of times. */
  readonly pullback: (dy: Tensor) => GradOf<Inputs>;
}

/**
 * The value of a function and its vector–Jacobian product.
 *
 * $$ y = f(x), \qquad \bar x = \Bigl(\frac{\partial f}{\partial x}\Bigr)^{\!\top} \bar y $$
 *
 * Shapes: the function may return any shape; the cotangent has that of the value. Each input is a tensor, a cell or a nesting of them.
 * Cost: one call and one backward walk per cotangent. The pullback keeps what the call computed for as long as you keep it.
 *
 * @throws DTypeError for inputs that are not floating; ShapeError for a cotangent of another shape; NotDifferentiableError for an op without a gradient.
 * @example
 * import { vjp } from '@hml/autograd';
 * import { mul, tensor } from '@hml/tensor';
 * const { value, pullback } = vjp((x) => mul(x, x), [tensor([1, 2])]);
 * value.toArray() // [1, 4]
 * pullback(tensor([1, 10]))[0].toArray() // [2, 40]
 */
export function vjp<Inputs extends readonly [Tree, ...Tree[]]>(f: (...inputs: Inputs) => Tensor, inputs: Inputs): Vjp<Inputs>;
export function vjp<Inputs extends TreesOf<Inputs>>(f: (...inputs: Inputs) => Tensor, inputs: Inputs): Vjp<Inputs>;
export function vjp(f: (...inputs: unknown[]) => Tensor, inputs: readonly Tree[]): unknown {
  checkInputs('vjp', inputs);
  const recording = recordCall('vjp', leavesOf('vjp', inputs), (taped) => f(...tapedArguments('vjp', inputs, taped)));
  checkConnected('vjp', recording);
  const { leaves, root, value } = recording;
  const pullback = (dy: Tensor): unknown => {
    checkLike('vjp', 'a cotangent of another shape', [dy], [value]);
    return refill('vjp', inputs, backward(root, dy.cast(value.dtype), leaves));
  };
  return { value, pullback };
}
