import { isTensor } from './base.ts';
import { shapeText } from './shape.ts';
import { isSparse } from './sparse/is-sparse.ts';

/**
 * A value in a few words, for the `got` of an error: `float64 [2, 3]`, `the text 'a'`, `an array of 3`, `null`.
 *
 * @example
 * import { describeValue } from '@hml/tensor/extend';
 * describeValue('abc') // "the text 'abc'"
 * describeValue([1, 2]) // 'an array of 2'
 */
export function describeValue(value: unknown): string {
  if (isTensor(value)) return `${value.dtype} ${shapeText(value.shape)}`;
  if (isSparse(value)) return `SparseMatrix ${value.dtype} ${shapeText(value.shape)}`;
  if (typeof value === 'string') return `the text '${shorten(value)}'`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if (typeof value === 'object' && value !== null) return `an object with the keys {${shorten(Object.keys(value).join(', '))}}`;
  return typeof value === 'function' || typeof value === 'bigint' ? `a ${typeof value}` : String(value);
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/**
 * The name among `known` that was probably meant: the same but for case and underscores, or at most a third of its letters away, rounded up.
 *
 * @example
 * import { suggest } from '@hml/tensor/extend';
 * suggest('learningrate', ['maxIter', 'learningRate']) // 'learningRate'
 * suggest('banana', ['maxIter', 'learningRate']) // undefined
 */
export function suggest(name: string, known: readonly string[]): string | undefined {
  const wanted = plain(name);
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest !== undefined && nearest.distance <= Math.ceil(wanted.length / 3) ? nearest.candidate : undefined;
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Levenshtein's distance: how many letters to insert, delete or replace. One row of the table is kept. */
function editDistance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(replaced, row[j] + 1, row[j - 1] + 1);
    }
  }
  return row[b.length];
}
