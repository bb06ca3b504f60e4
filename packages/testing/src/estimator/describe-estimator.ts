import { describe, it } from 'vitest';
import type { Check } from './check.ts';
import { checkClassifier } from './classifier-checks.ts';
import { checkCorners } from './corner-checks.ts';
import { checkInputs } from './input-checks.ts';
import { checkOptionsOf } from './option-checks.ts';
import { checkPromises } from './promise-checks.ts';
import { checkRefusals } from './refusal-checks.ts';
import { checkRegressor } from './regressor-checks.ts';
import { checkRuns } from './run-checks.ts';
import { checkSaving } from './saving-checks.ts';
import { Subject } from './subject.ts';
import { checkTargets } from './target-checks.ts';
import { checkTransformer } from './transformer-checks.ts';
import type { EstimatorSpec, SupervisedRecipe, UnsupervisedRecipe } from './under-test.ts';
import { checkWeights } from './weight-checks.ts';

const ofEveryKind = [
  checkOptionsOf,
  checkInputs,
  checkRefusals,
  checkTargets,
  checkRuns,
  checkWeights,
  checkSaving,
  checkCorners,
  checkPromises,
];
const ofKind = { classifier: checkClassifier, regressor: checkRegressor, transformer: checkTransformer };

/**
 * The suite that every estimator passes, for your own as for ours: options are checked and frozen; every kind of input gives the same bits
 * and is left as it was; `steps` and `fitAsync` end in the model of `fit`, and an abort leaves nothing behind; rows do not influence each
 * other's answers; weights count as repetitions; models come back from JSON with the same bits, and hostile JSON is refused; labels keep
 * their type; corners give finite answers or errors that teach.
 *
 * `make` gives a recipe with these options, and with those of your choice beside them where defaults do not suit small data. What the suite
 * cannot find out stands in the spec. Checks go by ids (`C01`–`C28` after scikit-learn's, `X01`–`X12`, `steps`, `fitAsync`, `partialFit`,
 * `shards`); `knownFailures` names those that fail, with the reason. Runs in vitest.
 */
export function describeEstimator(kind: 'transformer', make: (options: object) => UnsupervisedRecipe, spec?: EstimatorSpec): void;
export function describeEstimator(kind: 'classifier', make: (options: object) => SupervisedRecipe, spec?: EstimatorSpec<string>): void;
export function describeEstimator(kind: 'regressor', make: (options: object) => SupervisedRecipe, spec?: EstimatorSpec<number>): void;
export function describeEstimator(
  kind: 'classifier' | 'regressor',
  make: (options: object) => SupervisedRecipe,
  spec?: EstimatorSpec,
): void;
export function describeEstimator(
  kind: 'classifier' | 'regressor' | 'transformer',
  make: (options: object) => SupervisedRecipe | UnsupervisedRecipe,
  spec: EstimatorSpec = {},
): void {
  const subject = new Subject(kind, make, spec);
  const { knownFailures = {} } = spec;
  const met = new Set<string>();
  const check: Check = (id, title, test) => {
    const name = `${id} ${title}`;
    const known = Object.keys(knownFailures).find((beginning) => name.startsWith(beginning));
    if (known === undefined) it(name, test);
    else it.fails(`${name} (known failure: ${knownFailures[known]})`, test);
    if (known !== undefined) met.add(known);
  };
  describe(subject.name, () => {
    for (const part of [...ofEveryKind, ofKind[kind]]) part(subject, check);
    it('names no check as a known failure that there is not', () => {
      for (const name of Object.keys(knownFailures)) if (!met.has(name)) throw new Error(`knownFailures: no check begins with '${name}'`);
    });
  });
}
