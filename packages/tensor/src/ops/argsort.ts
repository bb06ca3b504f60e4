import { apply } from '../apply.ts';
import { type LinesAttrs, type LinesKernel, lines } from '../declare-lines.ts';
import type { TypedArray } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/** Options of {@link argsort} and `sort`. */
export interface SortOptions {
  /** Whether the largest comes first. @defaultValue false */
  readonly descending?: boolean;
}

/** What a sort is told. */
export interface SortAttrs extends LinesAttrs {
  /** Whether the largest comes first. */
  readonly descending: boolean;
}

/**
 * The indices that sort each line along an axis.
 *
 * $$ x_{y_1} \le x_{y_2} \le \dots \le x_{y_n} $$
 *
 * Shapes: x [...] → y [...]; `axis` is the last one if not given. Dtype: int32.
 * Stable: equal elements keep their order, also if the largest comes first. NaN comes last either way. No gradient. Cost: $O(n \log n)$ per line.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { argsort, tensor } from '@hml/tensor';
 * argsort(tensor([30, 10, 20])).toArray() // [1, 2, 0]
 * argsort(tensor([30, NaN, 30, 40]), -1, { descending: true }).toArray() // [3, 0, 2, 1]
 */
export function argsort<S extends Shape, const A extends number = -1>(
  x: TensorLike<S>,
  axis?: A & CheckAxes<S, A>,
  options?: SortOptions,
): Tensor<S, 'int32'>;
export function argsort(operand: TensorLike, axis = -1, options?: SortOptions): Tensor {
  const { descending } = withDefaults('argsort', { descending: false }, options);
  const x = asTensor('argsort', operand);
  return apply(argsortOp, [x], { axis: normalizeAxis('argsort', axis, x.ndim), descending });
}

/** Whether a comes before b: the smaller first, NaN last. */
export function before(a: number, b: number): boolean {
  return a < b || (Number.isNaN(b) && !Number.isNaN(a));
}

const argsortKernel: LinesKernel<SortAttrs> = (n, x, xOffset, y, yOffset, { descending }) => {
  const sign = descending ? -1 : 1;
  let from: TypedArray = y.subarray(yOffset, yOffset + n);
  for (let i = 0; i < n; i++) from[i] = i;
  let to: TypedArray = from.slice();
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) merge(from, to, start, width, x, xOffset, sign);
    [from, to] = [to, from];
  }
  y.set(from, yOffset);
};

/** Merges two sorted neighbours of this width; of equal elements the left one goes first. */
function merge(from: TypedArray, to: TypedArray, start: number, width: number, x: TypedArray, xOffset: number, sign: number): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(middle + width, from.length);
  let left = start;
  let right = middle;
  for (let k = start; k < end; k++) {
    const takeRight = left >= middle || (right < end && before(sign * x[xOffset + from[right]], sign * x[xOffset + from[left]]));
    to[k] = takeRight ? from[right++] : from[left++];
  }
}

const argsortOp = lines<SortAttrs>({
  name: 'argsort',
  dtype: () => 'int32',
  definition: (line, { descending }) => {
    const rank = (v: number) => (Number.isNaN(v) ? Infinity : descending ? -v : v);
    const compare = (i: number, j: number) =>
      Number(Number.isNaN(line[i])) - Number(Number.isNaN(line[j])) ||
      (rank(line[i]) < rank(line[j]) ? -1 : Number(rank(line[i]) > rank(line[j])));
    return [...line.keys()].sort((i, j) => compare(i, j) || i - j);
  },
  kernel: argsortKernel,
});
