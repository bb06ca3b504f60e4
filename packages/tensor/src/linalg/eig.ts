import { apply } from '../apply.ts';
import { arange } from '../creation/arange.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { concat } from '../ops/concat.ts';
import { diagonal, embedDiagonal } from '../ops/diagonal.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { reciprocal } from '../ops/reciprocal.ts';
import { slice } from '../ops/slice.ts';
import { where } from '../ops/where.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { adjoint, type Complex, conjugate, inverse, plus, product, times } from './complex.ts';
import { eigenpairs } from './eigenpairs.ts';
import type { ComplexColumns } from './eigenvectors.ts';
import { spaceOfBlocks } from './householder.ts';
import { batchOf, bringIntoRange, checkFinite, eachMatrix, squareSize } from './matrices.ts';
import type { Room } from './room.ts';
import { ascending } from './schur.ts';

/** What {@link eig} gives. */
export interface Eig<S extends Shape = Shape, D extends DType = DType> {
  /** The eigenvalues λ [..., n]. */
  readonly values: Complex<Shape, D>;
  /** The eigenvectors, the columns of V [..., n, n]. */
  readonly vectors: Complex<S, D>;
}

/**
 * The eigenvalues and eigenvectors of each square matrix, as complex numbers.
 *
 * $$ A V = V \Lambda, \qquad \dot\Lambda = \operatorname{diag} C,\; \dot V = V (E \circ C) + V \operatorname{diag} c, \quad
 * C = V^{-1} \dot A V,\; E_{ij} = \frac{1}{\lambda_j - \lambda_i} $$
 *
 * where c keeps the lengths and the signs. Shapes: a [..., n, n] → values [..., n], in ascending order of the real part, then of the
 * imaginary one, and vectors [..., n, n], in columns of length 1; each as a record of real and imaginary parts. Dtype: that of `a`, integers give
 * float64; float32 is computed in float64 and rounded once. Numerics: the matrix is balanced, which keeps the digits of the small eigenvalues of a
 * badly scaled one; vectors that suffer from it are computed again, so that $\lVert A v - \lambda v \rVert$ is rounding in A all the same.
 * Signs: the largest component of each vector, of equal ones the first, is real and
 * positive. There is no gradient where vectors depend on each other ($E = 0$ for equal eigenvalues). `eigh` is for symmetric matrices. Cost: about $25 n^3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not finite.
 * @example
 * import { eig, tensor } from '@hml/tensor';
 * const { values, vectors } = eig(tensor([[2, 1], [0, 3]]));
 * values.real.toArray() // [2, 3]
 * vectors.real.toArray() // [[1, 0.7071…], [0, 0.7071…]]
 * @see C. Boeddeker, P. Hanebrink, et al., "On the computation of complex-valued gradients with application to statistically optimum
 * beamforming", arXiv:1701.00392 (2017), section 4.
 */
export function eig<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Eig<SameRank<S>, Floating<D>>;
export function eig(a: TensorLike): Eig {
  const y = apply(eigOp, [a]);
  return partsOf(y, y.shape[y.ndim - 1]);
}

/** The parts in the op's one output [.., 2n + 3, n]: values, vectors, and the places of the largest components in the last row. */
function partsOf(y: Tensor, n: number): Eig {
  const rows = (from: number): Tensor => slice(y, '...', [from, from + n], ':');
  return {
    values: { real: slice(y, '...', 0, ':'), imag: slice(y, '...', 1, ':') },
    vectors: { real: rows(2), imag: rows(2 + n) },
  };
}

function compute(room: Room, n: number, a: Float64Array, y: Float64Array): void {
  const back = bringIntoRange(a);
  const { values, vectors } = eigenpairs(room, n, a);
  ascending(values).forEach((from, k) => {
    y[k] = back * values.real[from];
    y[n + k] = back * values.imag[from];
    writeVector(n, vectors, from, k, y);
  });
}

