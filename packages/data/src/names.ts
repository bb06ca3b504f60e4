import { suggest } from '@hml/tensor/extend';

/** A hint for a misspelt name: the nearest of the known ones, if one is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const meant = suggest(name.trim(), known);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}
