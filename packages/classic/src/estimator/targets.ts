import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { elementsOf } from '@hml/tensor/extend';
import type { MatrixChecks } from './input.ts';
import { designInPieces, matrixInPieces } from './input.ts';
import type { Label, LabelChecks, Labels, LabelsLike } from './labels.ts';
import { labelsInPieces } from './labels.ts';
import type { DesignMatrix, MatrixLike, TargetsLike, VectorLike } from './matrix-like.ts';
import { isArrayLike, openFlat, openMatrix, readMatrix } from './read-matrix.ts';
import type { Ticks } from './rows.ts';
import { drain } from './rows.ts';
import type { SparseDesign } from './sparse.ts';

/** Sums of weights with which neither they nor weighted squares of ordinary numbers overflow or vanish. */
const [leastWeight, mostWeight] = [1e-100, 1e100];

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
 * The border check of targets: `[nSamples]` or `[nSamples, nOutputs]`, finite, one row per row of `X`. Metrics pass the argument's `name`,
 * and no sizes where any will do; one output may also come as a column, [nSamples, 1].
 *
 * @throws ShapeError if there are not `nSamples` rows or not `nOutputs` values in each.
 * @throws DataError if there are none, or values are missing, not numbers, NaN or infinite.
 */
export function asTargets(where: string, y: VectorLike | MatrixLike, nSamples?: number, name: string = 'y', nOutputs?: number): Targets {
  return drain(targetsInPieces(where, y, nSamples, name, nOutputs));
}

/**
 * The border check of a single target: `[nSamples]`, or a column `[nSamples, 1]`, which is read as the same numbers.
 *
 * @throws ShapeError if there are several targets per row, or not `nSamples` of them.
 * @throws DataError if values are missing, not numbers, NaN or infinite.
 */
export function asVector(where: string, y: VectorLike | MatrixLike, nSamples: number, name: string = 'y'): Float64Array {
  return asTargets(where, y, nSamples, name, 1).data;
}

/**
 * The border check of sample weights: none negative, one per row of `X`, a sum from 1e-100 to 1e100; `undefined` stays undefined.
 *
 * @throws ShapeError if there are not `nSamples` of them.
 * @throws DataError if one is negative or not finite, all are zero, or their sum is out of range.
 */
export function asWeights(where: string, sampleWeight: VectorLike | undefined, nSamples: number): Float64Array | undefined {
  return drain(weightsInPieces(where, sampleWeight, nSamples));
}

