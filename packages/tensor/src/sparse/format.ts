import { formatNumber } from '../format.ts';
import { shapeText } from '../shape.ts';
import { type Csr, rowsOfEntries } from './csr.ts';

/** Matrices of more entries than this are shortened. */
const limit = 20;
/** How many entries stay at either end. */
const edge = 6;

/** The shape and the entries, one a line: `SparseMatrix(float64 [2, 3], 1 entry)`, below it `  [0, 2] 5`. */
export function formatSparse({ shape, dtype, data, indices, indptr }: Csr): string {
  const count = data.length;
  const head = `SparseMatrix(${dtype} ${shapeText(shape)}, ${count} ${count === 1 ? 'entry' : 'entries'})`;
  const rows = rowsOfEntries(shape[0], indptr);
  const line = (e: number): string => `\n  [${rows[e]}, ${indices[e]}] ${formatNumber(data[e])}`;
  const lines = (from: number, end: number): string => Array.from({ length: end - from }, (_, i) => line(from + i)).join('');
  return count <= limit ? head + lines(0, count) : `${head}${lines(0, edge)}\n  …${lines(count - edge, count)}`;
}
