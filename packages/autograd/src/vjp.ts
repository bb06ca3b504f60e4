import { ShapeError, type Tensor } from '@hml/tensor';
import { backward } from './backward.ts';
import { recordCall } from './recording.ts';

/** A value and the map that takes cotangents of it back to the inputs. */
export interface Vjp<Inputs extends readonly Tensor[]> {
  /** $f(x)$ */
  readonly value: Tensor;
  /** $\bar y \mapsto J^\top \bar y$, one cotangent per input. It may be called any number of times. */
  readonly pullback: (dy: Tensor) => Inputs;
}

/**
 * The value of a function and its vector–Jacobian product.
 *
 * $$ y = f(x), \qquad \bar x = \Bigl(\frac{\partial f}{\partial x}\Bigr)^{\!\top} \bar y $$
 *
 * Shapes: the function may return any shape; the cotangent has that of the value. Cost: one call and one backward walk per cotangent.
 *
 * @throws DTypeError for inputs that are not floating; ShapeError for a cotangent of another shape; NotDifferentiableError for an op without a gradient.
 * @example
 * import { vjp } from '@hml/autograd';
 * import { mul, tensor } from '@hml/tensor';
 * const { value, pullback } = vjp((x) => mul(x, x), [tensor([1, 2])]);
 * value.toArray() // [1, 4]
 * pullback(tensor([1, 10]))[0].toArray() // [2, 40]
 */
export function vjp<Inputs extends readonly [Tensor, ...Tensor[]]>(f: (...inputs: Inputs) => Tensor, inputs: Inputs): Vjp<Inputs>;
export function vjp(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): Vjp<readonly Tensor[]> {
  const { leaves, root, value } = recordCall('vjp', inputs, (taped) => f(...taped));
  const pullback = (dy: Tensor): readonly Tensor[] => {
    if (dy.shape.join() !== value.shape.join()) {
      throw new ShapeError({
        where: 'vjp',
        what: 'a cotangent of another shape',
        expected: `[${value.shape.join(', ')}]`,
        got: `[${dy.shape.join(', ')}]`,
      });
    }
    return backward(root, dy.cast(value.dtype), leaves);
  };
  return { value, pullback };
}
