import { gradCheck, jvp, vjp } from '@hml/autograd';
import { abs, diag, eye, type Matrix, matmul, mT, mul, normal, qr, random, type Tensor, tensor, wrap } from '@hml/tensor';
import { expect } from 'vitest';

/** A matrix with singular values between 1.2 and 2.8 or so: small elements, twos added on the diagonal. */
export function withDiagonal(x: Tensor): Tensor {
  const [m, n] = x.shape.slice(-2);
  return mul(x, 0.5 / Math.max(1, m, n)).add(eye(m, n, { dtype: x.dtype }).mul(2));
}

/** A matrix whose singular values, and eigenvalues, lie apart from each other: small elements, 1, 2, 3, … added on the diagonal. */
export function withDistinct(x: Tensor): Tensor {
  const [m, n] = x.shape.slice(-2);
  const steps = wrap(
    Float64Array.from({ length: m * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 + (at % n) : 0)),
    [m, n],
  );
  return mul(x, 0.25 / Math.max(1, m, n)).add(steps.cast(x.dtype));
}

/**
 * A matrix with eigenvalues near 1, 2.5 ± 2i, … and vectors far from dependent. The components of the vectors of the pair differ in size:
 * of two equal ones either may be the largest, by which a vector is turned.
 */
export function withPairs(x: Tensor): Tensor {
  const n = x.shape[x.ndim - 1];
  const turns = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === 1 && j === 2 ? 3 : i === 2 && j === 1 ? -1.5 : 0;
  });
  // Small enough that no two real values meet: there the slopes of both are infinite.
  return withDistinct(mul(x, 0.75)).add(tensor(turns).reshape([n, n]).cast(x.dtype));
}

/** The m × n matrix of these elements. */
export function matrixOf(m: number, n: number, element: (i: number, j: number) => number): Matrix<'float64'> {
  return wrap(
    Float64Array.from({ length: m * n }, (_, at) => element(Math.floor(at / n), at % n)),
    [m, n],
  );
}

/** The symmetric part of a square matrix. */
export function symmetric(x: Tensor): Tensor {
  return x.add(mT(x)).mul(0.5);
}

/** Positive definite matrices as products give them: $Q D Q^\top$ and $X^\top W X$, their triangles alike but for rounding. */
export function symmetricToRounding(dtype: 'float64' | 'float32'): readonly Tensor[] {
  const q = qr(gaussian(3, 3)).q.cast(dtype);
  const x = gaussian(500, 100).cast(dtype);
  const w = abs(gaussian(500, 1, 3)).cast(dtype);
  return [0.1, 1 / 3].map((d): Tensor => matmul(matmul(q, eye(3, 3, { dtype }).mul(d)), mT(q))).concat(matmul(mT(x), mul(w, x)));
}

/** An m × n matrix of independent normal numbers. */
export function gaussian(m: number, n: number, seed = 0): Matrix<'float64'> {
  return normal(random(seed), [m, n]);
}

/** Gaussian rows, scaled by $10^{-12 i / m}$: rows of very different size, condition $10^{12}$ and more. */
export function graded(m: number, n: number, seed = 0): Matrix<'float64'> {
  const scale = wrap(
    Float64Array.from({ length: m }, (_, i) => 10 ** ((-12 * i) / m)),
    [m, 1],
  );
  return mul(gaussian(m, n, seed), scale);
}

/** An m × n matrix of rank r. */
export function ofRank(r: number, m: number, n: number, seed = 0): Matrix<'float64'> {
  return matmul(gaussian(m, r, seed), gaussian(r, n, seed + 1));
}

/** $1 / (i + j + 1)$ */
export function hilbert(n: number): Matrix<'float64'> {
  return matrixOf(n, n, (i, j) => 1 / (i + j + 1));
}

/** Wilkinson's $W_{2k+1}^+$: pairs of eigenvalues that agree in many digits. */
export function wilkinson(k: number): Tensor {
  const beside = diag(tensor(new Array(2 * k).fill(1)), 1);
  return diag(tensor(Array.from({ length: 2 * k + 1 }, (_, i) => Math.abs(i - k))))
    .add(beside)
    .add(mT(beside));
}

/** Copies of a matrix along the diagonal, glued together by small numbers: many nearly equal eigenvalues. */
export function glued(block: Tensor, copies: number, glue: number): Tensor {
  const n = block.shape[0];
  const element = (i: number, j: number): number => {
    if (Math.floor(i / n) === Math.floor(j / n)) return Number(block.at(i % n, j % n).item());
    return Math.abs(i - j) === 1 ? glue : 0;
  };
  return tensor(Array.from({ length: n * copies }, (_, i) => Array.from({ length: n * copies }, (_unused, j) => element(i, j))));
}

/** Matrices on which factorizations are tried, each with a name: good, bad, and as small as can be. */
export const collection: readonly (readonly [name: string, a: Matrix<'float64'>])[] = [
  ['random 7 × 7', gaussian(7, 7)],
  ['random 60 × 41', gaussian(60, 41)],
  ['random 41 × 60', gaussian(41, 60)],
  ['graded 40 × 40', graded(40, 40)],
  ['graded from below 40 × 40', mT(graded(40, 40))],
  ['rank 5 of 30 × 20', ofRank(5, 30, 20)],
  ['Hilbert 12 × 12', hilbert(12)],
  ['zero 4 × 3', mul(gaussian(4, 3), 0)],
  ['elements near 1e-300, 9 × 9', mul(gaussian(9, 9), 1e-300)],
  ['elements near 1e300, 9 × 9', mul(gaussian(9, 9), 1e300)],
  ['1 × 1', tensor([[-3]])],
  ['1 × 5', gaussian(1, 5)],
  ['5 × 1', gaussian(5, 1)],
  ['0 × 3', gaussian(0, 3)],
];

/** The same, and good and bad ones that take several blocks. */
export const collectionWithLarge = [
  ...collection,
  ['random 300 × 300', gaussian(300, 300)],
  ['graded 300 × 300', graded(300, 300)],
  ['rank 40 of 300 × 300', ofRank(40, 300, 300)],
] as const;

/** The largest size of an element. */
export function largest(x: Tensor): number {
  return x.size === 0 ? 0 : Number(abs(x).max().item());
}

/** Throws unless `a` and `b` differ by no more than $50\, n\, \epsilon\, \lVert b \rVert$, the norm being that of the largest element. */
export function expectNear(a: Tensor, b: Tensor, size = largest(b)): void {
  expect(a.shape).toEqual(b.shape);
  const n = Math.max(1, ...a.shape);
  expect(largest(a.sub(b))).toBeLessThanOrEqual(50 * n * 2 ** -52 * size);
}

/** Throws unless the columns of `q` are orthonormal to $50\, n\, \epsilon$. */
export function expectOrthonormal(q: Tensor): void {
  const n = q.shape[q.ndim - 1];
  expectNear(matmul(mT(q), q), eye(n), 1);
}

/** Compares the gradient of a function of one matrix with finite differences, and its tangent with the gradient. */
export function expectDerivatives(f: (a: Tensor) => Tensor, a: Tensor): void {
  gradCheck(f, [a]);
  const [u, seed] = [normal(random(5), a.shape), random(6)];
  const { value, tangent } = jvp(f, [a], [u]);
  const v = normal(seed, value.shape);
  const [g] = vjp(f, [a]).pullback(v);
  expectNear(tangent.mul(v).sum(), g.mul(u).sum(), 1 + Number(abs(tangent.mul(v)).sum().item()));
}
