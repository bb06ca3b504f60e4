import { wrap } from '../creation.ts';
import { eigh } from '../linalg/eigh.ts';
import { scaleBy } from '../linalg/matrices.ts';
import { matmul } from '../ops/matmul.ts';
import { take } from '../ops/take.ts';
import { mT } from '../ops/transpose.ts';
import { normal } from '../random/normal.ts';
import type { Random } from '../random/random.ts';
import { addMultiple, dotOf, euclidean } from '../vectors.ts';
import { doublesOf, type Products, vectorTimes } from './operator.ts';
import { checkFiniteProduct } from './options.ts';

/** The eigenvalues of $T = V^\top A V$, ascending, and how far each is from one of A. */
export interface Ritz {
  readonly values: Float64Array;
  /** Estimates of $\lVert A v - \theta v \rVert$. */
  readonly residuals: Float64Array;
  /** The largest size of a value. */
  readonly scale: number;
}

/** Orthonormal vectors that grow by products with A, and A as they see it. The one mutable thing of `lanczos`. */
export class KrylovBasis {
  /** How many products with A were made. */
  products = 0;
  readonly #where: string;
  readonly #n: number;
  readonly #size: number;
  readonly #matrix: Products;
  readonly #rng: Random;
  /** The vectors, one behind the other, and one more: what is left over of the last product. */
  readonly #v: Float64Array<ArrayBuffer>;
  readonly #t: Float64Array<ArrayBuffer>;
  #kept = 0;
  #s: Float64Array = new Float64Array(0);

  /** Begins with a random vector. */
  constructor(where: string, size: number, matrix: Products, rng: Random) {
    const [n] = matrix.shape;
    this.#where = where;
    this.#n = n;
    this.#size = size;
    this.#matrix = matrix;
    this.#rng = rng;
    this.#v = new Float64Array((size + 1) * n);
    this.#t = new Float64Array(size * size);
    this.#drawVector(0);
  }

  /** Whether there are as many vectors as A has rows: then all is known. */
  get complete(): boolean {
    return this.#size === this.#n;
  }

  /** Adds vectors until the basis is full, and decomposes T. */
  fill(): Ritz {
    const m = this.#size;
    let left = 0;
    for (let j = this.#kept; j < m; j++) left = this.#extend(j);
    const { values, vectors } = eigh(wrap(this.#t.slice(), [m, m]));
    const theta = doublesOf(values);
    this.#s = doublesOf(vectors);
    const residuals = theta.map((_, i) => Math.abs(left * this.#s[(m - 1) * m + i]));
    return { values: theta, residuals, scale: Math.max(Math.abs(theta[0]), Math.abs(theta[m - 1])) };
  }

  /** The vectors of A that belong to these values, one behind the other. */
  vectorsOf(indices: readonly number[]): Float64Array {
    const m = this.#size;
    const chosen = take(wrap(Float64Array.from(this.#s), [m, m]), indices, 1);
    return doublesOf(matmul(mT(chosen), wrap(this.#v.slice(0, m * this.#n), [m, this.#n])));
  }

  /** Keeps only the vectors of these values; the next is what was left over, or a random one if that is to be `fresh`. */
  restart({ values }: Ritz, indices: readonly number[], fresh: boolean): void {
    const [n, m] = [this.#n, this.#size];
    this.#v.set(this.vectorsOf(indices));
    for (let j = 0; j < indices.length; j++) scaleBy(1 / euclidean(this.#vector(j)), this.#vector(j)); // rounding adds up over restarts
    this.#v.copyWithin(indices.length * n, m * n, (m + 1) * n);
    this.#t.fill(0);
    for (const [j, i] of indices.entries()) this.#t[j * m + j] = values[i];
    this.#kept = indices.length;
    if (fresh) this.#drawVector(this.#kept);
  }

  /** Multiplies vector j by A, notes what of that lies along the vectors there are, and makes the rest the next one. Returns its length. */
  #extend(j: number): number {
    const m = this.#size;
    const w = vectorTimes(this.#matrix.times, this.#vector(j)).slice();
    this.products++;
    const length = euclidean(w);
    checkFiniteProduct(this.#where, length);
    const along = this.#orthogonalize(w, j + 1);
    for (let i = 0; i <= j; i++) this.#t[i * m + j] = this.#t[j * m + i] = along[i];
    const rest = euclidean(w);
    if (j + 1 === this.#n) return 0;
    if (rest <= 2 ** -50 * length) {
      this.#drawVector(j + 1); // A maps the space of these vectors into itself: go on outside of it
      return 0;
    }
    for (let i = 0; i < w.length; i++) w[i] /= rest;
    this.#vector(j + 1).set(w);
    return rest;
  }

  /** Takes from `w` what lies along the first vectors, until that changes it little. Returns how much it was. */
  #orthogonalize(w: Float64Array, count: number): Float64Array {
    const along = new Float64Array(count);
    for (let pass = 0, before = Infinity; pass < 4; pass++) {
      for (let i = 0; i < count; i++) {
        const v = this.#vector(i);
        const h = dotOf(v, w);
        addMultiple(-h, v, w);
        along[i] += h;
      }
      const after = euclidean(w);
      if (after > before / 2) break;
      before = after;
    }
    return along;
  }

  /** Makes vector j a random one that is orthogonal to those before it. */
  #drawVector(j: number): void {
    const w = Float64Array.from(doublesOf(normal(this.#rng, [this.#n])));
    this.#orthogonalize(w, j);
    const length = euclidean(w);
    this.#vector(j).set(w.map((value) => value / length));
  }

  #vector(j: number): Float64Array {
    return this.#v.subarray(j * this.#n, (j + 1) * this.#n);
  }
}
