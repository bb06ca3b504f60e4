import type { Triangle } from '../least-squares/triangle.ts';

/**
 * The columns of a problem of least squares, turned by reflections so that the free ones are a triangle: what stands below it of the others and of
 * the target is what the free columns cannot explain.
 *
 * Numerics: orthogonal throughout. In products of whole columns, that small rest would drown in what is explained.
 */
export class FreeColumns {
  /** The free columns, in the order in which they came. */
  readonly free: number[] = [];
  readonly #columns: readonly Float64Array[];
  readonly #lengths: readonly number[];
  readonly #m: number;
  /** The columns, then the target, turned. */
  #turned: Float64Array[];

  constructor({ R, right, m }: Triangle, o: number, d: number) {
    const k = right.length / m;
    const columnOf = (data: Float64Array, width: number, j: number): Float64Array =>
      Float64Array.from({ length: m }, (_, i) => data[i * width + j]);
    this.#columns = [...Array.from({ length: d }, (_, j) => columnOf(R, d, j)), columnOf(right, k, o)];
    this.#lengths = this.#columns.map((column) => Math.sqrt(dotFrom(column, column, 0)));
    this.#m = m;
    this.#turned = this.#columns.map((column) => column.slice());
  }

  /**
   * The column along which the squares fall fastest in units of the data; −1 where they fall along none, but for rounding errors, which are those
   * of whole columns and targets.
   */
  mostPromising(unit: Float64Array): number {
    const d = unit.length;
    const from = this.free.length;
    const target = this.#turned[d];
    const least = 64 * Number.EPSILON * Math.sqrt(this.#m);
    const left = Math.sqrt(dotFrom(target, target, from));
    const isFree = new Set(this.free);
    let [best, most] = [-1, 0];
    for (let j = 0; j < d; j++) {
      if (isFree.has(j)) continue;
      const column = this.#turned[j];
      const slope = dotFrom(column, target, from);
      if (slope / unit[j] <= most) continue;
      const own = Math.sqrt(dotFrom(column, column, from));
      if (slope > least * (own * this.#lengths[d] + this.#lengths[j] * left)) [best, most] = [j, slope / unit[j]];
    }
    return best;
  }

  /** Frees column j: one more reflection, which leaves of it nothing below the triangle. */
  add(j: number): void {
    const from = this.free.length;
    const column = this.#turned[j];
    const length = Math.sqrt(dotFrom(column, column, from));
    this.free.push(j);
    const pivot = column[from] > 0 ? -length : length;
    const normal = column.slice();
    normal[from] -= pivot;
    const squares = dotFrom(normal, normal, from);
    column.fill(0, from);
    column[from] = pivot;
    if (squares === 0) return;
    const isFree = new Set(this.free);
    this.#turned.forEach((other, i) => {
      if (isFree.has(i)) return;
      const share = (2 * dotFrom(normal, other, from)) / squares;
      for (let p = from; p < other.length; p++) other[p] -= share * normal[p];
    });
  }

  /** Frees these columns and no others. */
  reset(free: readonly number[]): void {
    this.free.length = 0;
    this.#turned = this.#columns.map((column) => column.slice());
    for (const j of free) this.add(j);
  }

  /** The solution of least squares of the free columns [d], 0 for the others. */
  solve(): Float64Array {
    const d = this.#columns.length - 1;
    const z = new Float64Array(d);
    for (let i = this.free.length - 1; i >= 0; i--) {
      let value = this.#turned[d][i];
      for (let q = i + 1; q < this.free.length; q++) value -= this.#turned[this.free[q]][i] * z[this.free[q]];
      z[this.free[i]] = value / this.#turned[this.free[i]][i];
    }
    return z;
  }
}

/** The product of what two columns have from row `from` on. */
function dotFrom(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
