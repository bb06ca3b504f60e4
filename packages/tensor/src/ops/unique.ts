import { storageOf } from '../base.ts';
import type { DType } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import { noteCut } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { argsort } from './argsort.ts';
import { reshape } from './reshape.ts';
import { take } from './take.ts';

/** What {@link unique} gives. */
export interface Unique<S extends Shape = Shape, D extends DType = DType> {
  /** The different elements in ascending order, u of them: [u]. */
  readonly values: Tensor<readonly [number], D>;
  /** How often each of them occurs: [u]. */
  readonly counts: Tensor<readonly [number], 'int32'>;
  /** Which of them stands at each place, in the shape of `x`: `take(values, inverse)` is `x`. */
  readonly inverse: Tensor<S, 'int32'>;
  /** Where each of them stands first among the elements, read row by row: [u]. */
  readonly firstIndex: Tensor<readonly [number], 'int32'>;
}

/**
 * The different elements of a tensor.
 *
 * $$ \{ x_i \} = \{ v_1 < v_2 < \dots < v_u \}, \qquad x_i = v_{\text{inverse}(i)} $$
 *
 * Dtype of the values: that of `x`; all else is int32. NaN comes last, and all NaN count as one, as in NumPy.
 * How many there are depends on the values, so it cannot be traced. Cost: $O(n \log n)$.
 *
 * @throws DataError under a trace.
 * @example
 * import { tensor, unique } from '@hml/tensor';
 * const { values, counts, inverse, firstIndex } = unique(tensor([30, 10, 30]));
 * values.toArray() // [10, 30]
 * counts.toArray() // [1, 2]
 * inverse.toArray() // [1, 0, 1]
 * firstIndex.toArray() // [1, 0]
 */
export function unique<S extends Shape, D extends DType>(x: TensorLike<S, D>): Unique<S, D>;
export function unique(operand: TensorLike): {
  readonly [Field in keyof Unique]: Tensor;
} {
  const x = asTensor('unique', operand);
  const row = reshape(x, [x.size]);
  const order = storageOf(argsort(row));
  const elements = row.toTypedArray();
  const inverse = new Int32Array(x.size);
  const counts: number[] = [];
  const firsts: number[] = [];
  order.forEach((at, k) => {
    const last = elements[firsts[firsts.length - 1]];
    const again = k > 0 && (elements[at] === last || (Number.isNaN(elements[at]) && Number.isNaN(last)));
    if (!again) {
      firsts.push(at); // the sort is stable: the first of equal elements comes first
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[at] = counts.length - 1;
  });
  const integers = (values: Int32Array, shape: Shape): Tensor => noteCut('unique', x, x.like(values, shape, 'int32'));
  return {
    values: take(row, firsts),
    counts: integers(Int32Array.from(counts), [counts.length]),
    inverse: integers(inverse, x.shape),
    firstIndex: integers(Int32Array.from(firsts), [firsts.length]),
  };
}
