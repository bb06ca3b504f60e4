import type { FeatureInfo } from './columns.ts';
import type { ModelJson } from './json.ts';
import type { MatrixLike, TargetsLike, VectorLike } from './matrix-like.ts';

/** What every fitted regressor of one target can do. */
export interface Regressor extends FeatureInfo {
  /** The predicted target of each row. */
  predict(X: MatrixLike): Float64Array;
  /** The coefficient of determination $R^2$ of the predictions for `X`. */
  score(X: MatrixLike, y: TargetsLike, options?: { readonly sampleWeight?: VectorLike }): number;
  /** The model as plain data. */
  toJSON(): ModelJson;
}
