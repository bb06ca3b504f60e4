import { engineFor, type Kernel } from './engine.ts';
import type { Panel } from './matmul.ts';
import { engineOf, place } from './room.ts';
import { type RowsKernel, rowsFamily } from './rows-kernels.ts';

/** Fewer elements than this are faster in the plain loops. */
const crossing = 48;

/** The kernels for a matrix and vectors that lie in one room; undefined where they do not, or the plain loops are to do it. */
function kernelsFor(m: number, n: number, ...panels: readonly Panel[]): Readonly<Record<RowsKernel, Kernel>> | undefined {
  if (m * n === 0 || engineFor(m * n, crossing) === undefined) return undefined;
  const engines = panels.map(({ data }) => engineOf(data));
  return engines.includes(undefined) ? undefined : engines[0]?.kernels(rowsFamily);
}

/** $w \leftarrow w + x^\top A$; false where the plain loop is to do it. */
export function addRowsLanes(m: number, n: number, x: Panel, a: Panel, w: Panel): boolean {
  const kernels = kernelsFor(m, n, a, x, w);
  kernels?.addRows(m, n, place(a), a.row * 8, place(x), x.row * 8, place(w));
  return kernels !== undefined;
}

/** $A \leftarrow A - x w^\top$ */
export function takeProductLanes(m: number, n: number, x: Panel, w: Panel, a: Panel): boolean {
  const kernels = kernelsFor(m, n, a, x, w);
  kernels?.takeProduct(m, n, place(a), a.row * 8, place(x), x.row * 8, place(w));
  return kernels !== undefined;
}

/** $A \leftarrow A - (x w^\top + y z^\top)$ */
export function takeTwoProductsLanes(m: number, n: number, x: Panel, w: Panel, y: Panel, z: Panel, a: Panel): boolean {
  const kernels = kernelsFor(m, n, a, x, w, y, z);
  kernels?.takeTwoProducts(m, n, place(a), a.row * 8, place(x), x.row * 8, place(w), place(y), y.row * 8, place(z));
  return kernels !== undefined;
}

/** $y \leftarrow A x$ */
export function rowDotsLanes(m: number, n: number, a: Panel, x: Panel, y: Panel): boolean {
  const kernels = kernelsFor(m, n, a, x, y);
  kernels?.rowDots(m, n, place(a), a.row * 8, place(x), place(y));
  return kernels !== undefined;
}

/** The rows of q are turned by `count` rotations. */
export function rotateRowsLanes(count: number, n: number, q: Panel, c: Panel, s: Panel): boolean {
  const kernels = kernelsFor(count, n, q, c, s);
  kernels?.rotateRows(count, n, place(q), q.row * 8, place(c), place(s));
  return kernels !== undefined;
}
