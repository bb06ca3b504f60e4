import { type Adapter, isUnmapped, type Mapped } from './adapters/adapter.ts';
import type { GoldenCase } from './cases.ts';
import { compareBound, readBounds } from './compare/bounds.ts';
import { compareForm, compareValues, type Miss, ruleFor } from './compare/field.ts';
import { applyHints, type Sides } from './compare/hints.ts';
import { isTensorRecord, plain, plainExpected } from './compare/plain.ts';
import { isTensorJson, type Json, type JsonObject } from './json.ts';

/** What came of one case. */
export interface Verdict {
  readonly id: string;
  readonly algorithm: string;
  readonly status: 'passed' | 'failed' | 'unmapped';
  readonly misses: readonly Miss[];
  /** Why the case could not be mapped or computed. */
  readonly reason?: string;
  readonly fieldsExpected: number;
  readonly fieldsCompared: number;
  /** Fields left out by the adapter, with its reasons. */
  readonly notCompared: readonly (readonly [field: string, reason: string])[];
}

interface Field {
  readonly name: string;
  readonly expected: Json;
  readonly actual: unknown;
  readonly present: boolean;
}

/** Runs a case through its adapter and compares every expected field; a quality case runs with several seeds. */
export async function judge(golden: GoldenCase, adapter: Adapter): Promise<Verdict> {
  const bounds = readBounds(golden.expected.bounds);
  const seeds = golden.kind === 'exact' ? 1 : bounds.some((bound) => bound.shareOfSeeds < 1) ? 10 : 3;
  const runs: Mapped[] = [];
  try {
    for (let seed = 0; seed < seeds; seed++) {
      const outcome = await adapter(golden, seed);
      if (isUnmapped(outcome)) return withoutResults(golden, 'unmapped', outcome.unmapped);
      runs.push(outcome);
    }
  } catch (error) {
    return withoutResults(golden, 'failed', error instanceof Error ? error.message : String(error));
  }
  return compareRuns(golden, runs);
}

function compareRuns(golden: GoldenCase, runs: readonly Mapped[]): Verdict {
  const [first] = runs;
  const { notCompared = {}, results = {}, holes = [] } = first ?? {};
  const bounds = readBounds(golden.expected.bounds);
  const fields = listFields(golden.expected, results);
  const compared = fields.filter((field) => !(field.name in notCompared));
  const comparedBounds = bounds.filter((bound) => !(bound.metric in notCompared));
  const boundMisses = comparedBounds.flatMap((bound) =>
    compareBound(
      bound,
      runs.map((run) => metricOf(run, bound.metric, bound.on)),
    ),
  );
  const misses = [...compareFields(golden, compared, holes), ...boundMisses];
  return {
    id: golden.id,
    algorithm: golden.algorithm,
    status: misses.length === 0 ? 'passed' : 'failed',
    misses,
    fieldsExpected: fields.length + bounds.length,
    fieldsCompared: compared.length + comparedBounds.length,
    notCompared: [...fields, ...bounds.map((bound) => ({ name: bound.metric }))].flatMap(({ name }) => {
      const reason = notCompared[name];
      return reason === undefined ? [] : [[name, reason] as const];
    }),
  };
}

function compareFields(golden: GoldenCase, fields: readonly Field[], holes: readonly string[]): Miss[] {
  const present = fields.filter((field) => field.present);
  const sides = new Map<string, Sides>(
    present.map((field) => [field.name, { actual: plain(field.actual), expected: plainExpected(field.expected) }]),
  );
  const aligned = applyHints(sides, golden.hints);
  return fields.flatMap(({ name, expected, actual }) => {
    const pair = aligned.get(name);
    if (!pair) return [{ field: name, index: '', expected: 'a result', got: 'none', tolerance: 'no reason given in the adapter' }];
    const tolerance = golden.fieldTolerances.get(name) ?? golden.fieldTolerances.get(name.split('.')[0] ?? name) ?? golden.tolerance;
    const dtype = isTensorJson(expected) ? expected.dtype : undefined;
    const original = sides.get(name) ?? pair;
    const rule = ruleFor(name, original.actual, original.expected, tolerance, dtype, holes.includes(name));
    const form = compareForm(name, actual, expected);
    return form.some((miss) => miss.index === 'shape') ? form : [...form, ...compareValues(pair.actual, pair.expected, rule)];
  });
}

/** The expected fields beside their results; an object of tensors counts as one field per tensor (`grads.a`). */
function listFields(expected: JsonObject, results: Readonly<Record<string, unknown>>): Field[] {
  return Object.entries(expected)
    .filter(([name]) => name !== 'bounds')
    .flatMap(([name, value]) => {
      if (!isTensorRecord(value)) return [field(name, value, results, name)];
      const inner = new Map(Object.entries(Object(results[name] ?? {})));
      return Object.entries(value).map(([key, tensor]) => field(`${name}.${key}`, tensor, Object.fromEntries(inner), key));
    });
}

function field(name: string, expected: Json, results: Readonly<Record<string, unknown>>, key: string): Field {
  return { name, expected, actual: results[key], present: results[key] !== undefined };
}

function metricOf({ results }: Mapped, metric: string, on: string | undefined): Json {
  return plain(on === undefined ? results[metric] : (results[`${metric}:${on}`] ?? results[metric]));
}

function withoutResults(golden: GoldenCase, status: 'failed' | 'unmapped', reason: string): Verdict {
  const fieldsExpected = listFields(golden.expected, {}).length + readBounds(golden.expected.bounds).length;
  return { id: golden.id, algorithm: golden.algorithm, status, misses: [], reason, fieldsExpected, fieldsCompared: 0, notCompared: [] };
}
