import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { isArrayLike } from '../estimator/read-matrix.ts';
import { asTargets } from '../estimator/targets.ts';
import type { LabelList } from './labels.ts';

/** Any number of labels per sample: one column per label, 1 where the sample has it and 0 where not. */
export interface Indicators {
  /** [nSamples, nLabels] */
  readonly data: Float64Array;
  readonly nSamples: number;
  readonly nLabels: number;
}

/** Whether a value has rows, as the labels of samples that have several do. */
export function hasRows(y: LabelList | MatrixLike): y is MatrixLike {
  if (isTensor(y)) return y.ndim === 2;
  return isArrayLike(y) ? isArrayLike(y[0]) : typeof y === 'object' && y !== null;
}

/** The border check of several labels per sample: a matrix of zeros and ones. */
export function readIndicators(where: string, name: string, y: MatrixLike, like?: Indicators): Indicators {
  const { data, nSamples, nOutputs: nLabels } = asTargets(where, y, like?.nSamples, name, like?.nLabels);
  const at = data.findIndex((value) => value !== 0 && value !== 1);
  if (at < 0) return { data, nSamples, nLabels };
  throw new DataError({
    where,
    what: `${name} is no matrix of zeros and ones`,
    expected: '1 where a sample has the label of the column, 0 where not',
    got: `${data[at]} in row ${Math.floor(at / nLabels)}, column ${at % nLabels}`,
  });
}

/** A vector of scores, as many as there are samples; of a matrix says which column is wanted. */
export function readScores(where: string, name: string, scores: VectorLike | MatrixLike, nSamples: number): Float64Array {
  if (!hasRows(scores)) return asTargets(where, scores, nSamples, name, 1).data;
  const { nOutputs, data } = asTargets(where, scores, nSamples, name);
  if (nOutputs === 1) return data;
  throw new ShapeError({
    where,
    what: `${name} has several columns`,
    expected: `${name} [${nSamples}], the score of the positive class`,
    got: `${name} [${nSamples}, ${nOutputs}], ${describeValue(scores)}`,
    fix: nOutputs === 2 ? 'give the column of the positive class, the last of predictProba' : undefined,
  });
}
