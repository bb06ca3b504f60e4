import { apply } from '../apply.ts';
import { type LinesKernel, lines } from '../declare-lines.ts';
import type { DType } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { argsort, type SortAttrs, type SortOptions } from './argsort.ts';
import { takeAlongAxis } from './take-along-axis.ts';

/**
 * The elements of each line along an axis in ascending order.
 *
 * $$ y_1 \le y_2 \le \dots \le y_n, \quad y_k = x_{\pi(k)}, \qquad \bar x_{\pi(k)} = \bar y_k $$
 *
 * Shapes: x [...] → y [...]; `axis` is the last one if not given. Dtype: that of `x`.
 * NaN comes last, also if the largest comes first. Among equal elements the gradient keeps their order. Cost: $O(n \log n)$ per line.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { sort, tensor } from '@hml/tensor';
 * sort(tensor([[3, 1, 2], [9, NaN, 7]])).toArray() // [[1, 2, 3], [7, 9, NaN]]
 * sort(tensor([3, 1, 2]), 0, { descending: true }).toArray() // [3, 2, 1]
 */
export function sort<S extends Shape, D extends DType, const A extends number = -1>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: SortOptions,
): Tensor<S, D>;
export function sort(operand: TensorLike, axis = -1, options?: SortOptions): Tensor {
  const { descending } = withDefaults('sort', { descending: false }, options);
  const x = asTensor('sort', operand);
  return apply(sortOp, [x], { axis: normalizeAxis('sort', axis, x.ndim), descending });
}

const sortKernel: LinesKernel<SortAttrs> = (n, x, xOffset, y, yOffset, { descending }) => {
  const line = y.subarray(yOffset, yOffset + n);
  line.set(x.subarray(xOffset, xOffset + n));
  line.sort(); // of numbers: NaN comes last
  if (!descending) return;
  let numbers = n;
  while (numbers > 0 && Number.isNaN(line[numbers - 1])) numbers--;
  line.subarray(0, numbers).reverse();
};

const sortOp = lines<SortAttrs>({
  name: 'sort',
  dtype: (dtype) => dtype,
  definition: (line, { descending }) => {
    const sign = descending ? -1 : 1;
    const numbers = line.filter((v) => !Number.isNaN(v)).sort((a, b) => (a === b ? 0 : a < b ? -sign : sign));
    return [...numbers, ...line.filter(Number.isNaN)];
  },
  kernel: sortKernel,
  vjp: ({ x, axis, descending, dy }) => takeAlongAxis(dy, argsort(argsort(x, axis, { descending }), axis), axis),
  jvp: ({ x, axis, descending, dx }) => takeAlongAxis(dx, argsort(x, axis, { descending }), axis),
});