/** Column `from`, brought to length 1 and with its largest component made real and positive, as vector k of the output. */
function writeVector(n: number, { real, imag }: ComplexColumns, from: number, k: number, y: Float64Array): void {
  let total = 0;
  let greatest = 0;
  const square = (i: number): number => real[i * n + from] ** 2 + imag[i * n + from] ** 2;
  for (let i = 0; i < n; i++) {
    total += square(i);
    greatest = Math.max(greatest, square(i));
  }
  let place = 0;
  while (square(place) < greatest * (1 - 1e-10)) place++;
  const length = Math.sqrt(square(place)) * Math.sqrt(total);
  const [c, s] = [real[place * n + from] / length, imag[place * n + from] / length];
  for (let i = 0; i < n; i++) {
    const [p, q] = [real[i * n + from], imag[i * n + from]];
    y[(2 + i) * n + k] = p * c + q * s;
    y[(2 + n + i) * n + k] = i === place ? 0 : q * c - p * s;
  }
  y[(2 + 2 * n) * n + k] = place;
}

/** $E_{ij} = 1 / (\lambda_j - \lambda_i)$, and 0 where the two are equal. */
function inverseGaps({ real, imag }: Complex): Complex {
  const difference = (x: Tensor): Tensor => expandDims(x, -2).sub(expandDims(x, -1));
  const [p, q] = [difference(real), difference(imag)];
  const square = p.mul(p).add(q.mul(q));
  const equal = square.equal(0);
  const size = where(equal, 1, square);
  return { real: where(equal, 0, p.div(size)), imag: where(equal, 0, q.neg().div(size)) };
}

/** 1 / v where the largest component of each vector stands, 0 elsewhere. */
function atLargest(y: Tensor, n: number, { real }: Complex): Tensor {
  const rows = expandDims(arange(n, { dtype: y.dtype }), -1);
  const there = slice(y, '...', [2 * n + 2, 2 * n + 3], ':').equal(rows);
  return where(there, reciprocal(where(there, real, 1)), 0);
}

const eigOp = primitive({
  name: 'eig',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    const n = squareSize('eig', a);
    return { shape: batchOf(a, 2 * n + 3, n), dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('eig', a);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        checkFinite('eig', n, matrix);
        if (n > 0) compute(room, n, matrix, y);
      },
      2 * (n * n + 2 * n + spaceOfBlocks(n, n)),
    );
  },
  vjp: {
    a: ({ a, y, dy }) => {
      const n = squareSize('eig', a);
      const { values, vectors: v } = partsOf(y, n);
      const d = partsOf(dy, n);
      // What keeps lengths and signs, taken back: c's real part depends on all components, its imaginary part on the largest.
      const own = times(conjugate(v), d.vectors);
      const along = own.real.sum(-2, { keepDims: true });
      const turn = own.imag.sum(-2, { keepDims: true }).mul(atLargest(y, n, v));
      const free = { real: d.vectors.real.sub(along.mul(v.real)), imag: d.vectors.imag.sub(along.mul(v.imag)).sub(turn) };
      const right = adjoint(v);
      const mixed = times(conjugate(inverseGaps(values)), product(right, free));
      const inner = plus(mixed, { real: embedDiagonal(d.values.real, 0, n, n), imag: embedDiagonal(d.values.imag, 0, n, n) });
      return product(inverse(right), product(inner, right)).real;
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const n = squareSize('eig', a);
      const { values, vectors: v } = partsOf(y, n);
      const change = product(inverse(v), product({ real: dx, imag: dx.mul(0) }, v));
      const free = product(v, times(inverseGaps(values), change));
      const c = {
        real: times(conjugate(v), free).real.sum(-2, { keepDims: true }).neg(),
        imag: free.imag
          .mul(atLargest(y, n, v))
          .sum(-2, { keepDims: true })
          .neg(),
      };
      const dv = plus(free, times(c, v));
      const row = (x: Tensor): Tensor => expandDims(diagonal(x, 0, -2, -1), -2);
      const dValues = [row(change.real), row(change.imag)];
      return concat([...dValues, dv.real, dv.imag, dValues[0].mul(0)], -2);
    },
  },
});
