import type { SparseDesign } from '../../estimator/sparse.ts';
import { penaltyShares } from '../penalty.ts';
import type { Steps } from './eager-steps.ts';
import { afterPaying } from './eager-steps.ts';
import type { SgdSettings } from './options.ts';
import type { SgdWeights } from './weights.ts';

/** A common factor is multiplied into the weights before it is so small that what is divided by it loses range. */
export const leastScale = 2 ** -32;

/**
 * The steps on sparse rows: each touches the weights of the row's entries only. What happens to all weights alike is written down, and a weight
 * catches up with it when it is next asked for.
 *
 * $$ w_j = c_t\, v_j, \qquad c_t = \prod_{s \le t} (1 - \eta_s \alpha (1 - \rho)), \qquad |v_j| \leftarrow \max\Bigl(0, |v_j| - \sum_{a < s \le t} \frac{\alpha \rho\, \eta_s}{c_s}\Bigr) $$
 *
 * for a weight last touched in step a: in units of $c$ the penalty on squares does nothing, and the one on absolute values takes from every weight
 * the same. Averages are sums of $c_s v_j$, and have prefix sums too. The numbers are those of {@link EagerSteps}, but for rounding.
 *
 * @see L. Bottou, "Stochastic gradient descent tricks", Neural Networks: Tricks of the Trade (2012), section 5.1.
 */
export class LazySteps implements Steps {
  readonly #X: SparseDesign;
  readonly #state: SgdWeights;
  readonly #settings: SgdSettings;
  readonly #l1: number;
  readonly #l2Share: number;
  readonly #averageFrom: number;
  /** The steps since all weights were settled, none where a weight has nothing to catch up with but the common factor. */
  #at = 0;
  readonly #window: number;
  /** $c$ after each of these steps. */
  readonly #scale: Float64Array;
  /** What every weight owes after each of them, since the fit began. */
  readonly #owed: Float64Array;
  /** The same since the first of them, in units of $c$. */
  readonly #drop: Float64Array;
  /** $\sum c_s$ over the steps that are averaged, and $\sum c_s$ times `#drop`. */
  readonly #sum: Float64Array;
  readonly #dropSum: Float64Array;
  /** Up to which of them each weight is settled. */
  readonly #settled: Int32Array;
  readonly #paid: Float64Array;
  /** The sums of the weights over the steps that are averaged. */
  readonly #total: Float64Array;

  constructor(X: SparseDesign, state: SgdWeights, settings: SgdSettings) {
    const d = X.nFeatures;
    const shares = penaltyShares(settings.penalty, settings.l1Ratio);
    const l1 = shares.l1 * settings.alpha;
    this.#X = X;
    this.#state = state;
    this.#settings = settings;
    this.#l1 = l1;
    this.#l2Share = shares.l2;
    this.#averageFrom = settings.average === false ? Infinity : Number(settings.average);
    this.#window = l1 > 0 || settings.average !== false ? Math.max(1024, d) : 0; // settling all is then as cheap as the steps
    const length = this.#window + 1;
    this.#scale = new Float64Array(length).fill(1);
    this.#owed = new Float64Array(length);
    this.#drop = new Float64Array(length);
    this.#sum = new Float64Array(length);
    this.#dropSum = new Float64Array(length);
    this.#settled = new Int32Array(this.#window > 0 ? d : 0);
    this.#paid = new Float64Array(l1 > 0 ? d : 0);
    this.#total = settings.average === false ? new Float64Array(0) : state.average.map((value) => value * state.averaged);
  }

