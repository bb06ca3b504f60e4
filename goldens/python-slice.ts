import { DataError } from '@hml/tensor';

/** One entry of an index expression: a position, a range with open ends, an ellipsis, or a new axis. */
export type SliceSpec = number | readonly [start: number | null, stop: number | null, step: number | null] | '...' | null;

/**
 * Reads NumPy's index expression, e.g. `':, ::-1, 2'`, as slice specs.
 *
 * @throws DataError where an entry is none of position, range, `...`, `None`, `np.newaxis`.
 */
export function parseIndexExpression(expression: string): SliceSpec[] {
  const entries = expression.split(',').map((entry) => entry.trim());
  if (entries.at(-1) === '') entries.pop(); // a trailing comma, as in `0,`
  return entries.map((entry) => {
    if (entry === '...' || entry === 'Ellipsis') return '...';
    if (entry === 'None' || entry.endsWith('newaxis')) return null;
    if (!entry.includes(':')) return integer(entry, expression);
    return parseRange(entry);
  });
}

/** The indices that Python's half-open `start:stop:step` selects among `n`. */
export function rangeIndices(range: string, n: number): number[] {
  const [start, stop, step] = parseRange(range);
  const stride = step ?? 1;
  const [lowest, highest] = stride > 0 ? [0, n] : [-1, n - 1];
  const bound = (end: number | null, open: number): number =>
    end === null ? open : Math.min(Math.max(end < 0 ? end + n : end, lowest), highest);
  const first = bound(start, stride > 0 ? 0 : n - 1);
  const last = bound(stop, stride > 0 ? n : -1);
  return Array.from({ length: Math.max(0, Math.ceil((last - first) / stride)) }, (_, i) => first + i * stride);
}

function parseRange(range: string): readonly [number | null, number | null, number | null] {
  const [start = '', stop = '', step = ''] = range.split(':').map((part) => part.trim());
  const read = (part: string): number | null => (part === '' || part === 'None' ? null : integer(part, range));
  return [read(start), read(stop), read(step)];
}

function integer(text: string, expression: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new DataError({
    where: 'goldens',
    what: 'unreadable index expression',
    expected: 'integers, ranges, ... and None',
    got: `'${expression}'`,
  });
}
