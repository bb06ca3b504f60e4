import { LinearRegression, LinearRegressionGD, type LinearRegressionGDState } from '@hml/classic';
import type { AsyncFitOptions, Matrix, Progress, Targets } from '@hml/testing';
import { answering, changed, type EstimatorFault, loading, only, predicting, saving, tampered } from './fault.ts';

const line = (options: object): LinearRegression => new LinearRegression(options);
const descent = (options: object): LinearRegressionGD => new LinearRegressionGD({ learningRate: 0.3, ...options });
const iterative = { kind: 'regressor', spec: { tolerance: 1e-5, sparse: true } } as const;
const regressor = { kind: 'regressor', spec: { sparse: true } } as const;

/** Steps of gradient descent whose states are others. */
function stepping(options: object, change: (state: LinearRegressionGDState) => unknown): ReturnType<EstimatorFault['make']> {
  const recipe = descent(options);
  return changed(recipe, {
    steps: (...data: Parameters<typeof recipe.steps>) => {
      const run = recipe.steps(...data);
      const next = (): unknown => {
        const step = run.next();
        return step.done === true ? step : { done: false, value: change(step.value) };
      };
      return {
        next,
        [Symbol.iterator]() {
          return this;
        },
        get model() {
          return run.model;
        },
      };
    },
  });
}

/** Gradient descent whose reports are others. */
function reporting(options: object, change: (report: Progress) => Progress): ReturnType<EstimatorFault['make']> {
  const recipe = descent(options);
  return changed(recipe, {
    fitAsync: (X: number[][], y: number[], given: AsyncFitOptions = {}) => {
      const { onProgress } = given;
      return recipe.fitAsync(X, y, onProgress ? { ...given, onProgress: (report) => onProgress(change(report)) } : given);
    },
  });
}

