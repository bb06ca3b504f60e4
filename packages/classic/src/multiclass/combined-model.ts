import type { Matrix } from '@hml/tensor';
import { DataError, wrap } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { ClassifierParts } from '../estimator/classifier.ts';
import { ClassifierModel } from '../estimator/classifier.ts';
import { designInPieces } from '../estimator/input.ts';
import type { FeaturesJson, ModelJson } from '../estimator/json.ts';
import { featuresToJson, openModel, wrongField } from '../estimator/json.ts';
import { readArray, readClasses, readColumns } from '../estimator/json-fields.ts';
import type { Label } from '../estimator/labels.ts';
import type { ModelClass } from '../estimator/load-model.ts';
import { loadModel } from '../estimator/load-model.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import { drain } from '../estimator/rows.ts';
import type { BinaryModel } from './binary-model.ts';
import { isBinaryModel, rowsOf } from './binary-model.ts';

const version = 1;
const maxDepth = 10; // of combined models within each other: a file must not decide how deep reading it recurs

/** What a {@link CombinedClassifierModel} is made of. */
export interface CombinedClassifierParts<L> extends ClassifierParts<L> {
  /** The fitted estimators, one per question. */
  readonly estimators: readonly BinaryModel[];
}

/** A saved {@link CombinedClassifierModel}. */
export interface CombinedClassifierJson extends ModelJson, FeaturesJson {
  /** The labels, sorted. */
  readonly classes: readonly Label[];
  /** The saved models of the estimators. */
  readonly estimators: readonly ModelJson[];
}

/** A fitted classifier of many classes that is made of classifiers of two. */
export abstract class CombinedClassifierModel<L extends Label> extends ClassifierModel<L> {
  /** The fitted estimators, each of which tells false from true; frozen. */
  readonly estimators: readonly BinaryModel[];

  constructor(parts: CombinedClassifierParts<L>) {
    super(parts);
    this.estimators = Object.freeze([...parts.estimators]);
    Object.freeze(this);
  }

  /** Of two classes a number per row, positive for the second; of more a column per class, [nSamples, nClasses]. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    const scores = this.classScores(`${this.kind}.decisionFunction`, X);
    const k = this.classes.length;
    return k === 2 ? scores.filter((_, p) => p % 2 === 1) : wrap(scores, [scores.length / k, k]);
  }

  /** The border check of `X`, on behalf of `where`: rows as the estimators take them. */
  protected rowsOf(where: string, X: MatrixLike): MatrixLike {
    return rowsOf(drain(designInPieces(where, X, { features: this, readOnly: true })));
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): CombinedClassifierJson {
    const estimators = this.estimators.map((estimator) => estimator.toJSON());
    return { hml: 1, kind: this.kind, version, ...featuresToJson(this), classes: this.classes, estimators };
  }
}

/** The parts of a saved model of this kind, whose estimators are of the classes given: so many for so many classes. */
export function readCombined(
  json: unknown,
  kind: string,
  classes: readonly ModelClass<unknown>[],
  count: (nClasses: number) => number,
): CombinedClassifierParts<Label> {
  const saved = openModel(json, kind, version, ['nFeaturesIn', 'featureNamesIn', 'classes', 'estimators']);
  const { where } = saved;
  const labels = readClasses(saved);
  if (labels.length < 2) throw wrongField(saved, 'classes', 'two labels or more', labels);
  const features = readColumns(saved);
  const list = readArray(saved, 'estimators', count(labels.length));
  const given: unknown = classes;
  if (!Array.isArray(given) || given.length === 0) {
    const name = typeof given === 'function' ? given.name : 'LogisticRegressionModel';
    throw new DataError({
      where,
      what: "the estimators' class is not given",
      expected: 'an array of the classes of the models that this one holds',
      got: Array.isArray(given) ? 'none' : describeValue(given),
      fix: `${where}(json, [${name}]), or whatever their class is`,
    });
  }
  if (isDeeper(json, maxDepth)) {
    throw new DataError({ where, what: 'models hold each other too deep', expected: `${maxDepth} within each other at most`, got: 'more' });
  }
  const estimators: BinaryModel[] = [];
  for (let i = 0; i < list.length; i++) {
    const name = `estimators[${i}]`;
    const estimator: unknown = loadModel(list[i], classes, `${where}: ${name}`);
    if (!isBinaryModel(estimator, features.nFeaturesIn))
      throw wrongField(saved, name, `a classifier of false and true in ${features.nFeaturesIn} columns`, list[i]);
    estimators.push(estimator);
  }
  return { ...features, classes: labels, estimators };
}

/** Whether more saved models than `depth` hold each other. */
function isDeeper(json: unknown, depth: number): boolean {
  const held: unknown = Object.hasOwn(Object(json), 'estimators') ? Object(json).estimators : undefined;
  return Array.isArray(held) && (depth === 0 || held.some((one) => isDeeper(one, depth - 1)));
}
