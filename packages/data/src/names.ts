import { suggest } from '@hml/tensor/extend';

/** A hint for a misspelt name: the nearest of the known ones, if one is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const meant = suggest(name.trim(), known);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

/** A hint for a table of one column whose name holds what may stand between cells: another delimiter than the one it was read with. */
export function otherDelimiter(names: readonly string[], delimiter?: string): string | undefined {
  const other = names.length === 1 ? [';', '\t', '|', ','].find((mark) => mark !== delimiter && names[0].includes(mark)) : undefined;
  return other && `the delimiter seems to be another: delimiter: ${JSON.stringify(other)}`;
}
