import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import { linearCombination } from '../linear-scores.ts';
import { penaltyShares } from '../penalty.ts';
import type { SgdSettings } from './options.ts';
import type { SgdWeights } from './weights.ts';

/** What a step asks of the weights, and does to them. */
export interface Steps {
  /** $w^{\top} x_i + b$ */
  readonly score: (i: number) => number;
  /** The step after sample i: `update` is $-\eta\, s_i\, \ell'$. */
  readonly step: (i: number, eta: number, update: number) => void;
  /** Makes the weights and their averages what they are after the last step. */
  readonly settle: () => void;
}

/** The steps on dense rows: each goes over all weights. */
export class EagerSteps implements Steps {
  readonly #X: DesignMatrix;
  readonly #state: SgdWeights;
  readonly #settings: SgdSettings;
  readonly #l2Share: number;
  readonly #penalty: CumulativePenalty;
  readonly #averageFrom: number;

  constructor(X: DesignMatrix, state: SgdWeights, settings: SgdSettings) {
    const { l1, l2 } = penaltyShares(settings.penalty, settings.l1Ratio);
    this.#X = X;
    this.#state = state;
    this.#settings = settings;
    this.#l2Share = l2;
    this.#penalty = new CumulativePenalty(X.nFeatures, l1 * settings.alpha);
    this.#averageFrom = settings.average === false ? Infinity : Number(settings.average);
  }

  score(i: number): number {
    const { data, nFeatures: d } = this.#X;
    const w = this.#state.last;
    return linearCombination(w[d], w, 0, data, i * d, d);
  }

  step(i: number, eta: number, update: number): void {
    const { data, nFeatures: d } = this.#X;
    const { last: w, average: mean, t } = this.#state;
    const { fitIntercept, alpha } = this.#settings;
    const shrink = Math.max(0, 1 - this.#l2Share * eta * alpha);
    for (let j = 0, p = i * d; j < d; j++, p++) w[j] = shrink * w[j] + update * data[p];
    if (fitIntercept) w[d] += update;
    this.#penalty.apply(w, eta);
    if (t >= this.#averageFrom) {
      const share = 1 / ++this.#state.averaged;
      for (let j = 0; j <= d; j++) mean[j] += share * (w[j] - mean[j]);
    }
    this.#state.t++;
  }

  settle(): void {
    // Nothing is put off: each step has brought every weight and average up to date.
  }
}

/** The penalty on absolute values as it has added up: each weight pays what it owes, and is 0 if it owes more than it has. */
class CumulativePenalty {
  readonly #l1: number;
  readonly #paid: Float64Array;
  #owed = 0;

  constructor(d: number, l1: number) {
    this.#l1 = l1;
    this.#paid = new Float64Array(d);
  }

  apply(w: Float64Array, eta: number): void {
    if (this.#l1 === 0) return;
    this.#owed += this.#l1 * eta;
    const paid = this.#paid;
    for (let j = 0; j < paid.length; j++) {
      const before = w[j];
      w[j] = afterPaying(before, this.#owed, paid[j]);
      paid[j] += w[j] - before;
    }
  }
}

/** A weight less what it owes by now and has not paid, but not beyond 0. */
export function afterPaying(w: number, owed: number, paid: number): number {
  if (w > 0) return Math.max(0, w - (owed + paid));
  return w < 0 ? Math.min(0, w + (owed - paid)) : w;
}
