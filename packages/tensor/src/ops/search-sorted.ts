import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { compact } from '../elementwise.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asCommon } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { before } from './argsort.ts';

/** Options of {@link searchSorted}. */
export interface SearchSortedOptions {
  /** Where a value goes that is there already: in front of its equals or behind them. @defaultValue 'left' */
  readonly side?: 'left' | 'right';
}

/**
 * Where values would have to be put into a sorted vector so that it stays sorted.
 *
 * $$ y_i = \#\{k : s_k < v_i\} \text{ on the left}, \qquad \#\{k : s_k \le v_i\} \text{ on the right} $$
 *
 * Shapes: sorted [n], values [...] → y [...]. Dtype: int32. NaN counts as larger than all numbers. No gradient.
 * That the vector is sorted is not checked. Cost: $O(\log n)$ per value.
 *
 * @throws ShapeError unless `sorted` is a vector; OptionError for an unknown side.
 * @example
 * import { searchSorted, tensor } from '@hml/tensor';
 * searchSorted(tensor([10, 20, 20, 30]), tensor([5, 20, 99])).toArray() // [0, 1, 4]
 * searchSorted(tensor([10, 20, 20, 30]), tensor([20]), { side: 'right' }).toArray() // [3]
 */
export function searchSorted<S extends Shape>(
  sorted: TensorLike<readonly [number]>,
  values: TensorLike<S>,
  options?: SearchSortedOptions,
): Tensor<S, 'int32'>;
export function searchSorted(sorted: TensorLike, values: TensorLike, options?: SearchSortedOptions): Tensor {
  const { side } = withDefaults('searchSorted', { side: 'left' }, options);
  if (side !== 'left' && side !== 'right') {
    throw new OptionError({ where: 'searchSorted', what: 'no such side', expected: "'left' or 'right'", got: String(side) });
  }
  return apply(searchSortedOp, [sorted, values], { right: side === 'right' });
}

const searchSortedOp = primitive<'sorted' | 'values', { readonly right: boolean }>({
  name: 'searchSorted',
  inputs: ['sorted', 'values'],
  prepare: asCommon,
  infer: ([sorted, values]) => {
    if (sorted.ndim === 1) return { shape: values.shape, dtype: 'int32' };
    throw new ShapeError({ where: 'searchSorted', what: 'not a vector', expected: 'sorted [n]', got: shapeText(sorted.shape) });
  },
  run: ([sorted, values], { right }, { shape }) => {
    const s = compact(sorted);
    const v = compact(values);
    const y = new Int32Array(values.size);
    for (let i = 0; i < y.length; i++) {
      const value = v.data[v.offset + i];
      let low = 0;
      let high = sorted.size;
      while (low < high) {
        const middle = (low + high) >> 1;
        const element = s.data[s.offset + middle];
        if (right ? before(value, element) : !before(element, value)) high = middle;
        else low = middle + 1;
      }
      y[i] = low;
    }
    return sorted.like(y, shape, 'int32');
  },
  definition: (index, [sorted, values], { right }) => {
    const value = values(...index);
    let count = 0;
    while (count < sorted.shape[0] && (right ? !before(value, sorted(count)) : before(sorted(count), value))) count++;
    return count;
  },
});
