import type { Matrix } from '@hml/tensor';
import { log, OptionError, wrap } from '@hml/tensor';
import { ClassifierModel } from '../../estimator/classifier.ts';
import type { JsonNumber } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readChoice, readInteger, readIntegers, readNumbers } from '../../estimator/json-fields.ts';
import type { Label } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { LinearClassifierJson, LinearClassifierParts } from '../linear-classifier.ts';
import {
  decisionColumns,
  decisions,
  linearClassifierFields,
  pairedWithZero,
  readLinearClassifierParts,
  weightMatrix,
  weightsToJson,
} from '../linear-classifier.ts';
import type { ClassifierLoss } from './losses.ts';
import { classifierLosses, logistic } from './losses.ts';
import type { SgdWeights } from './weights.ts';
import { copyOf } from './weights.ts';

const version = 2;

/** A saved {@link SGDClassifierModel}. */
export interface SGDClassifierJson extends LinearClassifierJson {
  readonly kind: 'SGDClassifierModel';
  /** The loss. */
  readonly loss: ClassifierLoss;
  /** Passes over the samples. */
  readonly nIter: number;
  /** Whether each fit met `tol` before `maxIter`. */
  readonly converged: boolean;
  /** The number of the next step of each row: of classes that were learned in fewer passes it is smaller. */
  readonly t: readonly number[];
  /** The weights after the last step, each row with its intercept behind it. */
  readonly last: readonly JsonNumber[];
  /** The averages of the steps that count for them. */
  readonly average: readonly JsonNumber[];
  /** How many steps those are, row by row. */
  readonly averaged: readonly number[];
}

/** What an {@link SGDClassifierModel} is made of. */
export interface SGDClassifierParts<L> extends LinearClassifierParts<L> {
  /** The loss. */
  readonly loss: ClassifierLoss;
  /** Passes over the samples, the most of any class. */
  readonly nIter: number;
  /** Whether each fit met `tol` before `maxIter`. */
  readonly converged: boolean;
  /** What the next batch goes on from, row by row. */
  readonly weights: readonly SgdWeights[];
}

/**
 * A linear classifier by stochastic gradient descent, fitted: each class against the rest.
 *
 * @example
 * import { SGDClassifier, SGDClassifierModel } from '@hml/classic/linear';
 * const model = new SGDClassifier().fit([[-2], [-1], [1], [2]], ['no', 'no', 'yes', 'yes']);
 * SGDClassifierModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[3]]) // ['yes']
 */
export class SGDClassifierModel<L extends Label> extends ClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'SGDClassifierModel' = 'SGDClassifierModel';
  /** The weights [1, nFeatures] for two classes, of which the second counts as positive; else [nClasses, nFeatures]. */
  readonly coef: Matrix;
  /** The intercept of each row of `coef`. A copy. */
  readonly intercept: Float64Array;
  /** Passes over the samples that were made, the most of any class. */
  readonly nIter: number;
  /** Whether they ended before `maxIter` for every class, because they brought nothing more. */
  readonly converged: boolean;
  /** The number of the next step: one more than the steps that were made. */
  readonly t: number;
  readonly #parts: SGDClassifierParts<L>;

  constructor(parts: SGDClassifierParts<L>) {
    super(parts);
    this.coef = weightMatrix(parts);
    this.intercept = parts.intercept.slice();
    this.nIter = parts.nIter;
    this.converged = parts.converged;
    this.t = parts.weights.reduce((most, { t }) => Math.max(most, t), 1);
    this.#parts = parts;
    Object.freeze(this);
  }

  protected override get kind(): 'SGDClassifierModel' {
    return SGDClassifierModel.kind;
  }

  /** What the next batch goes on from. @internal */
  get weights(): readonly SgdWeights[] {
    return this.#parts.weights.map(copyOf);
  }

  /**
   * $z = W x + b$: of two classes a number per row, positive for the second; of more a column per class, X [nSamples, nFeatures] →
   * [nSamples, nClasses].
   */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return decisionColumns(`${this.kind}.decisionFunction`, X, this.#parts);
  }

  /**
   * The probability of each class: X [nSamples, nFeatures] → [nSamples, nClasses]. With `'log_loss'`, $\sigma(z)$, over the sum of the classes where there are
   * more than two; with `'modified_huber'`, $\tfrac12 (1 + z)$ between −1 and 1.
   *
   * @throws OptionError for other losses, which know no probabilities.
   */
  predictProba(X: MatrixLike): Matrix {
    const { loss, intercept } = this.#parts;
    const where = `${this.kind}.predictProba`;
    if (loss !== 'log_loss' && loss !== 'modified_huber') {
      const expected = "loss 'log_loss' or 'modified_huber'";
      throw new OptionError({ where, what: 'this loss knows no probabilities', expected, got: `'${loss}'`, fix: 'decisionFunction(X)' });
    }
    const of = (z: number): number => (loss === 'log_loss' ? logistic(z) : 0.5 * (1 + Math.max(-1, Math.min(1, z))));
    const P = decisions(where, X, this.#parts).map(of);
    const K = this.classes.length;
    if (intercept.length === 1) {
      const pairs = pairedWithZero(P);
      for (let i = 0; i < P.length; i++) pairs[2 * i] = 1 - P[i];
      return wrap(pairs, [P.length, 2]);
    }
    for (let i = 0; i < P.length; i += K) {
      let sum = 0;
      for (let c = 0; c < K; c++) sum += P[i + c];
      for (let c = 0; c < K; c++) P[i + c] = sum > 0 ? P[i + c] / sum : 1 / K; // where no class wants it, all are alike
    }
    return wrap(P, [P.length / K, K]);
  }

  /** The logarithms of {@link predictProba}. @throws OptionError for losses that know no probabilities. */
  predictLogProba(X: MatrixLike): Matrix {
    return log(this.predictProba(X));
  }

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const Z = decisions(where, X, this.#parts);
    return this.#parts.intercept.length === 1 ? pairedWithZero(Z) : Z;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): SGDClassifierJson {
    const { classes, loss, nIter, converged, weights } = this.#parts;
    return {
      hml: 1,
      kind: this.kind,
      version,
      ...featuresToJson(this),
      classes,
      loss,
      ...weightsToJson(this.#parts),
      nIter,
      converged,
      t: weights.map(({ t }) => t),
      last: weights.flatMap(({ last }) => numbersToJson(last)),
      average: weights.flatMap(({ average }) => numbersToJson(average)),
      averaged: weights.map(({ averaged }) => averaged),
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): SGDClassifierModel<Label> {
    const names = [...linearClassifierFields, 'loss', 'nIter', 'converged', 't', 'last', 'average', 'averaged'];
    const saved = openModel(json, SGDClassifierModel.kind, version, names);
    const parts = readLinearClassifierParts(saved);
    const rows = parts.intercept.length;
    const size = parts.nFeaturesIn + 1;
    const [last, average] = [readNumbers(saved, 'last', rows * size), readNumbers(saved, 'average', rows * size)];
    const [t, averaged] = [readIntegers(saved, 't', 1, rows), readIntegers(saved, 'averaged', 0, rows)];
    return new SGDClassifierModel({
      ...parts,
      loss: readChoice(saved, 'loss', classifierLosses),
      nIter: readInteger(saved, 'nIter', 0),
      converged: readBoolean(saved, 'converged'),
      weights: Array.from({ length: rows }, (_, c) => ({
        last: last.slice(c * size, (c + 1) * size),
        average: average.slice(c * size, (c + 1) * size),
        averaged: averaged[c],
        t: t[c],
      })),
    });
  }
}
