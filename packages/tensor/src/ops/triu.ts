import { apply } from '../apply.ts';
import type { DType } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { triangle } from './tril.ts';

/**
 * The upper triangle of each matrix, zeros below.
 *
 * $$ y_{ij} = \begin{cases} x_{ij} & j \ge i + k \\ 0 & \text{else} \end{cases}, \qquad \bar x = \operatorname{triu}(\bar y, k) $$
 *
 * Shapes: x [..., m, n] → y [..., m, n]. `k` moves the diagonal from which on elements are kept: up if positive, down if negative.
 *
 * @throws ShapeError for a tensor with fewer than two axes.
 * @example
 * import { tensor, triu } from '@hml/tensor';
 * triu(tensor([[1, 2], [3, 4]])).toArray() // [[1, 2], [0, 4]]
 * triu(tensor([[1, 2], [3, 4]]), 1).toArray() // [[0, 2], [0, 0]]
 */
export function triu<S extends Shape, D extends DType>(x: TensorLike<S, D>, k?: number): Tensor<S, D>;
export function triu(x: TensorLike, k = 0): Tensor {
  return apply(triuOp, [x], { k });
}

const triuOp = triangle('triu', (above, k) => above >= k);
