import { DataError, OptionError, ShapeError } from '@hml/tensor';
import type { ClassWeight } from '../../estimator/class-weight.ts';
import { isClassWeight, weighClasses } from '../../estimator/class-weight.ts';
import type { ModelsByLabel } from '../../estimator/classifier-recipe.ts';
import { ClassifierRecipe } from '../../estimator/classifier-recipe.ts';
import { columnText, featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { Turns } from '../../estimator/fit.ts';
import { designInPieces } from '../../estimator/input.ts';
import type { Label, LabelsLike } from '../../estimator/labels.ts';
import { labelsInPieces } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean, numberAbove, numberFrom, oneOf } from '../../estimator/rules.ts';
import { weightOf, weightsInPieces } from '../../estimator/targets.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import { blocksOf } from '../blocks.ts';
import { positiveClasses } from '../linear-classifier.ts';
import type { Penalty } from '../penalty.ts';
import { isPenalty, penaltyShares } from '../penalty.ts';
import { centerColumns } from './center-columns.ts';
import type { ClassScheme } from './model.ts';
import { LogisticRegressionModel } from './model.ts';
import type { LogisticProblem } from './problem.ts';
import { againstRest } from './problem.ts';
import type { LogisticRegressionState, LogisticSolution, LogisticSolver } from './solve.ts';
import { solveLogistic } from './solve.ts';

/** The options of {@link LogisticRegression}. */
export interface LogisticRegressionOptions {
  /** The penalty on the weights, not on the intercepts: squares, absolute values, both, or none. @defaultValue 'l2' */
  readonly penalty?: Penalty;
  /** How much the samples count against the penalty, above 0: small values make small weights. @defaultValue 1 */
  readonly C?: number;
  /** Which part of `'elasticnet'` is on the absolute values, from 0 to 1. @defaultValue 0.5 */
  readonly l1Ratio?: number;
  /** Whether to learn intercepts. @defaultValue true */
  readonly fitIntercept?: boolean;
  /**
   * How much each class counts; with `multiClass: 'ovr'`, `'balanced'` makes each class count as much as the rest in its own question.
   * @defaultValue all the same
   */
  readonly classWeight?: ClassWeight | undefined;
  /**
   * How the minimum is sought: by L-BFGS, by Newton's method with conjugate gradients, or with the whole second derivative (the surest for few
   * columns); penalties on absolute values need `'coordinate-descent'`. @defaultValue 'lbfgs', or the one that the penalty needs
   */
  readonly solver?: LogisticSolver | undefined;
  /** Most iterations, 1 or more. @defaultValue 100 */
  readonly maxIter?: number;
  /** Stop when no component of the gradient of the mean cost is larger than this, 0 or more. @defaultValue 1e-4 */
  readonly tol?: number;
  /** Whether more than two classes are told apart all at once, or each from the rest; `'auto'` is all at once. @defaultValue 'auto' */
  readonly multiClass?: 'auto' | ClassScheme;
}

/** The model of {@link LogisticRegression} by the type of the labels. */
export interface LogisticRegressionModels extends ModelsByLabel {
  readonly model: LogisticRegressionModel<this['label']>;
}

const where = 'LogisticRegression.fit';
const rules: Rules<Required<LogisticRegressionOptions>> = {
  penalty: isPenalty,
  C: numberAbove(0),
  l1Ratio: numberFrom(0, 1),
  fitIntercept: isBoolean,
  classWeight: isClassWeight,
  solver: oneOf('lbfgs', 'newton-cg', 'newton-cholesky', 'coordinate-descent'),
  maxIter: integerFrom(1),
  tol: numberFrom(0),
  multiClass: oneOf('auto', 'multinomial', 'ovr'),
};

/**
 * Logistic regression: how likely each class is, from a weighted sum of the columns.
 *
 * $$ \min_{W, b}\; C \sum_i s_i \ell_i + \tfrac12 \lVert W \rVert^2, \qquad \ell = -\log p_y, \quad p = \sigma(W x + b) \text{ or } \operatorname{softmax}(W x + b) $$
 *
 * Shapes: X [n, d] dense or sparse, y [n] of texts, whole numbers or booleans → `coef` [1, d] for two classes, [K, d] for more.
 * Numerics: computed without overflow for weights of any size; columns are implicitly centred (X is not copied: the means enter through the
 * intercept) and the search knows their variances, so that units hardly matter to the number of iterations (they do to the penalty). The mean cost
 * that `tol` speaks of is the one above over $C \sum_i s_i$.
 * Cost: $O(ndK)$ per iteration, $O(n d^2 K^2)$ with `'newton-cholesky'`.
 * Running out of iterations gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`. Without a penalty, classes that
 * a plane separates have no best weights: they grow until `tol` is met. So does the intercept where all samples that count are of one class.
 *
 * @throws DataError if X or y is empty, ragged or not finite, if squares of X overflow, or `y` holds fractions or one label only.
 * @throws ShapeError if y or sampleWeight does not fit X, or X is sparse and the solver is not for sparse rows.
 * @throws OptionError for an unknown or wrong option, or a solver that cannot do the penalty.
 * @example
 * import { LogisticRegression } from '@hml/classic/linear';
 * const model = new LogisticRegression().fit([[1], [2], [8], [9]], ['low', 'low', 'high', 'high']);
 * model.predict([[3], [7]]) // ['low', 'high']
 * model.classes // ['high', 'low']
 * model.predictProba([[5]]).toArray() // [[0.5000…, 0.4999…]]
 */
