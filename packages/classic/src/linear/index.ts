export type { ElasticNetOptions } from './elastic-net/elastic-net.ts';
export { ElasticNet } from './elastic-net/elastic-net.ts';
export type { LassoOptions } from './elastic-net/lasso.ts';
export { Lasso } from './elastic-net/lasso.ts';
export type { DescentFacts, DescentFactsJson, ElasticNetJson, LassoJson } from './elastic-net/model.ts';
export { ElasticNetModel, LassoModel } from './elastic-net/model.ts';
export type { ElasticNetPathOptions, LassoPathOptions, RegularizationPath } from './elastic-net/path.ts';
export { elasticNetPath, lassoPath } from './elastic-net/path.ts';
export type { SparseRegressionOptions } from './elastic-net/recipe.ts';
export { SparseRegression } from './elastic-net/recipe.ts';
export type { ElasticNetState } from './elastic-net/solve.ts';
export type { HuberRegressorOptions } from './huber/huber-regressor.ts';
export { HuberRegressor } from './huber/huber-regressor.ts';
export type { HuberState } from './huber/loss.ts';
export type { HuberRegressorJson, HuberRegressorParts } from './huber/model.ts';
export { HuberRegressorModel } from './huber/model.ts';
export type { LinearRegressionState } from './least-squares/normal-equation.ts';
export type { LinearClassifierJson, LinearClassifierParts } from './linear-classifier.ts';
export type { LinearModelJson, LinearModelParts } from './linear-model.ts';
export { LinearModel } from './linear-model.ts';
export type { LinearRegressionOptions } from './linear-regression/linear-regression.ts';
export { LinearRegression } from './linear-regression/linear-regression.ts';
export type {
  LeastSquaresFacts,
  LeastSquaresFactsJson,
  LinearRegressionJson,
  MultiOutputLinearRegressionJson,
} from './linear-regression/model.ts';
export { LinearRegressionModel, MultiOutputLinearRegressionModel } from './linear-regression/model.ts';
export type { LinearRegressionGDOptions, LinearRegressionGDState } from './linear-regression-gd/linear-regression-gd.ts';
export { LinearRegressionGD } from './linear-regression-gd/linear-regression-gd.ts';
export type { LinearRegressionGDJson, LinearRegressionGDParts } from './linear-regression-gd/model.ts';
export { LinearRegressionGDModel } from './linear-regression-gd/model.ts';
export type { LogisticRegressionModels, LogisticRegressionOptions } from './logistic-regression/logistic-regression.ts';
export { LogisticRegression } from './logistic-regression/logistic-regression.ts';
export type { ClassScheme, LogisticRegressionJson, LogisticRegressionParts } from './logistic-regression/model.ts';
export { LogisticRegressionModel } from './logistic-regression/model.ts';
export type { LogisticRegressionState, LogisticSolver } from './logistic-regression/solve.ts';
export type {
  LogisticRegressionGDModels,
  LogisticRegressionGDOptions,
  LogisticRegressionGDState,
} from './logistic-regression-gd/logistic-regression-gd.ts';
export { LogisticRegressionGD } from './logistic-regression-gd/logistic-regression-gd.ts';
export type { LogisticRegressionGDJson, LogisticRegressionGDParts } from './logistic-regression-gd/model.ts';
export { LogisticRegressionGDModel } from './logistic-regression-gd/model.ts';
export type { MultiOutputLinearModelJson, MultiOutputLinearModelParts } from './multi-output-model.ts';
export { MultiOutputLinearModel } from './multi-output-model.ts';
export type { Penalty } from './penalty.ts';
export type { PolynomialRegressionJson } from './polynomial-regression/model.ts';
export { PolynomialRegressionModel } from './polynomial-regression/model.ts';
export type { PolynomialRegressionOptions } from './polynomial-regression/polynomial-regression.ts';
export { PolynomialRegression } from './polynomial-regression/polynomial-regression.ts';
export type { MultiOutputRidgeJson, RidgeJson } from './ridge/model.ts';
export { MultiOutputRidgeModel, RidgeModel } from './ridge/model.ts';
export type { RidgeOptions } from './ridge/ridge.ts';
export { Ridge } from './ridge/ridge.ts';
export type { RidgeSolver } from './ridge/solve.ts';
export type { SGDClassifierJson, SGDClassifierParts } from './sgd/classifier-model.ts';
export { SGDClassifierModel } from './sgd/classifier-model.ts';
export type { SgdState } from './sgd/descent.ts';
export type { ClassifierLoss, RegressorLoss } from './sgd/losses.ts';
export type { LearningRate, SgdOptions } from './sgd/options.ts';
export type { SGDRegressorJson, SGDRegressorParts } from './sgd/regressor-model.ts';
export { SGDRegressorModel } from './sgd/regressor-model.ts';
export type { SGDClassifierModels, SGDClassifierOptions } from './sgd/sgd-classifier.ts';
export { SGDClassifier } from './sgd/sgd-classifier.ts';
export type { SGDRegressorOptions } from './sgd/sgd-regressor.ts';
export { SGDRegressor } from './sgd/sgd-regressor.ts';
export type { SgdWeights } from './sgd/weights.ts';
