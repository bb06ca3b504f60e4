import type { Label } from '../estimator/labels.ts';
import { isLabel } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import type { Rule, Rules } from '../estimator/options.ts';
import type { OnWarning } from '../estimator/warning.ts';
import type { WeightOptions } from './accuracy.ts';

/** Numbers in a row. Whether they are, how many and how large, is seen where they are read, beside the samples. */
export const isVector: Rule<VectorLike> = {
  expected: 'an array or tensor of numbers',
  accepts: (value): value is VectorLike => Object(value) === value,
};

/** The rule of what most metrics have. */
export const weightRules: Rules<WeightOptions> = { sampleWeight: isVector };

/** A label. */
export const isOneLabel: Rule<Label> = { expected: 'text, a whole number or a boolean', accepts: (value) => isLabel(value) };

/** Classes, none twice. */
export const isClasses: Rule<readonly Label[]> = {
  expected: 'an array of different labels',
  accepts: (value): value is readonly Label[] =>
    Array.isArray(value) && value.length > 0 && value.every((label) => isLabel(label)) && new Set(value).size === value.length,
};

/** What warnings are given to. */
export const isListener: Rule<OnWarning> = { expected: 'a function', accepts: (value): value is OnWarning => typeof value === 'function' };