export class LogisticRegression extends ClassifierRecipe<LogisticRegressionState, LogisticRegressionModels> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LogisticRegressionOptions>> = Object.freeze({
    penalty: 'l2',
    C: 1,
    l1Ratio: 0.5,
    fitIntercept: true,
    classWeight: undefined,
    solver: undefined,
    maxIter: 100,
    tol: 1e-4,
    multiClass: 'auto',
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<LogisticRegressionOptions>>;

  constructor(options: LogisticRegressionOptions = {}) {
    super();
    this.options = resolve('LogisticRegression', LogisticRegression.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: WeightedFitOptions,
  ): Run<LogisticRegressionState, LogisticRegressionModel<L>> {
    const { fitIntercept, maxIter, tol, classWeight } = this.options;
    const design = yield* designInPieces(where, X, { readOnly: true });
    const labels = yield* labelsInPieces(where, y, design.nSamples, 'y', { minClasses: 2 });
    const given = yield* weightsInPieces(where, options.sampleWeight, design.nSamples);
    const positives = positiveClasses(labels.classes.length);
    const oneByOne = positives.length > 1 && this.options.multiClass === 'ovr';
    const byQuestion = oneByOne && classWeight === 'balanced'; // each class against the rest is a balance of its own
    const shared = byQuestion ? given : weighClasses(where, labels, given, classWeight);
    const solver = this.#solver('indptr' in design);
    const whole = solver === 'newton-cholesky' || solver === 'coordinate-descent'; // they form products of columns
    const columns = yield* centerColumns(design, shared, weightOf(shared, design.nSamples), fitIntercept, whole);
    checkRange(columns.variance, design.names);
    const mean = fitIntercept && !columns.subtracted ? columns.mean : undefined;
    const rows = { X: columns.X, codes: labels.codes, fitIntercept, mean, blocks: blocksOf(columns.X) };
    const k = oneByOne ? 1 : positives.length;
    const solutions: LogisticSolution[] = [];
    const turns = new Turns(oneByOne ? positives.length : 1);
    for (let c = 0; c < turns.count; c++) {
      const weights = byQuestion ? weighClasses(where, againstRest(labels.codes, positives[c]), given, classWeight) : shared;
      const total = weightOf(weights, design.nSamples);
      const { l1, l2 } = this.#penalties(total);
      const problem: LogisticProblem = { ...rows, weights, total, l2 };
      solutions.push(yield* solveLogistic(where, problem, columns, k, positives[c], { solver, l1, maxIter, tol }, turns));
    }
    const converged = solutions.every(({ result }) => result.converged);
    if (!converged && tol > 0) this.warn(notConverged(maxIter, tol, solutions), options);
    return new LogisticRegressionModel({
      classes: labels.classes,
      multiClass: oneByOne ? 'ovr' : 'multinomial',
      coef: joined(solutions.map(({ coef }) => coef)),
      intercept: joined(solutions.map(({ intercept }) => intercept)),
      nIter: Int32Array.from(solutions, ({ result }) => result.nIter),
      converged,
      ...featuresOf(design),
    });
  }

  /** The strengths of both penalties beside the mean cost: over $C \sum_i s_i$. */
  #penalties(total: number): { readonly l1: number; readonly l2: number } {
    const { penalty, C, l1Ratio } = this.options;
    const strength = penalty === null ? 0 : 1 / (C * total);
    if (strength === Infinity) {
      throw new OptionError({
        where,
        what: "option 'C' is too small",
        expected: 'a C with which the penalty is a finite number',
        got: String(C),
        fix: 'C: 1e-6 makes all weights vanish already',
      });
    }
    const { l1, l2 } = penaltyShares(penalty, l1Ratio);
    return { l1: l1 * strength, l2: l2 * strength };
  }

  #solver(sparse: boolean): LogisticSolver {
    const { penalty, solver = penalty === 'l1' || penalty === 'elasticnet' ? 'coordinate-descent' : 'lbfgs' } = this.options;
    if (!sparse || solver === 'lbfgs' || solver === 'newton-cg') return solver;
    throw new ShapeError({
      where,
      what: `the solver '${solver}' needs every value of X`,
      expected: "a dense matrix, or the penalty 'l2' or null with solver 'lbfgs' or 'newton-cg'",
      got: 'sparse rows',
      fix: 'X.toDense(), or another solver',
    });
  }
}

/** Curvatures are squares of the columns. */
function checkRange(variance: Float64Array, names: readonly string[] | undefined): void {
  const j = variance.findIndex((value) => !Number.isFinite(value));
  if (j < 0) return;
  throw new DataError({
    where,
    what: 'the squares of X overflow',
    expected: 'values below 1e150',
    got: `larger ones in ${columnText(j, names)}`,
    fix: 'rescale X',
  });
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const size = parts[0].length;
  const all = new Float64Array(parts.length * size);
  parts.forEach((part, c) => {
    all.set(part, c * size);
  });
  return all;
}

function notConverged(maxIter: number, tol: number, solutions: readonly LogisticSolution[]): ConvergenceWarning {
  const norm = solutions.reduce((worst, { result }) => Math.max(worst, result.gradientNorm), 0);
  const longer = solutions.some(({ result }) => result.reason === 'maxIter');
  const other = "bring the columns of X to mean 0 and a common scale, or take solver: 'newton-cholesky'";
  return new ConvergenceWarning({
    where,
    what: longer
      ? `not converged after maxIter = ${maxIter} iterations`
      : 'not converged: the cost is too flat for float64 along some direction',
    expected: `a gradient of the mean cost of at most tol = ${tol}`,
    got: `one of ${norm.toPrecision(3)}`,
    fix: longer ? `raise maxIter, ${other}` : other,
  });
}
