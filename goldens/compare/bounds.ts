import { asNumbers, isList, isObject, type Json } from '../json.ts';
import { exactly } from './close.ts';
import { compareValues, type Miss, show } from './field.ts';

/** One condition on a metric of a random algorithm. */
export interface Bound {
  readonly metric: string;
  /** What the metric is taken on (`test`, `train`, `oob`, …), where the case says so. */
  readonly on: string | undefined;
  readonly op: string;
  readonly value: Json;
  readonly target: number;
  /** The share of seeds that must meet the bound. */
  readonly shareOfSeeds: number;
}

/** Reads the bounds of a quality case. */
export function readBounds(bounds: Json | undefined): Bound[] {
  return (isList(bounds) ? bounds : []).filter(isObject).map((bound) => ({
    metric: String(bound.metric),
    on: typeof bound.on === 'string' ? bound.on : undefined,
    op: String(bound.op),
    value: bound.value ?? null,
    target: Number(bound.target ?? Number.NaN),
    shareOfSeeds: Number(bound.shareOfSeeds ?? 1),
  }));
}

/** Whether a metric meets its bound; NaN meets none. */
export function meets(bound: Bound, metric: Json): boolean {
  if (bound.op === '==') return compareValues(metric, bound.value, { field: bound.metric, tolerance: exactly, holes: false }).length === 0;
  if (typeof metric !== 'number') return false;
  const [low = Number.NaN, high = Number.NaN] = asNumbers(bound.value) ?? [];
  const limit = Number(bound.value);
  switch (bound.op) {
    case '>=':
      return metric >= limit;
    case '<=':
      return metric <= limit;
    case '<':
      return metric < limit;
    case '>':
      return metric > limit;
    case 'absDiff<=':
      return Math.abs(metric - bound.target) <= limit;
    case 'relDiff<=':
      return Math.abs(metric - bound.target) <= limit * Math.abs(bound.target);
    case 'in':
      return metric >= low && metric <= high;
    default:
      return false;
  }
}

/** Compares a bound with its metric over all seeds; a share of 1 asks every seed. */
export function compareBound(bound: Bound, metrics: readonly Json[]): Miss[] {
  const met = metrics.filter((metric) => meets(bound, metric)).length;
  if (metrics.length > 0 && met >= bound.shareOfSeeds * metrics.length) return [];
  const target = Number.isNaN(bound.target) ? '' : ` of ${bound.target}`;
  return [
    {
      field: bound.on === undefined ? bound.metric : `${bound.metric} on ${bound.on}`,
      index: '',
      expected: `${bound.op} ${show(bound.value)}${target}`,
      got: metrics.map(show).join(', '),
      tolerance: bound.shareOfSeeds < 1 ? `${bound.shareOfSeeds} of the seeds` : 'every seed',
    },
  ];
}
