import { openModel } from '../../estimator/json.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';
import type { MultiOutputLinearModelJson, MultiOutputLinearModelParts } from '../multi-output-model.ts';
import { MultiOutputLinearModel, multiOutputFields, readMultiOutputParts } from '../multi-output-model.ts';

const version = 1;

/** A saved {@link RidgeModel}. */
export interface RidgeJson extends LinearModelJson {
  readonly kind: 'RidgeModel';
}

/**
 * Ridge regression of one target, fitted.
 *
 * @example
 * import { Ridge, RidgeModel } from '@hml/classic/linear';
 * const model = new Ridge().fit([[1], [2], [3]], [3, 5, 7]);
 * RidgeModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[2]]) // [5]
 */
export class RidgeModel extends LinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'RidgeModel' = 'RidgeModel';

  constructor(parts: LinearModelParts) {
    super(parts);
    Object.freeze(this);
  }

  protected override get kind(): 'RidgeModel' {
    return RidgeModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): RidgeJson {
    return { hml: 1, kind: this.kind, version, ...this.partsToJson() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): RidgeModel {
    return new RidgeModel(readLinearModelParts(openModel(json, RidgeModel.kind, version, linearModelFields)));
  }
}

/** A saved {@link MultiOutputRidgeModel}. */
export interface MultiOutputRidgeJson extends MultiOutputLinearModelJson {
  readonly kind: 'MultiOutputRidgeModel';
}

/** Ridge regression of several targets at once, fitted: what `Ridge` gives for a two-dimensional `y`. */
export class MultiOutputRidgeModel extends MultiOutputLinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'MultiOutputRidgeModel' = 'MultiOutputRidgeModel';

  constructor(parts: MultiOutputLinearModelParts) {
    super(parts);
    Object.freeze(this);
  }

  protected override get kind(): 'MultiOutputRidgeModel' {
    return MultiOutputRidgeModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): MultiOutputRidgeJson {
    return { hml: 1, kind: this.kind, version, ...this.partsToJson() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): MultiOutputRidgeModel {
    return new MultiOutputRidgeModel(readMultiOutputParts(openModel(json, MultiOutputRidgeModel.kind, version, multiOutputFields)));
  }
}
