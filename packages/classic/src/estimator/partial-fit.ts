import { OptionError } from '@hml/tensor';
import type { Label } from './labels.ts';
import { asLabels } from './labels.ts';
import type { WeightedFitOptions } from './recipe.ts';

/** What the `partialFit` of a classifier takes beside a batch. */
export interface PartialFitOptions<L extends Label = Label> extends WeightedFitOptions {
  /** All labels there will be, for the first batch; with a model, no others than its own. @defaultValue those of the batch */
  readonly classes?: readonly L[];
}

/**
 * The option `classes`, sorted, or undefined where it is not given.
 *
 * @throws OptionError if `model` knows others.
 * @throws DataError if they are no labels, or fewer than `minClasses`.
 */
export function givenClasses<L extends Label>(
  where: string,
  { classes }: PartialFitOptions<L>,
  model: { readonly classes: readonly L[] } | undefined,
  minClasses: number,
): readonly L[] | undefined {
  if (classes === undefined) return undefined;
  const given = asLabels<L>(where, classes, undefined, 'classes', { minClasses }).classes;
  if (model === undefined || (given.length === model.classes.length && given.every((label, k) => label === model.classes[k]))) return given;
  throw new OptionError({
    where,
    what: "option 'classes' names others than the model knows",
    expected: `the classes of the model: ${model.classes.map(String).join(', ')}`,
    got: given.map(String).join(', '),
    fix: 'leave it out, or begin a model anew',
  });
}
