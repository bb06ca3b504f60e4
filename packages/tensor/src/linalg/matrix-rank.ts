import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { matrixSize } from './matrices.ts';
import { type RankOptions, relativeThreshold } from './rank-options.ts';
import { svdvalsAndRank } from './svdvals.ts';

/**
 * The rank of each matrix: how many singular values are larger than rounding can explain.
 *
 * $$ y = \#\{ i : \sigma_i > \text{rcond} \cdot \sigma_1 \} $$
 *
 * Shapes: a [..., m, n] → y [...], int32. Cost: that of the singular values.
 *
 * @throws ShapeError for what is no matrix; DataError when it is not finite; OptionError for a negative threshold.
 * @example
 * import { matrixRank, tensor } from '@hml/tensor';
 * matrixRank(tensor([[1, 2], [2, 4]])).item() // 1
 * matrixRank(tensor([[1, 0], [0, 1e-9]]), { rcond: 1e-6 }).item() // 1
 */
export function matrixRank(a: TensorLike, options?: RankOptions): Tensor<Shape, 'int32'>;
export function matrixRank(operand: TensorLike, options: RankOptions = {}): Tensor {
  checkOptions('matrixRank', options, ['rcond']);
  const [a] = asFloating('matrixRank', [operand]);
  const [m, n] = matrixSize('matrixRank', a);
  return svdvalsAndRank('matrixRank', a, relativeThreshold('matrixRank', options, m, n, a.dtype)).rank;
}