/** What a fit with targets learns from, past the border. */
export interface Samples<Design extends DesignMatrix | SparseDesign = DesignMatrix> {
  /** The design matrix, read and checked. */
  readonly X: Design;
  /** The targets, read and checked. */
  readonly y: Targets;
  /** The weights, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
}

/**
 * The border check of a fit with targets, for `yield*` in a recipe's `run`: {@link asMatrix}, {@link asTargets} and {@link asWeights} in
 * pieces, with ticks between them, so that an abort is seen while many rows are read. `nOutputs` as in {@link asTargets}, `checks` as in
 * {@link asMatrix}.
 *
 * @throws what those three throw.
 */
export function* readSamples(
  where: string,
  matrix: MatrixLike,
  targets: TargetsLike,
  sampleWeight?: VectorLike,
  nOutputs?: number,
  checks?: MatrixChecks,
): Ticks<Samples> {
  return yield* withTargets(where, yield* matrixInPieces(where, matrix, checks), targets, sampleWeight, nOutputs);
}

/** {@link readSamples} for algorithms that can do with the entries of a sparse matrix: it stays sparse. @throws what that throws. */
export function* readDesignSamples(
  where: string,
  matrix: MatrixLike,
  targets: TargetsLike,
  sampleWeight?: VectorLike,
  nOutputs?: number,
  checks?: MatrixChecks,
): Ticks<Samples<DesignMatrix | SparseDesign>> {
  return yield* withTargets(where, yield* designInPieces(where, matrix, checks), targets, sampleWeight, nOutputs);
}

function* withTargets<Design extends DesignMatrix | SparseDesign>(
  where: string,
  X: Design,
  targets: TargetsLike,
  sampleWeight: VectorLike | undefined,
  nOutputs: number | undefined,
): Ticks<Samples<Design>> {
  const y = yield* targetsInPieces(where, targets, X.nSamples, 'y', nOutputs);
  return { X, y, weights: yield* weightsInPieces(where, sampleWeight, X.nSamples) };
}

/** What a classifier's fit learns from, past the border. */
export interface LabelledSamples<L, Design extends DesignMatrix | SparseDesign = DesignMatrix> extends Labels<L> {
  /** The design matrix, read and checked. */
  readonly X: Design;
  /** The weights, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
}

/**
 * The border check of a classifier's fit, for `yield*` in its `run`: the design matrix, classes with a code per sample, and weights.
 *
 * @throws what {@link asMatrix}, {@link asLabels} and {@link asWeights} throw.
 */
export function* readLabelled<L extends Label>(
  where: string,
  matrix: MatrixLike,
  labels: LabelsLike<L>,
  sampleWeight?: VectorLike,
  labelChecks?: LabelChecks<L>,
  checks?: MatrixChecks,
): Ticks<LabelledSamples<L>> {
  return yield* withLabels(where, yield* matrixInPieces(where, matrix, checks), labels, sampleWeight, labelChecks);
}

/** {@link readLabelled} for algorithms that can do with the entries of a sparse matrix: it stays sparse. @throws what that throws. */
export function* readDesignLabelled<L extends Label>(
  where: string,
  matrix: MatrixLike,
  labels: LabelsLike<L>,
  sampleWeight?: VectorLike,
  labelChecks?: LabelChecks<L>,
  checks?: MatrixChecks,
): Ticks<LabelledSamples<L, DesignMatrix | SparseDesign>> {
  return yield* withLabels(where, yield* designInPieces(where, matrix, checks), labels, sampleWeight, labelChecks);
}

function* withLabels<L extends Label, Design extends DesignMatrix | SparseDesign>(
  where: string,
  X: Design,
  labels: LabelsLike<L>,
  sampleWeight: VectorLike | undefined,
  labelChecks: LabelChecks<L> | undefined,
): Ticks<LabelledSamples<L, Design>> {
  const { classes, codes } = yield* labelsInPieces(where, labels, X.nSamples, 'y', labelChecks);
  return { X, classes, codes, weights: yield* weightsInPieces(where, sampleWeight, X.nSamples) };
}

/** {@link asTargets} in pieces, for `yield*` in a recipe's `run`. @throws what that throws. */
export function* targetsInPieces(
  where: string,
  y: VectorLike | MatrixLike,
  nSamples?: number,
  name: string = 'y',
  nOutputs?: number,
): Ticks<Targets> {
  const vector = flatNumbers(y);
  const opened = vector === undefined ? openMatrix(where, name, y) : openFlat(vector, vector.length, 1);
  const { nSamples: n, nFeatures: k } = opened;
  const got = `${name} [${vector === undefined ? `${n}, ${k}` : n}]`;
  const length = nSamples ?? n;
  const width = nOutputs ?? k;
  if (n !== length || k !== width) {
    const row = n === 1 && k === length;
    throw new ShapeError({
      where,
      what: `${name} has ${n !== length ? 'another length' : width === 1 ? 'several columns' : 'another number of columns'}`,
      expected: `${name} ${width === 1 || nOutputs === undefined ? `[${length}] or ` : ''}[${length}, ${nOutputs ?? 'nOutputs'}], one row per sample`,
      got,
      fix: row
        ? `${name} is a row: give its numbers as a plain array`
        : n !== length
          ? 'give one row per sample'
          : name === 'y'
            ? 'fit one model per column'
            : undefined,
    });
  }
  if (n * k === 0) throw new DataError({ where, what: `${name} is empty`, expected: 'at least one target per sample', got });
  const { data } = yield* readMatrix(where, name, opened);
  return { data, nSamples: n, nOutputs: k, ndim: vector === undefined ? 2 : 1 };
}

/**
 * {@link asWeights} in pieces, for `yield*` in a recipe's `run`; `mayVanish` where all of them may be 0, as of a batch that adds nothing.
 *
 * @throws what that throws.
 */
export function* weightsInPieces(
  where: string,
  sampleWeight: VectorLike | undefined,
  nSamples: number,
  mayVanish: boolean = false,
): Ticks<Float64Array | undefined> {
  if (sampleWeight === undefined) return undefined;
  const name = 'sampleWeight';
  const { data: weights } = yield* targetsInPieces(where, sampleWeight, nSamples, name, 1);
  if (!(mayVanish && weights.every((weight) => weight === 0))) checkWeights(where, name, weights);
  return weights;
}

/** $\sum_i s_i$, added up in order: how many samples there are where each counts as one. */
export function weightOf(weights: Float64Array | undefined, nSamples: number): number {
  return weights === undefined ? nSamples : weights.reduce((sum, weight) => sum + weight, 0);
}

/** Refuses weights of which one is negative, or whose sum is 0 or out of range. */
export function checkWeights(where: string, name: string, weights: Float64Array): void {
  const negative = weights.findIndex((weight) => weight < 0);
  const total = weightOf(weights, weights.length);
  if (negative < 0 && total >= leastWeight && total <= mostWeight) return;
  const signed = negative >= 0;
  throw new DataError({
    where,
    what: signed ? `${name} holds a negative value` : total === 0 ? 'all weights are zero' : `the sum of ${name} is out of range`,
    expected: `weights of 0 or more, with a sum from ${leastWeight} to ${mostWeight}`,
    got: signed ? `${weights[negative]} at index ${negative}` : `a sum of ${total}`,
    fix: signed || total === 0 ? undefined : 'divide all weights by the largest',
  });
}

/** The numbers of a one-dimensional input, or undefined where it has another rank. */
function flatNumbers(y: unknown): ArrayLike<unknown> | undefined {
  if (isTensor(y)) return y.ndim === 1 ? elementsOf(y) : undefined;
  return isArrayLike(y) && Object(y[0]) !== y[0] ? y : undefined;
}
