import type { DType, Shape, Tensor, TensorLike } from '@hml/tensor';
import { apply, asTensors, primitive, untaped } from '@hml/tensor/extend';
import { type GradOf, mapTree, type Tree, type TreeOf } from './tree.ts';

/**
 * The same values as constants: no derivative flows through, in either mode and at any order.
 *
 * $$ y = x, \qquad \frac{\partial y}{\partial x} := 0 $$
 *
 * Shapes and dtype: those of `x`, or of each tensor of a nesting. Nothing is copied. The gradient is cut, not multiplied by 0, so that
 * an infinite slope further back does no harm. A traced graph keeps the cut.
 *
 * @example
 * import { grad, stopGradient } from '@hml/autograd';
 * import { mul, sum, tensor } from '@hml/tensor';
 * grad((x) => sum(mul(x, stopGradient(x))))(tensor([1, 2])).toArray() // [1, 2]
 */
export function stopGradient<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function stopGradient<T extends TreeOf<T>>(tree: T): GradOf<T>;
export function stopGradient(tree: Tree): unknown {
  return mapTree('stopGradient', tree, (x) => apply(stopGradientOp, [x]));
}

const stopGradientOp = primitive({
  name: 'stopGradient',
  inputs: ['x'],
  definition: (index, [x]) => x(...index),
  prepare: (name, operands) => asTensors(name, operands).map(untaped), // before any tape has seen them
  infer: ([x]) => x,
  run: ([x]) => x,
});
