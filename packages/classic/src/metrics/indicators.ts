import { DataError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { LabelsLike } from '../estimator/labels.ts';
import { labelsIn } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { openMatrix } from '../estimator/read-matrix.ts';
import { asTargets } from '../estimator/targets.ts';

/** Any number of labels per sample: one column per label, 1 where the sample has it and 0 where not. */
export interface Indicators {
  /** [nSamples, nLabels] */
  readonly data: Float64Array;
  readonly nSamples: number;
  readonly nLabels: number;
}

/** Whether samples have several labels each: a column of one each is a list of them. */
export function hasRows(where: string, name: string, y: LabelsLike): y is MatrixLike {
  return labelsIn(y) === undefined && openMatrix(where, name, y).nFeatures !== 1;
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
