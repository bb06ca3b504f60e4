import { refuseBool } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice } from './slice.ts';
import { sub } from './sub.ts';

/** Options of {@link diff}. */
export interface DiffOptions {
  /** How often differences are taken. @defaultValue 1 */
  readonly n?: number;
}

/**
 * Differences of neighbours along an axis.
 *
 * $$ y_k = x_{k+1} - x_k, \qquad \bar x_k = \bar y_{k-1} - \bar y_k $$
 *
 * Shapes: like `x`, but shorter by one along `axis` each time; `axis` is the last one if not given. Dtype: that of `x`.
 *
 * @throws ShapeError for an axis that does not exist; OptionError unless n is a whole number ≥ 0; DTypeError for bools.
 * @example
 * import { diff, tensor } from '@hml/tensor';
 * diff(tensor([1, 4, 9, 16])).toArray() // [3, 5, 7]
 * diff(tensor([1, 4, 9, 16]), 0, { n: 2 }).toArray() // [2, 2]
 */
export function diff<S extends Shape, D extends DType>(x: TensorLike<S, D>, axis?: number, options?: DiffOptions): Tensor<SameRank<S>, D>;
export function diff(operand: TensorLike, axis = -1, options?: DiffOptions): Tensor {
  const { n } = withDefaults('diff', { n: 1 }, options);
  let x = asTensor('diff', operand);
  refuseBools(x.dtype);
  const along = normalizeAxis('diff', axis, x.ndim);
  if (!Number.isInteger(n) || n < 0) {
    throw new OptionError({ where: 'diff', what: 'no such number of times', expected: 'n, a whole number ≥ 0', got: `n = ${n}` });
  }
  const part = (start: number | null, stop: number | null) => x.shape.map((_, i) => (i === along ? ([start, stop] as const) : ':'));
  for (let i = 0; i < n; i++) x = sub(slice(x, ...part(1, null)), slice(x, ...part(null, -1)));
  return x;
}

const refuseBools = refuseBool('diff', "cast(x, 'int32') first");
