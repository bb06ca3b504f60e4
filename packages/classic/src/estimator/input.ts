import { DataError, isTensor, ShapeError } from '@hml/tensor';
import type { DesignMatrix, MatrixLike, VectorLike } from './matrix-like.ts';
import { columnText, isArrayLike, readMatrix } from './matrix-like.ts';
import { suggest } from './text.ts';

/** What a fitted model knows of its columns, and compares new data with. */
export interface FeatureInfo {
  /** How many columns `X` had in `fit`. */
  readonly nFeaturesIn: number;
  /** Their names, where `X` had some. */
  readonly featureNamesIn: readonly string[] | undefined;
}

/** What {@link asMatrix} shall check beyond "a rectangle of finite numbers". */
export interface MatrixChecks {
  /** How many rows there must be at least. @defaultValue 1 */
  readonly minSamples?: number;
  /** The columns that a model was fitted on: the count must agree, and names, where both have some, decide the order. */
  readonly features?: FeatureInfo;
}

/** Targets in the one form that algorithms see. */
export interface Targets {
  /** The values, row by row, [nSamples, nOutputs]; a fresh array. */
  readonly data: Float64Array;
  /** How many rows. */
  readonly nSamples: number;
  /** How many targets each row has. */
  readonly nOutputs: number;
  /** 1 where one value per sample was given, 2 where a row per sample was, be it of one value. */
  readonly ndim: 1 | 2;
}

/**
 * The border check of every estimator's `X`: reads any {@link MatrixLike} into float64 rows of its own, once.
 *
 * @throws ShapeError if `X` is not two-dimensional or its columns are not those of `features`.
 * @throws DataError if `X` is empty, ragged, not numbers, NaN or infinite (with row and column), or has fewer than `minSamples` rows.
 * @example
 * import { asMatrix } from '@hml/classic';
 * asMatrix('MyEstimator.fit', { age: [31, 45], income: [2.5, 4] }).data // Float64Array [31, 2.5, 45, 4]
 */
export function asMatrix(where: string, X: MatrixLike, { minSamples = 1, features }: MatrixChecks = {}): DesignMatrix {
  const read = readMatrix(where, 'X', X);
  const { nSamples, nFeatures } = read;
  if (nSamples < Math.max(1, minSamples) || nFeatures === 0) {
    const expected = `at least ${minSamples} ${minSamples === 1 ? 'row' : 'rows'} and one column`;
    throw new DataError({ where, what: 'X is too small', expected, got: `X [${nSamples}, ${nFeatures}]` });
  }
  checkFinite(where, 'X', read);
  return features === undefined ? read : alignColumns(where, read, features);
}

/**
 * The border check of targets: `[nSamples]` or `[nSamples, nOutputs]`, finite, one row per row of `X`. Metrics pass the argument's `name`,
 * and no `nSamples` where any length will do.
 *
 * @throws ShapeError if the number of rows is not `nSamples`.
 * @throws DataError if there are none, or values are missing, not numbers, NaN or infinite.
 */
export function asTargets(where: string, y: VectorLike | MatrixLike, nSamples?: number, name: string = 'y'): Targets {
  const vector = flatNumbers(y);
  const read = readMatrix(where, name, vector === undefined ? y : { data: vector, shape: [vector.length, 1] });
  const shape = vector === undefined ? `${name} [${read.nSamples}, ${read.nFeatures}]` : `${name} [${read.nSamples}]`;
  if (nSamples !== undefined && read.nSamples !== nSamples) {
    throw new ShapeError({
      where,
      what: `${name} has another length`,
      expected: `${name} [${nSamples}] or [${nSamples}, nOutputs], one row per sample`,
      got: shape,
      fix: read.nSamples === 1 && read.nFeatures === nSamples ? `${name} is a row: give its numbers as a plain array` : undefined,
    });
  }
  if (read.data.length === 0)
    throw new DataError({ where, what: `${name} is empty`, expected: 'at least one target per sample', got: shape });
  checkFinite(where, name, read);
  return { data: read.data, nSamples: read.nSamples, nOutputs: read.nFeatures, ndim: vector === undefined ? 2 : 1 };
}

