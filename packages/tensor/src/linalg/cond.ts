import { eye } from '../creation/eye.ts';
import type { DType, Floating } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { inNameOf } from '../in-name-of.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { norm } from '../ops/norm.ts';
import { slice } from '../ops/slice.ts';
import { where } from '../ops/where.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { inv } from './inv.ts';
import { matrixSize, squareSize } from './matrices.ts';
import { slogdet } from './slogdet.ts';
import { svdvalsFor } from './svdvals.ts';

/** Options of {@link cond}. */
export interface CondOptions {
  /** In which norm: 2, −2, 1, −1, ±Infinity, `'fro'` or `'nuc'`. @defaultValue 2 */
  readonly ord?: number | 'fro' | 'nuc';
}

/**
 * The condition number of each matrix: how much a relative error can grow when a system is solved.
 *
 * $$ \kappa(A) = \lVert A \rVert\, \lVert A^{-1} \rVert, \qquad \kappa_2(A) = \sigma_1 / \sigma_n $$
 *
 * Shapes: a [..., m, n] → y [...]; matrices are square but for ±2, where $\kappa_{-2} = \sigma_n / \sigma_1$. Dtype: that of `a`, integers give
 * float64. A singular matrix has condition Infinity, in the norm −2 the condition 0.
 *
 * @throws ShapeError for a matrix that is empty, or not square; DataError for one that is not finite, where singular values are computed;
 * OptionError for a norm that matrices do not have.
 * @example
 * import { cond, tensor } from '@hml/tensor';
 * cond(tensor([[4, 0], [0, 0.5]])).item() // 8
 * cond(tensor([[1, 0], [0, 0]])).item() // Infinity
 * cond(tensor([[1, 1], [0, 1]]), { ord: 1 }).item() // 4
 */
export function cond<D extends DType>(a: TensorLike<Shape, D>, options?: CondOptions): Tensor<Shape, Floating<D>>;
export function cond(operand: TensorLike, options: CondOptions = {}): Tensor {
  checkOptions('cond', options, ['ord']);
  const { ord = 2 } = options;
  const [a] = asFloating('cond', [operand]);
  const k = Math.min(...matrixSize('cond', a));
  if (k === 0) throw new ShapeError({ where: 'cond', what: 'an empty matrix', expected: 'rows and columns', got: shapeText(a.shape) });
  if (ord !== 2 && ord !== -2) {
    if (ord !== 'fro' && ord !== 'nuc' && Math.abs(ord) !== 1 && Math.abs(ord) !== Infinity) {
      throw new OptionError({
        where: 'cond',
        what: 'no such norm',
        expected: "ord: 'fro', 'nuc', ±1, ±2 or ±Infinity",
        got: describeValue(ord),
      });
    }
    squareSize('cond', a);
    return inNameOf('cond', () => byInverse(a, ord));
  }
  const s = svdvalsFor('cond', a);
  const [largest, smallest] = [slice(s, '...', 0), slice(s, '...', k - 1)];
  return ord === 2 ? ratio(largest, smallest, Infinity) : ratio(smallest, largest, 0);
}

/** $\lVert A \rVert\, \lVert A^{-1} \rVert$, and Infinity where there is no inverse. */
function byInverse(a: Tensor, ord: number | 'fro' | 'nuc'): Tensor {
  const singular = slogdet(a).sign.equal(0);
  const regular = where(expandDims(singular, [-2, -1]), eye(squareSize('cond', a), undefined, { dtype: a.dtype }), a);
  const sizes = [regular, inv(regular)].map((x) => norm(x, { ord, axis: [-2, -1] }));
  return where(singular, Infinity, sizes[0].mul(sizes[1]));
}

/** a / b, and another number where b is 0. */
function ratio(a: Tensor, b: Tensor, otherwise: number): Tensor {
  const zero = b.equal(0);
  return where(zero, otherwise, a.div(where(zero, 1, b)));
}
