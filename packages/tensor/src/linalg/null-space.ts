import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { slice } from '../ops/slice.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Matrix, TensorLike } from '../tensor.ts';
import { eachMatrix, leadingSign } from './matrices.ts';
import { type RankOptions, relativeThreshold } from './rank-options.ts';
import { decompose, rankOf, spaceOfDecomposition } from './singular-values.ts';

/**
 * An orthonormal basis of the vectors that a matrix maps to 0.
 *
 * $$ A Y = 0, \qquad Y^\top Y = I $$
 *
 * Shapes: a [m, n] → y [n, n − r], where r is the rank. The columns are right singular vectors, their largest component positive. Dtype:
 * that of `a`, integers give float64; float32 is computed in float64 and rounded once. How many columns there are depends on values, so
 * there is no gradient and no trace.
 *
 * @throws ShapeError for what is no single matrix; DataError when it is not finite; OptionError for a negative threshold.
 * @example
 * import { nullSpace, tensor } from '@hml/tensor';
 * nullSpace(tensor([[1, 0, 0], [0, 2, 0]])).toArray() // [[0], [0], [1]]
 */
export function nullSpace<D extends DType>(a: TensorLike<Shape, D>, options?: RankOptions): Matrix<Floating<D>>;
export function nullSpace(operand: TensorLike, options: RankOptions = {}): unknown {
  checkOptions('nullSpace', options, ['rcond']);
  const [a] = asFloating('nullSpace', [operand]);
  if (a.ndim !== 2) throw new ShapeError({ where: 'nullSpace', what: 'not a matrix', expected: 'a [m, n]', got: shapeText(a.shape) });
  const [m, n] = a.shape;
  const y = apply(basisOp, [a], { rcond: relativeThreshold('nullSpace', options, m, n, a.dtype) });
  return slice(y, [1, n + 1], [Number(slice(y, 0, 0).item()), n]);
}

/** The rank, and in the rows below it the right singular vectors that belong to values and to none: [1 + n, max(m, n, 1)]. */
const basisOp = primitive<'a', Required<RankOptions>>({
  name: 'nullSpace',
  inputs: ['a'],
  infer: ([a]) => ({ shape: [1 + a.shape[1], Math.max(1, ...a.shape)], dtype: a.dtype }),
  run: ([a], { rcond }, out) => {
    const [m, n] = a.shape;
    const k = Math.max(m, n);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        const parts = new Float64Array((m + 1 + n) * k);
        decompose(room, 'nullSpace', m, n, k, matrix, parts);
        y.set(parts.subarray(m * k));
        y[0] = rankOf(parts.subarray(m * k, m * k + Math.min(m, n)), rcond);
        for (let j = 0; j < n; j++) {
          if (leadingSign(n, y, k + j, k) < 0) for (let i = 1; i <= n; i++) y[i * k + j] = -y[i * k + j];
        }
      },
      spaceOfDecomposition(m, n, k),
    );
  },
});
