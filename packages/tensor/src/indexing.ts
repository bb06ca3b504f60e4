import { ShapeError } from './errors.ts';
import { type Shape, shapeText } from './shape.ts';

/** One entry of `slice`: an index, a range, a whole axis, the rest of the axes, or a new axis. */
export type Range = number | readonly [start?: number | null, stop?: number | null, step?: number | null] | ':' | '...' | null;

/** A {@link Range} worked out for an axis: which elements, and whether the axis stays. */
export interface Pick {
  /** The axis it speaks of; −1 for a new axis. */
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  /** How many elements; undefined where the axis is dropped. */
  readonly size: number | undefined;
}

/** Works out the entries of `slice` for a shape, with whole axes for those not mentioned. */
export function picksOf(where: string, shape: Shape, ranges: readonly Range[]): readonly Pick[] {
  const spoken = ranges.filter((range) => range !== null && range !== '...').length;
  const rests = ranges.filter((range) => range === '...').length;
  if (spoken > shape.length || rests > 1) {
    throw new ShapeError({
      where,
      what: rests > 1 ? "'...' twice" : 'more entries than axes',
      expected: `at most ${shape.length} entries beside null, and '...' at most once`,
      got: `${spoken} entries for ${shapeText(shape)}`,
    });
  }
  const complete = rests === 1 ? ranges : [...ranges, '...' as const];
  const picks: Pick[] = [];
  let axis = 0;
  for (const range of complete) {
    if (range === null) picks.push({ axis: -1, start: 0, step: 1, size: 1 });
    else if (range === '...') for (let rest = shape.length - spoken; rest > 0; rest--) picks.push(whole(shape, axis++));
    else
      picks.push(
        range === ':'
          ? whole(shape, axis++)
          : typeof range === 'number'
            ? pickIndex(where, shape, axis++, range)
            : pickRange(where, shape, axis++, range),
      );
  }
  return picks;
}

function whole(shape: Shape, axis: number): Pick {
  return { axis, start: 0, step: 1, size: shape[axis] };
}

/** The index counted from the front. Throws when it is out of range. */
export function normalizeIndex(where: string, index: number, n: number, place: string): number {
  if (Number.isInteger(index) && index >= -n && index < n) return index < 0 ? index + n : index;
  throw new ShapeError({
    where,
    what: 'index out of range',
    expected: n === 0 ? `no index: ${place} is empty` : `a whole number from ${-n} to ${n - 1} at ${place}`,
    got: String(index),
    fix: n === 0 ? undefined : `${n - 1} or -1 is the last one`,
  });
}

function pickIndex(where: string, shape: Shape, axis: number, index: number): Pick {
  return { axis, start: normalizeIndex(where, index, shape[axis], `axis ${axis}`), step: 1, size: undefined };
}

/** As Python does it: ends beyond the axis are cut, a negative step runs from the last element to the first. */
function pickRange(where: string, shape: Shape, axis: number, range: readonly (number | null | undefined)[]): Pick {
  const n = shape[axis];
  const step = range[2] ?? 1;
  if (
    !Array.isArray(range) ||
    range.length > 3 ||
    step === 0 ||
    range.some((end) => end !== null && end !== undefined && !Number.isInteger(end))
  ) {
    throw new ShapeError({
      where,
      what: 'not a range',
      expected: '[start, stop, step] of whole numbers, step not 0',
      got: JSON.stringify(range) ?? String(range),
    });
  }
  const [low, high] = step > 0 ? [0, n] : [-1, n - 1];
  const clamp = (end: number): number => Math.min(Math.max(end < 0 ? end + n : end, low), high);
  const start = clamp(range[0] ?? (step > 0 ? 0 : n - 1));
  const stop = range[1] === null || range[1] === undefined ? (step > 0 ? n : -1) : clamp(range[1]);
  return { axis, start, step, size: Math.max(0, Math.ceil((stop - start) / step)) };
}
