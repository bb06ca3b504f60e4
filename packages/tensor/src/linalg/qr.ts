import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { derivativeOf } from '../in-name-of.ts';
import type { Signature } from '../op.ts';
import { concat } from '../ops/concat.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { slice } from '../ops/slice.ts';
import { takeAlongAxis } from '../ops/take-along-axis.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { panel } from './blocked.ts';
import { withoutDerivative } from './completed.ts';
import { factorQR, formQ, spaceOfBlocks } from './householder.ts';
import { batchOf, bringIntoRange, eachMatrix, matrixSize } from './matrices.ts';
import { qrPivots } from './qr-pivots.ts';
import type { Room } from './room.ts';
import { beforeUpper, solveTriangular } from './solve-triangular.ts';

/** Options of {@link qr}. */
export interface QROptions<Pivoting extends boolean = boolean> {
  /** How many columns Q has: as many as are needed, min(m, n), or m, a complete basis. @defaultValue 'reduced' */
  readonly mode?: 'reduced' | 'complete';
  /** Whether columns are taken in an order in which R's diagonal never grows, but for rounding of its first element. @defaultValue false */
  readonly pivoting?: Pivoting;
}

/** What {@link qr} gives. */
export interface QR<S extends Shape = Shape, D extends DType = DType> {
  /** Q [..., m, k] with orthonormal columns. */
  readonly q: Tensor<S, D>;
  /** R [..., k, n], upper triangular, its diagonal ≥ 0. */
  readonly r: Tensor<S, D>;
}

/** What {@link qr} gives with `pivoting`. */
export interface PivotedQR<S extends Shape = Shape, D extends DType = DType> extends QR<S, D> {
  /** Which column of A stands where, [..., n]: `take(a, p, -1)` equals Q R. */
  readonly p: Tensor<Shape, 'int32'>;
}

/**
 * The QR factorization of each matrix, by Householder reflections.
 *
 * $$ A = Q R, \qquad \bar A = \big[ \bar Q + Q \operatorname{copyltu}(R \bar R^\top - \bar Q^\top Q) \big] R^{-\top} $$
 *
 * (for m ≥ n; copyltu mirrors the lower triangle to the upper). With `pivoting`, $A P = Q R$ with the largest remaining column first.
 * Shapes: a [..., m, n] → q [..., m, k] and r [..., k, n] with k = min(m, n), or m if `mode` is 'complete'. Dtype: that of `a`, integers
 * give float64; float32 is factored in float64 and rounded once. Signs: R's diagonal is not negative, which makes Q and R unique
 * where A has full rank. There is no gradient where the first min(m, n) columns depend on each other, nor of a completed Q. Cost: $2n^2(m - n/3)$ for R.
 *
 * @throws ShapeError for what is no matrix; OptionError for another mode.
 * @example
 * import { qr, tensor } from '@hml/tensor';
 * const { q, r } = qr(tensor([[0, 2], [-3, 4]]));
 * q.toArray() // [[0, 1], [-1, 0]]
 * r.toArray() // [[3, -4], [0, 2]]
 * @see H.-J. Liao, J.-G. Liu, L. Wang, T. Xiang, "Differentiable programming tensor networks", Phys. Rev. X 9 (2019), equation 9.
 */
export function qr<S extends Shape, D extends DType>(a: TensorLike<S, D>, options?: QROptions<false>): QR<SameRank<S>, Floating<D>>;
export function qr<S extends Shape, D extends DType>(a: TensorLike<S, D>, options: QROptions<true>): PivotedQR<SameRank<S>, Floating<D>>;
export function qr<S extends Shape, D extends DType>(a: TensorLike<S, D>, options?: QROptions): QR<SameRank<S>, Floating<D>>;
export function qr(operand: TensorLike, options: QROptions = {}): QR | PivotedQR {
  checkOptions('qr', options, ['mode', 'pivoting']);
  const { mode = 'reduced', pivoting = false } = options;
  const [a] = asFloating('qr', [operand]);
  matrixSize('qr', a);
  if (mode !== 'reduced' && mode !== 'complete') {
    throw new OptionError({ where: 'qr', what: 'no such mode', expected: "'reduced' or 'complete'", got: describeValue(mode) });
  }
  if (!pivoting) return unpivoted(a, mode);
  const p = qrPivots(a);
  return { ...unpivoted(takeAlongAxis(a, expandDims(p, -2), -1), mode), p };
}

