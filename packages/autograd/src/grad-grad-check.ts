import { add, mul, normal, random, sum, type Tensor } from '@hml/tensor';
import { compareWithDifferences } from './compare-derivatives.ts';
import { checkGradCheckOptions, type GradCheckOptions, onTensors } from './grad-check.ts';
import { checkValue, inputsOf } from './grad-check-inputs.ts';
import type { Tree, TreesOf } from './tree.ts';
import { vjp } from './vjp.ts';

/**
 * Compares the second derivatives of a function with finite differences of the first, and throws where they differ most.
 *
 * $$ g(x, \bar y) = \langle u, J(x)^{\!\top} \bar y \rangle, \qquad \frac{\partial g}{\partial x} \text{ and } \frac{\partial g}{\partial \bar y} $$
 *
 * The direction $u$ and the cotangent $\bar y$ are drawn at random; the derivative is taken by the inputs and by the cotangent, which errors
 * call the argument after the last. That the first derivatives are right is for `gradCheck` to say.
 *
 * @throws what {@link gradCheck} throws.
 * @example
 * import { gradGradCheck } from '@hml/autograd';
 * import { exp, mul, tensor } from '@hml/tensor';
 * gradGradCheck((x, y) => mul(exp(x), y), [tensor([0, 1]), tensor([2, 3])]) // undefined
 */
export function gradGradCheck<Inputs extends readonly [Tree, ...Tree[]]>(
  f: (...inputs: Inputs) => Tensor,
  inputs: Inputs,
  options?: GradCheckOptions,
): void;
export function gradGradCheck<Inputs extends TreesOf<Inputs>>(
  f: (...inputs: Inputs) => Tensor,
  inputs: Inputs,
  options?: GradCheckOptions,
): void;
export function gradGradCheck(f: (...inputs: unknown[]) => Tensor, inputs: readonly unknown[], options: GradCheckOptions = {}): void {
  checkGradCheckOptions('gradGradCheck', options);
  const checked = inputsOf('gradGradCheck', inputs);
  const g = onTensors('gradGradCheck', f, inputs);
  const xs = checked.map(({ x }) => x);
  if (xs.every(({ size }) => size === 0)) return; // as gradCheck: nothing that could move, though the value may be infinite
  const value = g(...xs);
  checkValue('gradGradCheck', value, () => g(...xs));

  const rng = random(options.randomState ?? 0);
  const directions = xs.map((x, i) => normal(rng.split(200 + i), x.shape));
  const cotangent = { argument: inputs.length, path: 'the cotangent', x: normal(rng.split(199), value.shape) };
  const slope = (...tensors: readonly Tensor[]): Tensor => {
    const [first, ...others] = tensors.slice(0, -1);
    const gradients = vjp<readonly [Tensor, ...Tensor[]]>(g, [first, ...others]).pullback(tensors[xs.length]);
    return gradients.map((gradient, i) => sum(mul(gradient, directions[i]))).reduce((a, b) => add(a, b));
  };
  compareWithDifferences('gradGradCheck', slope, [...checked, cotangent], options);
}
