import { scope, withScope } from '@hml/tensor/extend';

/**
 * Runs `fn` without noting what it computes: no gradient flows through it.
 *
 * Results are constants for every differentiation around the call, and hold nothing of what they were computed from. A `grad` within
 * it works as ever. Use it to update parameters and to evaluate a model; `stopGradient(x)` does the same for a single tensor.
 *
 * @throws DataError when `fn` returns a promise.
 * @example
 * import { grad, noGrad } from '@hml/autograd';
 * import { mul, sum, tensor } from '@hml/tensor';
 * grad((x) => mul(sum(x), noGrad(() => sum(mul(x, x)))))(tensor([1, 2])).toArray() // [5, 5]
 */
export function noGrad<R>(fn: () => R): R {
  return withScope('noGrad', { trace: undefined, depth: 0, ...scope, quiet: scope?.depth ?? 0 }, fn);
}
