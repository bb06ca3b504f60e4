import type { Operand } from '../op.ts';
import { equal } from '../ops/equal.ts';
import { less } from '../ops/less.ts';
import { logicalAnd } from '../ops/logical-and.ts';
import { where } from '../ops/where.ts';
import { asFloating } from '../prepare.ts';
import { checkFinite, checkPositive, checkTensor } from '../random/sample.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/** What a parameter of a distribution may be: a number, or a tensor that broadcasts with x and through which gradients flow. */
export type Parameter = TensorLike | number;

/** What options are when all of them are numbers: the result has the shape of x. */
export type Numbers<O> = { readonly [K in keyof O]: Exclude<O[K], TensorLike> };

/** x and the parameters, in their common floating type. Numbers must be finite, those named in `positive` above 0; elements of tensors that are not give NaN. */
export function asParameters(
  where: string,
  x: Operand,
  parameters: Readonly<Record<string, Parameter>>,
  positive: readonly string[],
): readonly Tensor[] {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'number') (positive.includes(name) ? checkPositive : checkFinite)(where, name, value);
    else checkTensor(where, name, value, 'a number, a tensor or a cell');
  }
  return asFloating(where, [x, ...Object.values(parameters)]);
}

/** The density `f`, but $-\infty$ below 0, where f is asked for 1 instead, so that no gradient is NaN there. */
export function onPositive(x: Tensor, f: (x: Tensor) => Tensor): Tensor {
  const outside = less(x, 0);
  return emptyWhere(outside, f(where(outside, 1, x)));
}

/** The density y, but $-\infty$ outside of its support; NaN, which tells of a parameter that is none, stays. */
export function emptyWhere(outside: Tensor, y: Tensor): Tensor {
  return where(logicalAnd(outside, equal(y, y)), -Infinity, y);
}
