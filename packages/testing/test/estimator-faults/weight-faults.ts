import { GaussianNB, LogisticRegression, SGDClassifier, SGDRegressor } from '@hml/classic';
import type { Matrix, Targets } from '@hml/testing';
import { changed, type EstimatorFault, isWeighted, tampered, unweighted } from './fault.ts';

const logistic = (options: object): LogisticRegression => new LogisticRegression({ tol: 1e-10, ...options });
const classifier = { kind: 'classifier', spec: { tolerance: 1e-7, sparse: true } } as const;
const stochastic = { sparse: true, tolerance: 0.1, shards: false, anyNumber: ['powerT'] } as const;

/** A recipe of which some ways to run see other options. */
function seeing(options: object, ways: readonly ('fit' | 'steps' | 'fitAsync')[], change: (X: Matrix, given: object) => object) {
  const recipe = logistic(options);
  const run =
    (way: 'fit' | 'steps' | 'fitAsync') =>
    (X: Matrix, y: Targets, given: object = {}): unknown =>
      Reflect.apply(recipe[way], recipe, [X, y, change(X, given)]);
  return changed(recipe, Object.fromEntries(ways.map((way) => [way, run(way)])));
}

/** The fit of each class against the rest with $n / (K n_k)$ as weights. */
function balancedByHand(options: object, X: Matrix, y: Targets): unknown {
  const labels = Object.values(y);
  const [n, K] = [labels.length, new Set(labels).size];
  const sampleWeight = labels.map((label) => n / (K * labels.filter((other) => other === label).length));
  const recipe = logistic({ multiClass: 'ovr', ...options, classWeight: undefined });
  return Reflect.apply(recipe.fit, recipe, [X, y, { sampleWeight }]);
}

/** Weights that are checked, but left out of account here or there. */
export const weightFaults: readonly EstimatorFault[] = [
  { ...classifier, name: 'a healthy iterative classifier', make: logistic, fails: [] },
  {
    ...classifier,
    name: 'weights of sparse rows that are left out of account',
    make: (options) => seeing(options, ['fit', 'steps', 'fitAsync'], (X, given) => (X && 'indptr' in X ? unweighted(given) : given)),
    fails: ['C26'],
  },
  {
    ...classifier,
    name: 'steps and a fitAsync that leave weights out of account',
    make: (options) => seeing(options, ['steps', 'fitAsync'], (_, given) => unweighted(given)),
    fails: ['C15 weights matter, the same bits'],
  },
  {
    ...classifier,
    spec: { ...classifier.spec, balanced: 'questions' },
    name: 'a balance of all classes where each is told from the rest',
    make: (options) => {
      const recipe = logistic({ multiClass: 'ovr', ...options });
      if (recipe.options.classWeight !== 'balanced') return recipe;
      return tampered(recipe, { members: { fit: (X: Matrix, y: Targets) => balancedByHand(options, X, y) } });
    },
    fails: ["C16 classWeight 'balanced'"],
  },
  {
    kind: 'classifier',
    spec: stochastic,
    name: 'a stochastic classifier that leaves weights out of account',
    make: (options) =>
      tampered(new SGDClassifier({ loss: 'log_loss', alpha: 0.01, ...options }), {
        options: (given) => (isWeighted(given) ? unweighted(given) : given),
      }),
    fails: ['C15 weights matter, the same bits', 'C26'],
  },
  {
    kind: 'regressor',
    spec: stochastic,
    name: 'a stochastic regressor that leaves weights out of account',
    make: (options) =>
      tampered(new SGDRegressor({ eta0: 0.05, ...options }), { options: (given) => (isWeighted(given) ? unweighted(given) : given) }),
    fails: ['C15 weight k', 'C15 weights matter, the same bits', 'C26'],
  },
  {
    kind: 'classifier',
    spec: { tolerance: 1e-8 },
    name: 'a partialFit that leaves weights out of account',
    make: (options) => {
      const recipe = new GaussianNB(options);
      return changed(recipe, {
        partialFit: (X: Matrix, y: Targets, model?: unknown, given: object = {}): unknown =>
          Reflect.apply(recipe.partialFit, recipe, [X, y, model, unweighted(given)]),
      });
    },
    fails: ['C15 weights matter in partialFit'],
  },
];
