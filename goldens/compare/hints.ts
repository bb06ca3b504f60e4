import { DataError } from '@hml/tensor';
import { isList, type Json } from '../json.ts';
import { relabel, shiftToMean, sortedOrder, sortPair } from './orders.ts';
import { alignSigns } from './signs.ts';
import { renumber } from './tree.ts';

/** What we computed and what was expected, both as nested plain values. */
export interface Sides {
  readonly actual: Json;
  readonly expected: Json;
}

/** Brings the fields of a case into the form in which the hints of the case let them be compared. */
export function applyHints(fields: ReadonlyMap<string, Sides>, hints: ReadonlyMap<string, string>): Map<string, Sides> {
  const aligned = new Map([...fields, ...alignSigns(fields, hints)]);
  for (const [field, hint] of hints) {
    if (hint === 'upToNodeNumbering') renumberBoth(aligned);
    const sides = fields.get(field);
    if (sides) aligned.set(field, applyHint(hint, aligned.get(field) ?? sides, fields));
  }
  return aligned;
}

function applyHint(hint: string, sides: Sides, fields: ReadonlyMap<string, Sides>): Sides {
  switch (hint) {
    case 'rowSign':
    case 'columnSign':
    case 'upToNodeNumbering':
      return sides; // concern several fields at once, done above
    case 'set':
      return onBoth(sides, (value) => (isList(value) ? sortedOrder(value).map((i) => value[i] ?? null) : value));
    case 'unorderedPairs':
      return onBoth(sides, (rows) => (isList(rows) ? rows.map(sortPair) : rows));
    case 'upToCommonShift':
      return onBoth(sides, shiftToMean);
    case 'upToPermutation':
      return { ...sides, actual: relabel(sides.actual, sides.expected) };
    default:
      return alignWith(hint, sides, fields);
  }
}

function alignWith(hint: string, sides: Sides, fields: ReadonlyMap<string, Sides>): Sides {
  const [kind, name = ''] = hint.split(':');
  if (kind !== 'alignedWith') {
    const known = 'rowSign, columnSign, set, alignedWith:f, upToPermutation, unorderedPairs, upToCommonShift, upToNodeNumbering';
    throw new DataError({ where: 'goldens', what: 'unknown compare hint', expected: known, got: hint });
  }
  const guide = fields.get(name);
  if (!guide) return sides;
  return {
    actual: permute(sides.actual, sortedOrder(guide.actual)),
    expected: permute(sides.expected, sortedOrder(guide.expected)),
  };
}

function onBoth({ actual, expected }: Sides, change: (value: Json) => Json): Sides {
  return { actual: change(actual), expected: change(expected) };
}

/** Reorders a list, or, where its rows have the length of the order, each of its rows. */
function permute(value: Json, order: readonly number[]): Json {
  if (!isList(value)) return value;
  const rowsFit = value.length > 0 && value.every((row) => isList(row) && row.length === order.length);
  if (rowsFit) return value.map((row) => permute(row, order));
  return value.length === order.length ? order.map((i) => value[i] ?? null) : value;
}

function renumberBoth(fields: Map<string, Sides>): void {
  const actual = renumber(new Map([...fields].map(([field, sides]) => [field, sides.actual])));
  const expected = renumber(new Map([...fields].map(([field, sides]) => [field, sides.expected])));
  for (const [field, sides] of fields) {
    fields.set(field, { actual: actual.get(field) ?? sides.actual, expected: expected.get(field) ?? sides.expected });
  }
}
