import { eye } from '../creation/eye.ts';
import { type DType, type Floating, floating } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { inNameOf } from '../in-name-of.ts';
import { matmul } from '../ops/matmul.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { inv } from './inv.ts';
import { squareSize } from './matrices.ts';

/**
 * The product of n copies of each matrix; of its inverse for negative n.
 *
 * $$ A^n = A A \cdots A, \qquad A^0 = I $$
 *
 * Shapes: a [..., k, k] → y [..., k, k]. Dtype: that of `a`, integers give float64. Cost: about $2 \log_2 n$ products, by squaring.
 *
 * @throws ShapeError for a matrix that is not square; OptionError unless n is a whole number; DataError for a negative power of a singular matrix.
 * @example
 * import { matrixPower, tensor } from '@hml/tensor';
 * const fibonacci = tensor([[1, 1], [1, 0]]);
 * matrixPower(fibonacci, 10).toArray() // [[89, 55], [55, 34]]
 * matrixPower(fibonacci, -1).toArray() // [[0, 1], [1, -1]]
 */
export function matrixPower<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>, n: number): Tensor<S, Floating<D>>;
export function matrixPower(operand: TensorLike, n: number): Tensor {
  const [a] = asFloating('matrixPower', [operand]);
  const size = squareSize('matrixPower', a);
  if (!Number.isInteger(n)) {
    throw new OptionError({ where: 'matrixPower', what: 'no such power', expected: 'n, a whole number', got: describeValue(n) });
  }
  if (n === 0) return eye(size, size, { dtype: floating(a.dtype) }).broadcastTo(a.shape);
  let square = n < 0 ? inNameOf('matrixPower', () => inv(a)) : a;
  let product: Tensor | undefined;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = product === undefined ? square : matmul(product, square);
    if (rest > 1) square = matmul(square, square);
  }
  return product ?? square;
}