/** Runs that do not end in the same model, models that do not come back, promises that are not kept. */
export const runFaults: readonly EstimatorFault[] = [
  { ...iterative, name: 'a healthy iterative regressor', make: descent, fails: [] },
  {
    ...regressor,
    name: 'a fit that gives the model of before',
    make: (options) => {
      let before: unknown;
      return tampered(line(options), {
        model: (model) => {
          const text = JSON.stringify(model);
          if (JSON.stringify(before) !== text) before = model;
          return Object(before);
        },
      });
    },
    fails: ['C03'],
  },
  {
    ...regressor,
    name: 'a fit that goes on from the one before',
    make: (options) => {
      let fits = 0;
      return tampered(line(options), {
        model: (model) => {
          const drift = fits++;
          return saving((json) => ({ ...json, intercept: drift })).model?.(model) ?? model;
        },
      });
    },
    fails: ['C05', 'C13 a model comes back'],
  },
  {
    ...iterative,
    name: 'states that are not frozen',
    make: (options) => stepping(options, (state) => ({ ...state })),
    fails: ['steps ends'],
  },
  {
    ...iterative,
    name: 'states that share what the next step overwrites',
    make: (options) => {
      const shared = new Float64Array(3);
      return stepping(options, (state) => {
        shared.set(state.coef);
        return Object.freeze({ ...state, coef: shared });
      });
    },
    fails: ['steps ends'],
  },
  {
    ...iterative,
    name: 'a cost that rises',
    make: (options) => stepping(options, (state) => Object.freeze({ ...state, cost: state.cost + 0.1 * state.nIter })),
    fails: ['steps never', 'fitAsync gives'],
  },
  {
    ...iterative,
    name: 'states whose count begins anew, as of another problem',
    make: (options) => stepping(options, (state) => Object.freeze({ ...state, nIter: state.nIter % 10 })),
    fails: ['steps counts', 'fitAsync gives'],
  },
  {
    ...iterative,
    name: 'a progress bar whose end runs away',
    make: (options) => reporting(options, (report) => ({ ...report, maxIter: report.maxIter + report.nIter })),
    fails: ['fitAsync reports'],
  },
  {
    ...iterative,
    name: 'a progress bar that counts otherwise than the states',
    make: (options) => reporting(options, (report) => ({ ...report, nIter: report.nIter / 2 })),
    fails: ['fitAsync reports'],
  },
  {
    ...iterative,
    name: 'steps that end in another model',
    make: (options) =>
      changed(descent(options), {
        steps: (X: number[][], y: number[], given?: object) =>
          descent({ ...options, maxIter: 30 }).steps(X, y, { onWarning: () => {}, ...given }),
      }),
    fails: ['C15 weights matter', 'steps ends', 'steps is not', 'fitAsync gives'],
  },
  {
    ...regressor,
    name: 'a fitAsync that does not look at the signal',
    make: (options) => {
      const recipe = line(options);
      return changed(recipe, {
        fitAsync: (X: number[][], y: number[], given: object = {}) =>
          recipe.fitAsync(X, y, only(given, 'sampleWeight', 'onWarning', 'onWarnin', 'sginal', 'onProgress')),
      });
    },
    fails: ['fitAsync aborted'],
  },
  {
    ...regressor,
    name: 'a fitAsync that throws rather than rejects',
    make: (options) => {
      const recipe = line(options);
      const fitAsync = (X: number[][], y: number[], given?: object): unknown => {
        if (X.length === 0) recipe.fit(X, y);
        return recipe.fitAsync(X, y, given);
      };
      return changed(recipe, { fitAsync });
    },
    fails: ['fitAsync rejects'],
  },
  {
    ...iterative,
    name: 'too few iterations that nobody hears of',
    make: (options) => tampered(descent(options), { options: (given) => ({ ...given, onWarning: () => {} }) }),
    fails: ['C23'],
  },
  {
    ...regressor,
    name: 'the clock of the machine in a prediction',
    make: (options) =>
      tampered(
        line(options),
        predicting((all) => all.map((value) => value + 0 * Date.now())),
      ),
    fails: ['X04'],
  },
  { ...regressor, name: 'learned values that have changed', make: line, spec: { sparse: true, fingerprint: '01234567' }, fails: ['X05'] },
  { ...regressor, name: 'a solution without its certificate', make: line, spec: { sparse: true, certificate: () => 1 }, fails: ['X08'] },
  {
    ...iterative,
    name: 'columns whose scale matters although it is promised that it does not',
    make: descent,
    spec: { ...iterative.spec, invariances: ['scaled columns'] },
    fails: ['X12'],
  },
  {
    ...iterative,
    name: 'a descent that takes more steps than promised',
    make: (options) => new LinearRegressionGD({ learningRate: 0.15, ...options }),
    spec: { ...iterative.spec, maxSteps: 80 },
    fails: ['X11'],
  },
  {
    ...regressor,
    name: 'saved numbers of nine digits',
    make: (options) =>
      tampered(
        line(options),
        saving((json) => ({ ...json, intercept: Number(Number(json.intercept).toPrecision(9)) })),
      ),
    fails: ['C13 a model comes back'],
  },
  {
    ...regressor,
    name: 'any version that is loaded',
    make: (options) =>
      tampered(
        line(options),
        loading((json) => ('version' in json ? { ...json, version: 1 } : json)),
      ),
    fails: ['C13 a field', 'C13 what is no saved model'],
  },
  {
    ...regressor,
    name: 'unknown fields that are loaded',
    make: (options) =>
      tampered(
        line(options),
        loading((json) => only(json, 'hml', 'kind', 'version', 'coef', 'intercept', 'featureNamesIn', 'rank', 'singular')),
      ),
    fails: ['C13 loading', 'C13 what is no saved model'],
  },
  {
    ...regressor,
    name: 'text that is loaded as numbers',
    make: (options) =>
      tampered(
        line(options),
        loading((json) => (typeof json.intercept === 'string' ? { ...json, intercept: Number(json.intercept) } : json)),
      ),
    fails: ['C13 a field'],
  },
  {
    ...regressor,
    name: 'loading that calls a method of the file',
    make: (options) =>
      tampered(
        line(options),
        loading((json) => (Array.isArray(json.coef) ? { ...json, coef: json.coef.map((x) => x) } : json)),
      ),
    fails: ['C13 loading'],
  },
  {
    ...regressor,
    name: 'a score in percent',
    make: (options) =>
      tampered(
        line(options),
        answering((model) => ({ score: (X: Matrix, y: Targets, given?: object) => 100 * Number(model.score?.(X, y, given)) })),
      ),
    fails: ['C13 a model comes back', 'C19 score'],
  },
  {
    ...regressor,
    name: 'a score that leaves weights out of account',
    make: (options) =>
      tampered(
        line(options),
        answering((model) => ({
          score: (X: Matrix, y: Targets, given: object = {}) => model.score?.(X, y, 'sampleWeight' in given ? {} : given),
        })),
      ),
    fails: ['C19 score'],
  },
  {
    ...regressor,
    name: 'a regressor with classes',
    make: (options) =>
      tampered(
        line(options),
        answering(() => ({ classes: [] })),
      ),
    fails: ['C19 a regressor'],
  },
  {
    ...regressor,
    name: 'a known failure that passes',
    make: line,
    spec: { sparse: true, knownFailures: { 'C04 a recipe': 'planted' } },
    fails: ['C04'],
  },
  {
    ...regressor,
    name: 'a known failure that fails',
    make: (options) => changed(line(options), { predict: () => [] }),
    spec: { sparse: true, knownFailures: { C04: 'planted' } },
    fails: [],
  },
  {
    ...regressor,
    name: 'a known failure of no check',
    make: line,
    spec: { sparse: true, knownFailures: { C99: 'planted' } },
    fails: ['names no check'],
  },
];
