import { ShapeError } from '@hml/tensor';

/** The error where a shift would make entries of all zeros of sparse rows. */
export function zerosMove(where: string, what: string, fix: string): ShapeError {
  return new ShapeError({
    where,
    what,
    expected: 'a dense matrix',
    got: 'sparse rows, whose zeros would all become entries',
    fix: `${fix}, which keeps zeros; or X.toDense(), if there is memory for all values`,
  });
}
