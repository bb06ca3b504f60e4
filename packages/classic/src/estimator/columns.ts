import { ShapeError } from '@hml/tensor';
import { suggest } from '@hml/tensor/extend';

/** What a fitted model knows of its columns, and compares new data with. */
export interface FeatureInfo {
  /** How many columns `X` had in `fit`. */
  readonly nFeaturesIn: number;
  /** Their names, where `X` had some. */
  readonly featureNamesIn: readonly string[] | undefined;
}

/** The columns of what is learned from, as the model keeps them: those of the model that goes on learning, else those of the data. */
export function featuresOf(
  { nFeatures, names }: { readonly nFeatures: number; readonly names: readonly string[] | undefined },
  model?: FeatureInfo,
): FeatureInfo {
  if (model === undefined) return { nFeaturesIn: nFeatures, featureNamesIn: names };
  return { nFeaturesIn: model.nFeaturesIn, featureNamesIn: model.featureNamesIn };
}

/** How errors name a column: by its index, and by its name where it has one. */
export function columnText(j: number, names: readonly string[] | undefined): string {
  return names === undefined ? `column ${j}` : `column ${j} ('${names[j]}')`;
}

/** Named columns in the order of `fit`, so that a record with other key order, or rows with other columns, cannot be misread. */
export function inOrderOfFit(where: string, names: readonly string[], features: FeatureInfo | undefined): readonly string[] {
  const known = features?.featureNamesIn;
  if (known === undefined) return names;
  const stranger = names.find((name) => !known.includes(name));
  const missing = known.find((name) => !names.includes(name));
  if (stranger === missing) return known; // there is neither
  const meant = stranger === undefined ? undefined : suggest(stranger, known);
  throw new ShapeError({
    where,
    what: missing === undefined ? `column '${stranger}' was not there in fit` : `column '${missing}' is missing`,
    expected: `the columns ${known.join(', ')}`,
    got: `the columns ${names.join(', ')}`,
    fix: meant === undefined ? undefined : `'${stranger}' may mean '${meant}'`,
  });
}