  score(i: number): number {
    const { data, indices, indptr, nFeatures: d } = this.#X;
    const v = this.#state.last;
    const [from, to] = [indptr[i], indptr[i + 1]];
    if (this.#window > 0) for (let p = from; p < to; p++) this.#catchUp(indices[p]);
    let z = 0;
    for (let p = from; p < to; p++) z += v[indices[p]] * data[p];
    return v[d] + this.#scale[this.#at] * z;
  }

  step(i: number, eta: number, update: number): void {
    const { data, indices, indptr, nFeatures: d } = this.#X;
    const { last: v, average: mean, t } = this.#state;
    const { fitIntercept, alpha } = this.#settings;
    const counts = t >= this.#averageFrom;
    const scale = this.#writeDown(Math.max(0, 1 - this.#l2Share * eta * alpha), this.#l1 * eta, counts);
    const [from, to] = [indptr[i], indptr[i + 1]];
    if (this.#window === 0) for (let p = from; p < to; p++) v[indices[p]] += (update / scale) * data[p];
    else for (let p = from; p < to; p++) this.#touch(indices[p], scale, update * data[p], counts);
    if (fitIntercept) v[d] += update;
    if (counts) mean[d] += (v[d] - mean[d]) / ++this.#state.averaged;
    this.#state.t++;
  }

  /** The step on a weight that has caught up with the one before. */
  #touch(j: number, scale: number, update: number, counts: boolean): void {
    const v = this.#state.last;
    const before = scale * v[j] + update;
    let w = before;
    if (this.#l1 > 0) {
      w = afterPaying(before, this.#owed[this.#at], this.#paid[j]);
      this.#paid[j] += w - before;
    }
    v[j] = w / scale;
    if (counts) this.#total[j] += w;
    this.#settled[j] = this.#at;
  }

  /** Notes what this step does to all weights; the weights of the row have caught up with the step before. Returns their common factor. */
  #writeDown(shrink: number, penalty: number, counts: boolean): number {
    const isFull = this.#window > 0 && this.#at === this.#window;
    if (isFull || this.#scale[this.#at] * shrink < leastScale) this.settle();
    let factor = shrink;
    if (shrink < leastScale) {
      const v = this.#state.last;
      for (let j = 0; j < this.#X.nFeatures; j++) v[j] *= shrink;
      factor = 1;
    }
    const before = this.#at;
    const at = this.#window === 0 ? 0 : before + 1;
    const scale = this.#scale[before] * factor;
    this.#at = at;
    this.#scale[at] = scale;
    if (at === 0) return scale;
    this.#owed[at] = this.#owed[before] + penalty;
    this.#drop[at] = this.#drop[before] + penalty / scale;
    this.#sum[at] = this.#sum[before] + (counts ? scale : 0);
    this.#dropSum[at] = this.#dropSum[before] + (counts ? scale * this.#drop[at] : 0);
    return scale;
  }

  /** What the steps since it was last asked for did to a weight, of which none had it in its row. */
  #catchUp(j: number): void {
    const from = this.#settled[j];
    const v = this.#state.last[j];
    this.#settled[j] = this.#at;
    if (v === 0 || from === this.#at) return;
    const [sign, size] = [Math.sign(v), Math.abs(v)];
    const end = this.#firstZero(from, size); // behind the last step that left it above 0
    const last = end - 1;
    const drop = this.#drop[last] - this.#drop[from];
    if (this.#total.length > 0) {
      const sums = (size + this.#drop[from]) * (this.#sum[last] - this.#sum[from]) - (this.#dropSum[last] - this.#dropSum[from]);
      this.#total[j] += sign * sums;
    }
    const isLeft = end > this.#at;
    if (this.#l1 > 0) this.#paid[j] = -sign * (this.#owed[last] + (isLeft ? 0 : this.#scale[end] * (size - drop)));
    this.#state.last[j] = isLeft ? sign * (size - drop) : 0;
  }

  /** The first step after `from` in which a weight of this size has paid all it had; the next one if it has something left. */
  #firstZero(from: number, size: number): number {
    const end = this.#at + 1;
    const all = this.#drop[from] + size;
    if (!(this.#drop[end - 1] >= all)) return end;
    let [low, high] = [from, end - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#drop[middle] >= all) high = middle;
      else low = middle;
    }
    return high;
  }

  settle(): void {
    const { last: v, average, averaged } = this.#state;
    const d = this.#X.nFeatures;
    const scale = this.#scale[this.#at];
    if (this.#window > 0) for (let j = 0; j < d; j++) this.#catchUp(j);
    for (let j = 0; j < d; j++) v[j] *= scale;
    if (this.#total.length > 0 && averaged > 0) for (let j = 0; j < d; j++) average[j] = this.#total[j] / averaged;
    this.#owed[0] = this.#owed[this.#at];
    this.#scale[0] = 1;
    this.#settled.fill(0);
    this.#at = 0;
  }
}
