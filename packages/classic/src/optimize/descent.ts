import { ShapeError } from '@hml/tensor';
import type { Workspace } from '../estimator/fit.ts';
import type { Ticks } from '../estimator/rows.ts';
import type { QuadraticForm } from './quadratic-form.ts';
import { residualOf } from './quadratic-form.ts';
import { addScaled } from './vectors.ts';

/** The numbers after a sweep, live: what the option `stop` of `coordinateDescent` decides by. */
export interface CoordinateDescentSweep {
  /** $w$ */
  readonly w: Float64Array;
  /** $q - Q w$ */
  readonly residual: Float64Array;
  /** The largest change of a component in this sweep. */
  readonly largestChange: number;
  /** By how much the component that is farthest off misses its condition of optimality. */
  readonly violation: number;
}

/** What one sees after each sweep, and once before the first. */
export interface CoordinateDescentState {
  /** Sweeps done so far. */
  readonly nIter: number;
  /** $w$ */
  readonly x: Float64Array;
  /** The value of the function, penalties included. */
  readonly value: number;
  /** By how much the component that is farthest off misses its condition of optimality. */
  readonly violation: number;
}

/** What coordinate descent comes to. */
export interface CoordinateDescentResult extends CoordinateDescentState {
  /** Whether the last sweep met the condition of `tol` or `stop`. */
  readonly converged: boolean;
  /** Why it ended. */
  readonly reason: 'tol' | 'maxIter';
}

/** The options of `coordinateDescent` that the numbers depend on. */
interface DescentSettings {
  readonly l1: number | Float64Array;
  readonly l2: number | Float64Array;
  readonly positive: boolean;
  readonly maxIter: number;
  readonly start: Float64Array | undefined;
}

/** Where coordinate descent stands: its live numbers. */
export class Descent implements Workspace<CoordinateDescentState>, CoordinateDescentSweep {
  readonly maxIter: number;
  readonly w: Float64Array;
  readonly residual: Float64Array;
  nIter = 0;
  largestChange = 0;
  violation = 0;
  readonly #Q: QuadraticForm;
  readonly #q: Float64Array;
  readonly #l1: Float64Array;
  readonly #l2: Float64Array;
  readonly #positive: boolean;

  constructor(where: string, Q: QuadraticForm, q: Float64Array, { l1, l2, positive, maxIter, start }: DescentSettings) {
    const d = q.length;
    const perComponent = (name: string, value: number | Float64Array): Float64Array => {
      const values = typeof value === 'number' ? new Float64Array(d).fill(value) : value;
      if (values.length === d) return values;
      throw new ShapeError({ where, what: `${name} has another length`, expected: `${d} numbers, as in q`, got: `${values.length}` });
    };
    this.#Q = Q;
    this.#q = q;
    this.#l1 = perComponent('l1', l1);
    this.#l2 = perComponent('l2', l2);
    this.#positive = positive;
    this.maxIter = maxIter;
    this.w = perComponent('start', start ?? 0).slice();
    if (positive) for (let j = 0; j < d; j++) this.w[j] = Math.max(0, this.w[j]);
    this.residual = new Float64Array(d);
  }

  /** Computes $q - Q w$ afresh. */
  *refresh(): Ticks<void> {
    yield* residualOf(this.#Q, this.#q, this.w, this.residual);
    this.measure();
  }

  /** Minimises over one component; whether it moved. */
  update(j: number): boolean {
    const { w, residual } = this;
    const curvature = this.#Q.diagonal[j] + this.#l2[j];
    if (!(curvature > 0)) return false;
    const rho = residual[j] + this.#Q.diagonal[j] * w[j];
    const size = Math.max(0, Math.abs(rho) - this.#l1[j]);
    const next = rho > 0 ? size / curvature : this.#positive ? 0 : -size / curvature;
    const change = next - w[j];
    if (change === 0) return false;
    w[j] = next;
    addScaled(residual, -change, this.#Q.column(j));
    this.largestChange = Math.max(this.largestChange, Math.abs(change));
    return true;
  }

  /** How far the worst component is from its condition of optimality: $g_j = l_1 \operatorname{sign} w_j$, or $|g_j| \le l_1$ where $w_j = 0$. */
  measure(): void {
    let worst = 0;
    for (let j = 0; j < this.w.length; j++) {
      const w = this.w[j];
      if (!(this.#Q.diagonal[j] + this.#l2[j] > 0)) continue;
      const g = this.residual[j] - this.#l2[j] * w;
      const l1 = this.#l1[j];
      const miss = w > 0 ? Math.abs(g - l1) : w < 0 ? Math.abs(g + l1) : Math.max(0, (this.#positive ? g : Math.abs(g)) - l1);
      if (!(miss <= worst)) worst = miss;
    }
    this.violation = worst;
  }

  /** $\tfrac12 w^{\top} Q w - q^{\top} w = -\tfrac12 w^{\top} (q + r)$, and the penalties. */
  get value(): number {
    let value = 0;
    for (let j = 0; j < this.w.length; j++) {
      const w = this.w[j];
      value += this.#l1[j] * Math.abs(w) + 0.5 * w * (this.#l2[j] * w - this.#q[j] - this.residual[j]);
    }
    return value;
  }

  snapshot(): CoordinateDescentState {
    const { nIter, w, value, violation } = this;
    return Object.freeze({ nIter, x: w.slice(), value, violation });
  }

  result(reason: 'tol' | 'maxIter'): CoordinateDescentResult {
    return Object.freeze({ ...this.snapshot(), converged: reason === 'tol', reason });
  }
}