/** A wide matrix [X, Y] has the Q of X, and $R = [R_X, Q^\top Y]$. */
function unpivoted(a: Tensor, mode: 'reduced' | 'complete'): QR {
  const [m, n] = matrixSize('qr', a);
  if (m < n) {
    const { q, r } = unpivoted(slice(a, '...', [0, m]), mode);
    return { q, r: concat([r, matmul(mT(q), slice(a, '...', [m, n]))], -1) };
  }
  return factorsOf(mode === 'reduced' || m === n ? apply(qrOp, [a]) : apply(completeQrOp, [a]), m, n);
}

/** The factors in the op's one output [.., m + n, k]: Q above the transpose of R. */
function factorsOf(y: Tensor, m: number, n: number): QR {
  return { q: slice(y, '...', [0, m], ':'), r: mT(slice(y, '...', [m, m + n], ':')) };
}

/** Q [m, k] and R [k, n] of an m × n matrix with m ≥ n, packed in y. */
function computeQR(room: Room, m: number, n: number, k: number, a: Float64Array, y: Float64Array): void {
  const back = bringIntoRange(a);
  const q = room.doubles(m * k);
  formQ(room, factorQR(room, m, n, a), k, panel(q, k));
  for (let i = 0; i < n; i++) {
    const sign = a[i * n + i] < 0 ? -1 : 1;
    for (let j = i; j < n; j++) y[(m + j) * k + i] = sign * back * a[i * n + j];
    if (sign < 0) for (let row = 0; row < m; row++) q[row * k + i] = -q[row * k + i];
  }
  y.set(q);
}

function lower(x: Tensor): Tensor {
  return tril(x, -1);
}

const complete = {
  name: 'qr',
  inputs: ['a'],
  infer: ([a]: readonly Tensor[]) => {
    const [m, n] = matrixSize('qr', a);
    return { shape: batchOf(a, m + n, m), dtype: a.dtype };
  },
  run: ([a]: readonly Tensor[], _: undefined, out: Signature) => {
    const [m, n] = matrixSize('qr', a);
    const k = out.shape[out.shape.length - 1];
    const more = m * k + spaceOfBlocks(m, n) + spaceOfBlocks(m, k);
    return eachMatrix([a], out, (y, matrix, room) => computeQR(room, m, n, k, matrix, y), more);
  },
} as const;

const completeQrOp = primitive({ ...complete, ...withoutDerivative('qr', "mode: 'complete'", 'leave mode out') });

const qrOp = primitive({
  ...complete,
  infer: ([a]) => {
    const [m, n] = matrixSize('qr', a);
    return { shape: batchOf(a, m + n, n), dtype: a.dtype };
  },
  vjp: {
    a: ({ a, y, dy }) => {
      const [m, n] = matrixSize('qr', a);
      const { q, r } = factorsOf(y, m, n);
      const { q: dq, r: dr } = factorsOf(dy, m, n);
      const inner = matmul(r, mT(dr)).sub(matmul(mT(dq), q));
      const mirrored = tril(inner).add(mT(lower(inner)));
      return mT(derivativeOf('qr', () => solveTriangular(r, mT(dq.add(matmul(q, mirrored))))));
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const [m, n] = matrixSize('qr', a);
      const { q, r } = factorsOf(y, m, n);
      const x = beforeUpper('qr', dx, r);
      const inner = matmul(mT(q), x);
      const turn = lower(inner).sub(mT(lower(inner))); // QᵀdQ, which is antisymmetric
      const dq = x.sub(matmul(q, inner.sub(turn)));
      return concat([dq, mT(matmul(inner.sub(turn), r))], -2);
    },
  },
});
