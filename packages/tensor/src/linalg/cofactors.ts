import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import type { Tensor } from '../tensor.ts';
import { det } from './det.ts';
import { eachMatrix, squareSize } from './matrices.ts';

/**
 * The cofactors of each matrix, $\operatorname{cof} A = \partial \det A / \partial A$, which is $\det(A)\, A^{-\top}$ where there is
 * an inverse, but is smooth where there is none. Their own derivative is computed by the inverse and asks for one.
 */
export function cofactors(a: Tensor): Tensor {
  return apply(cofactorsOp, [a]);
}

/**
 * $P A Q = L U$ with the largest pivot of all that is left, so that $\operatorname{cof} A = \pm P^\top L^{-\top} \operatorname{cof}(U)\, Q^\top$,
 * and all of U but its last row is regular, or all cofactors are 0. With that row $(0, d)$, and $U_1 \mid u$ the rows above,
 *
 * $$ \operatorname{cof}(U)^\top = \det U_1 \begin{pmatrix} d\, U_1^{-1} & -U_1^{-1} u \\ 0 & 1 \end{pmatrix} $$
 */
function computeCofactors(n: number, a: Float64Array, y: Float64Array): void {
  const rows = Array.from({ length: n }, (_, i) => i);
  const columns = [...rows];
  let scale = 1;
  for (let k = 0; k < n - 1; k++) {
    const [i, j] = largestFrom(n, a, k);
    if (i !== k) scale = -scale;
    if (j !== k) scale = -scale;
    swap(n, a, rows, columns, k, i, j);
    const pivot = a[k * n + k];
    if (pivot === 0) return;
    scale *= pivot;
    for (let r = k + 1; r < n; r++) {
      a[r * n + k] /= pivot;
      for (let c = k + 1; c < n; c++) a[r * n + c] -= a[r * n + k] * a[k * n + c];
    }
  }
  for (let j = 0; j < n; j++) {
    const x = adjugateColumn(n, a, j);
    for (let i = 0; i < n; i++) y[rows[j] * n + columns[i]] = scale * x[i];
  }
}

/** Column j of $\operatorname{cof}(U)^\top L^{-1} / \det U_1$. */
function adjugateColumn(n: number, a: Float64Array, j: number): Float64Array {
  const x = new Float64Array(n);
  x[j] = 1;
  for (let i = j + 1; i < n; i++) for (let k = j; k < i; k++) x[i] -= a[i * n + k] * x[k];
  const last = x[n - 1];
  const d = a[n * n - 1];
  for (let i = n - 2; i >= 0; i--) {
    x[i] = d * x[i] - a[i * n + n - 1] * last;
    for (let k = i + 1; k < n - 1; k++) x[i] -= a[i * n + k] * x[k];
    x[i] /= a[i * n + i];
  }
  return x;
}

/** Where the largest element of the rows and columns from k on stands. */
function largestFrom(n: number, a: Float64Array, k: number): readonly [row: number, column: number] {
  let place = k * n + k;
  for (let i = k; i < n; i++) for (let j = k; j < n; j++) if (Math.abs(a[i * n + j]) > Math.abs(a[place])) place = i * n + j;
  return [Math.floor(place / n), place % n];
}

function swap(n: number, a: Float64Array, rows: number[], columns: number[], k: number, i: number, j: number): void {
  for (let c = 0; c < n; c++) [a[k * n + c], a[i * n + c]] = [a[i * n + c], a[k * n + c]];
  for (let r = 0; r < n; r++) [a[r * n + k], a[r * n + j]] = [a[r * n + j], a[r * n + k]];
  [rows[k], rows[i]] = [rows[i], rows[k]];
  [columns[k], columns[j]] = [columns[j], columns[k]];
}

/** $(\langle D, Y \rangle\, Y - Y D^\top Y) / \det A$: symmetric in what comes in and goes out, so it serves both directions. */
function derivative(a: Tensor, y: Tensor, d: Tensor): Tensor {
  const inner = d.mul(y).sum([-2, -1], { keepDims: true });
  return inner
    .mul(y)
    .sub(matmul(y, matmul(mT(d), y)))
    .div(expandDims(det(a), [-2, -1]));
}

const cofactorsOp = primitive({
  name: 'det',
  inputs: ['a'],
  infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
  run: ([a], _, out) => {
    const n = squareSize('det', a);
    return eachMatrix([a], out, (y, matrix) => computeCofactors(n, matrix, y));
  },
  vjp: { a: ({ a, y, dy }) => derivative(a, y, dy) },
  jvp: { a: ({ a, y, dx }) => derivative(a, y, dx) },
});
