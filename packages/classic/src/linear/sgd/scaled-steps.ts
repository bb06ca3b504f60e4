import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import { penaltyShares } from '../penalty.ts';
import type { Steps } from './eager-steps.ts';
import { leastScale } from './lazy-steps.ts';
import type { SgdSettings } from './options.ts';
import type { SgdWeights } from './weights.ts';

/**
 * The steps on dense rows where nothing but the penalty on squares happens to all weights: it is a common factor, $w = c\,v$, so that a sample that
 * asks for no update, as most do for the hinge, costs its score alone. The numbers are those of {@link EagerSteps}, but for rounding.
 */
export class ScaledSteps implements Steps {
  readonly #X: DesignMatrix;
  readonly #state: SgdWeights;
  readonly #fitIntercept: boolean;
  /** $\alpha (1 - \rho)$ */
  readonly #penalty: number;
  /** $c$ */
  #scale = 1;

  constructor(X: DesignMatrix, state: SgdWeights, settings: SgdSettings) {
    this.#X = X;
    this.#state = state;
    this.#fitIntercept = settings.fitIntercept;
    this.#penalty = penaltyShares(settings.penalty, settings.l1Ratio).l2 * settings.alpha;
  }

  score(i: number): number {
    const { data, nFeatures: d } = this.#X;
    const v = this.#state.last;
    return v[d] + this.#scale * product(d, v, data, i * d);
  }

  step(i: number, eta: number, update: number): void {
    const { data, nFeatures: d } = this.#X;
    const v = this.#state.last;
    const shrink = Math.max(0, 1 - eta * this.#penalty);
    this.#scale *= shrink;
    if (this.#scale < leastScale) this.settle();
    if (update !== 0) {
      const factor = update / this.#scale;
      for (let j = 0, p = i * d; j < d; j++, p++) v[j] += factor * data[p];
      if (this.#fitIntercept) v[d] += update;
    }
    this.#state.t++;
  }

  settle(): void {
    const v = this.#state.last;
    const c = this.#scale;
    for (let j = 0; j < this.#X.nFeatures; j++) v[j] *= c;
    this.#scale = 1;
  }
}

/** The product of the weights and a row. Four sums side by side, which need not wait for each other. */
function product(d: number, v: Float64Array, x: Float64Array, at: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let e = 0;
  let j = 0;
  for (; j + 3 < d; j += 4) {
    a += v[j] * x[at + j];
    b += v[j + 1] * x[at + j + 1];
    c += v[j + 2] * x[at + j + 2];
    e += v[j + 3] * x[at + j + 3];
  }
  for (; j < d; j++) a += v[j] * x[at + j];
  return a + b + (c + e);
}