/**
 * The border check of a single target: `[nSamples]`, or a column `[nSamples, 1]`, which is read as the same numbers.
 *
 * @throws ShapeError if there are several targets per row, or not `nSamples` of them.
 * @throws DataError if values are missing, not numbers, NaN or infinite.
 */
export function asVector(where: string, y: VectorLike | MatrixLike, nSamples: number, name: string = 'y'): Float64Array {
  const { data, nOutputs } = asTargets(where, y, nSamples, name);
  if (nOutputs === 1) return data;
  const fix = name === 'y' ? 'fit one model per column' : undefined;
  throw new ShapeError({
    where,
    what: `${name} has several columns`,
    expected: `${name} [${nSamples}] or [${nSamples}, 1]`,
    got: `${name} [${nSamples}, ${nOutputs}]`,
    fix,
  });
}

/**
 * The border check of sample weights: finite, none negative, one per row of `X`, not all zero; `undefined` stays undefined.
 *
 * @throws ShapeError if there are not `nSamples` of them.
 * @throws DataError if one is negative or not finite, or all are zero.
 */
export function asWeights(where: string, sampleWeight: VectorLike | undefined, nSamples: number): Float64Array | undefined {
  if (sampleWeight === undefined) return undefined;
  const name = 'sampleWeight';
  const weights = asVector(where, sampleWeight, nSamples, name);
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative < 0 && weights.some((weight) => weight > 0)) return weights;
  throw new DataError({
    where,
    what: negative < 0 ? 'all weights are zero' : `${name} holds a negative value`,
    expected: 'weights of 0 or more, one of them above 0',
    got: negative < 0 ? `${nSamples} zeros` : `${weights[negative]} at index ${negative}`,
  });
}

/** The numbers of a one-dimensional input, or undefined where it has another rank. */
function flatNumbers(y: unknown): ArrayLike<unknown> | undefined {
  if (isTensor(y)) return y.ndim === 1 ? y.toTypedArray() : undefined;
  return isArrayLike(y) && !isArrayLike(y[0]) && !(typeof y[0] === 'object' && y[0] !== null) ? y : undefined;
}

function checkFinite(where: string, name: string, { data, nFeatures, names }: DesignMatrix): void {
  for (let k = 0; k < data.length; k++) {
    if (Number.isFinite(data[k])) continue;
    const row = Math.floor(k / nFeatures);
    throw new DataError({
      where,
      what: `${name} holds a value that is not finite`,
      expected: 'finite numbers',
      got: `${data[k]} in row ${row}, ${columnText(k % nFeatures, names)}`,
      fix: 'fill in missing values or leave the row out',
    });
  }
}

/** Puts named columns in the order of `fit`, so that a record with other key order, or rows with other columns, cannot be misread. */
function alignColumns(where: string, X: DesignMatrix, { nFeaturesIn, featureNamesIn }: FeatureInfo): DesignMatrix {
  const { data, nSamples, nFeatures, names } = X;
  if (names !== undefined && featureNamesIn !== undefined) {
    const stranger = names.find((name) => !featureNamesIn.includes(name));
    const order = featureNamesIn.map((name) => names.indexOf(name));
    const missing = featureNamesIn[order.indexOf(-1)];
    if (stranger !== undefined || missing !== undefined) {
      const meant = stranger === undefined ? undefined : suggest(stranger, featureNamesIn);
      throw new ShapeError({
        where,
        what: missing === undefined ? `column '${stranger}' was not there in fit` : `column '${missing}' is missing`,
        expected: `the columns ${featureNamesIn.join(', ')}`,
        got: `the columns ${names.join(', ')}`,
        fix: meant === undefined ? undefined : `'${stranger}' may mean '${meant}'`,
      });
    }
    if (order.every((from, to) => from === to)) return X;
    const aligned = new Float64Array(data.length);
    for (let i = 0; i < nSamples; i++) for (let j = 0; j < nFeatures; j++) aligned[i * nFeatures + j] = data[i * nFeatures + order[j]];
    return { data: aligned, nSamples, nFeatures, names: featureNamesIn };
  }
  if (nFeatures === nFeaturesIn) return X;
  throw new ShapeError({
    where,
    what: 'X has another number of columns than in fit',
    expected: `X [nSamples, ${nFeaturesIn}]`,
    got: `X [${nSamples}, ${nFeatures}]`,
  });
}
