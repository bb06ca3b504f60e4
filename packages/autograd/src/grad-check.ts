import { OptionError, type Tensor } from '@hml/tensor';
import { checkOptions, describeValue } from '@hml/tensor/extend';
import { compareWithDifferences } from './compare-derivatives.ts';
import { inputsOf } from './grad-check-inputs.ts';
import { callWith, isVariable } from './named-leaves.ts';
import type { Tree, TreesOf } from './tree.ts';

/** How exactly {@link gradCheck} and `gradGradCheck` look. */
export interface GradCheckOptions {
  /** Largest difference allowed, relative to the size of the derivative. @defaultValue 1e-7 */
  readonly rtol?: number;
  /** Largest difference allowed where the derivative is near 0. @defaultValue 1e-8 */
  readonly atol?: number;
  /** Seed of the random projections that stand for the whole Jacobian of large inputs and outputs. @defaultValue 0 */
  readonly randomState?: number;
}

/**
 * Compares the gradients of a function with finite differences, and throws where they differ most.
 *
 * $$ f'(x) \approx \frac{f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)}{12 h}, \qquad h = \varepsilon^{1/5} \max(1, |x|) $$
 *
 * Shapes: each input is a tensor, a cell, or any nesting of arrays and records of them; the function may return any shape. Jacobians of up to
 * 64 columns and 16 rows are compared whole; of larger ones, random projections $v^\top J u$ with $u_i = \max(1, |x_i|)\, \mathcal U(-1, 1)$,
 * and where one is wrong, the element is found by halving. An error counts in proportion to its share of the projection: one by an element
 * of 1 among many of $10^6$ may pass, so scale the inputs alike. Numerics: where the two differ, other steps are tried, narrower ones, one in
 * proportion to the least $|x_i|$, and a wider one; the step with the least doubt decides, which is the difference from twice the step and
 * $16 \varepsilon |f| / h$ for the rounding of $f$. What differs by more is wrong, or no derivative at all: a kink or a jump, which the message
 * says. Runs in any test runner or none. Cost: six calls of the function per direction and step.
 *
 * @throws GradCheckError with argument, index, both values and the error where the gradient is wrong or the function not smooth; DTypeError
 * for inputs that are not float64; DataError for values that are not finite, for a function that gives another result the second time, and
 * where the doubt exceeds $10^{-4}$ of a derivative that differs: then the differences are too coarse to tell.
 * @example
 * import { gradCheck } from '@hml/autograd';
 * import { exp, mul, sub, tensor } from '@hml/tensor';
 * gradCheck((x, y) => mul(exp(x), y), [tensor([0, 1]), tensor([2, 3])]) // undefined
 * gradCheck(({ w, b }, x) => sub(mul(w, x), b), [{ w: tensor(2), b: tensor([1, 2]) }, tensor(5)]) // undefined
 */
export function gradCheck<Inputs extends readonly [Tree, ...Tree[]]>(
  f: (...inputs: Inputs) => Tensor,
  inputs: Inputs,
  options?: GradCheckOptions,
): void;
export function gradCheck<Inputs extends TreesOf<Inputs>>(
  f: (...inputs: Inputs) => Tensor,
  inputs: Inputs,
  options?: GradCheckOptions,
): void;
export function gradCheck(f: (...inputs: unknown[]) => Tensor, inputs: readonly unknown[], options: GradCheckOptions = {}): void {
  checkGradCheckOptions('gradCheck', options);
  const checked = inputsOf('gradCheck', inputs);
  compareWithDifferences('gradCheck', onTensors('gradCheck', f, inputs), checked, options);
}

/** Refuses options that do not exist, and tolerances that are none. */
export function checkGradCheckOptions(where: string, options: GradCheckOptions): void {
  checkOptions(where, options, ['rtol', 'atol', 'randomState']);
  for (const name of ['rtol', 'atol'] as const) {
    const value = options[name] ?? 0;
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new OptionError({ where, what: `${name} is no tolerance`, expected: 'a number from 0', got: describeValue(value) });
  }
}

/** The same function, of the tensors of its inputs in a row. */
export function onTensors(
  where: string,
  f: (...inputs: unknown[]) => Tensor,
  inputs: readonly unknown[],
): (...tensors: readonly Tensor[]) => Tensor {
  return (...tensors) => callWith(where, f, inputs, isVariable, tensors);
}
