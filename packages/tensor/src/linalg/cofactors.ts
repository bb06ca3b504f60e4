import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { Op } from '../op.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import type { Tensor } from '../tensor.ts';
import { panel, transposedPanel } from './blocked.ts';
import { det } from './det.ts';
import { eachMatrix, squareSize, swap, transposeInto } from './matrices.ts';
import { solveLower, solveUpper } from './triangular.ts';
import { productWithout, times, timesPower, type Wide, wideDiagonal } from './wide.ts';

/**
 * The cofactors of each matrix, $\operatorname{cof} A = \partial \det A / \partial A$, which is $\det(A)\, A^{-\top}$ where there is
 * an inverse, but is smooth where there is none. So is their derivative; the one after that is computed by the inverse and asks for one.
 */
export function cofactors(a: Tensor): Tensor {
  return apply(cofactorsOp, [a]);
}

/** How the cofactors change along D: symmetric in what comes in and goes out. */
function cofactorsAlong(a: Tensor, d: Tensor): Tensor {
  return apply(alongOp, [a, d]);
}

/** $P A Q = L \Delta W$ with unit triangles, by the largest pivot of all that is left: their elements are at most 1, whatever the rank. */
interface Factors {
  readonly n: number;
  /** L below the diagonal, Δ on it. */
  readonly a: Float64Array;
  /** W above the diagonal. */
  readonly w: Float64Array;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** $\det P \det Q$ */
  readonly sign: number;
}

function factor(n: number, a: Float64Array): Factors {
  const rows = Array.from({ length: n }, (_, i) => i);
  const columns = [...rows];
  const w = new Float64Array(n * n);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    const [i, j] = largestFrom(n, a, k);
    if ((i !== k) !== (j !== k)) sign = -sign;
    swap(n, a, k * n, i * n);
    swap(n, a, k, j, n);
    swap(k, w, k, j, n);
    [rows[k], rows[i]] = [rows[i], rows[k]];
    [columns[k], columns[j]] = [columns[j], columns[k]];
    const pivot = a[k * n + k];
    if (pivot === 0) break; // and so is all that is left
    for (let c = k + 1; c < n; c++) w[k * n + c] = a[k * n + c] / pivot;
    for (let r = k + 1; r < n; r++) {
      for (let c = k + 1; c < n; c++) a[r * n + c] -= a[r * n + k] * w[k * n + c];
      a[r * n + k] /= pivot;
    }
  }
  return { n, a, w, rows, columns, sign };
}

/** $\operatorname{cof} A = \pm P^\top L^{-\top} \operatorname{cof}(\Delta)\, W^{-\top} Q^\top$: on the diagonal of the middle the products of all other pivots. */
function computeCofactors(n: number, a: Float64Array, y: Float64Array): void {
  const factors = factor(n, a);
  const pivots = wideDiagonal(n, a);
  const others = pivots.map((_, i) => productWithout(pivots, i));
  const excess = excessOf(others);
  const middle = new Float64Array(n * n);
  for (const [i, { value, power }] of others.entries()) middle[i * n + i] = timesPower(value, power - excess);
  takeBack(factors, middle, y, excess);
}

/** The derivative along D: for the diagonal matrix Δ along $L^{-1} P D Q W^{-1}$, by products of all pivots but two. */
function computeAlong(n: number, a: Float64Array, d: Float64Array, y: Float64Array): void {
  const factors = factor(n, a);
  const { w, rows, columns } = factors;
  const x = Float64Array.from({ length: n * n }, (_, at) => d[rows[Math.floor(at / n)] * n + columns[at % n]]);
  const t = new Float64Array(n * n);
  solveLower(n, n, panel(a, n), panel(x, n), true);
  transposeInto(n, n, x, t);
  solveLower(n, n, transposedPanel(w, n), panel(t, n), true);
  const pivots = wideDiagonal(n, a);
  const along: Wide[] = []; // what the products of all pivots but i and j add to the middle at [i, i]
  const beside: Wide[] = []; // and, with the other sign, are at [i, j]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const others = productWithout(pivots, i, j);
      along.push(times(others, i === j ? 0 : t[j * n + j]));
      beside.push(times(others, i === j ? 0 : t[i * n + j])); // the element [j, i] of what T is the transpose of
    }
  }
  const excess = Math.max(excessOf(along), excessOf(beside));
  const middle = Float64Array.from(beside, ({ value, power }) => -timesPower(value, power - excess));
  for (const [at, { value, power }] of along.entries()) middle[Math.floor(at / n) * (n + 1)] += timesPower(value, power - excess);
  takeBack(factors, middle, y, excess);
}

/** By how many powers all of these have to shrink so that the largest leaves room for sums: infinities would make of zeros beside them NaN. */
function excessOf(products: readonly Wide[]): number {
  return products.reduce((excess, { power }) => Math.max(excess, power - 2), 0);
}

/** $Y = \pm 2^{256 p}\, P^\top L^{-\top} X W^{-\top} Q^\top$; X is overwritten. */
function takeBack({ n, a, w, rows, columns, sign }: Factors, x: Float64Array, y: Float64Array, power: number): void {
  const t = new Float64Array(n * n);
  solveUpper(n, n, transposedPanel(a, n), panel(x, n), true);
  transposeInto(n, n, x, t);
  solveUpper(n, n, panel(w, n), panel(t, n), true);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) y[rows[i] * n + columns[j]] = timesPower(sign * t[j * n + i], power);
}

/** Where the largest element of the rows and columns from k on stands. */
function largestFrom(n: number, a: Float64Array, k: number): readonly [row: number, column: number] {
  let place = k * n + k;
  for (let i = k; i < n; i++) for (let j = k; j < n; j++) if (Math.abs(a[i * n + j]) > Math.abs(a[place])) place = i * n + j;
  return [Math.floor(place / n), place % n];
}

function inner(a: Tensor, b: Tensor): Tensor {
  return a.mul(b).sum([-2, -1], { keepDims: true });
}

/** The derivative along E of $(\langle D, Y \rangle\, Y - Y D^\top Y) / \det A$, the change of the cofactors Y along D: symmetric in D, E and what it is asked for. */
function third(a: Tensor, d: Tensor, e: Tensor): Tensor {
  const y = cofactors(a);
  const [alongD, alongE] = [cofactorsAlong(a, d), cofactorsAlong(a, e)];
  const half = matmul(alongE, matmul(mT(d), y)).add(matmul(y, matmul(mT(d), alongE)));
  return inner(d, alongE)
    .mul(y)
    .add(inner(d, y).mul(alongE))
    .sub(half)
    .sub(inner(y, e).mul(alongD))
    .div(expandDims(det(a), [-2, -1]));
}

const cofactorsOp: Op<undefined> = primitive({
  name: 'det',
  inputs: ['a'],
  infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
  run: ([a], _, out) => {
    const n = squareSize('det', a);
    return eachMatrix([a], out, (y, matrix) => computeCofactors(n, matrix, y));
  },
  vjp: { a: ({ a, dy }) => cofactorsAlong(a, dy) },
  jvp: { a: ({ a, dx }) => cofactorsAlong(a, dx) },
});

const alongOp: Op<undefined> = primitive({
  name: 'det',
  inputs: ['a', 'd'],
  infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
  run: ([a, d], _, out) => {
    const n = squareSize('det', a);
    return eachMatrix([a, d], out, (y, matrix, _, direction) => computeAlong(n, matrix, direction, y));
  },
  vjp: { a: ({ a, d, dy }) => third(a, d, dy), d: ({ a, dy }) => cofactorsAlong(a, dy) },
  jvp: { a: ({ a, d, dx }) => third(a, d, dx), d: ({ a, dx }) => cofactorsAlong(a, dx) },
});
