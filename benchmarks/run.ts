// Our benchmarks: npm run bench -- --only tensor [--only classic/linear-regression …]. Each file benchmarks/<group>/*.bench.ts exports
// a default function that names its measurements, or returns the lines of a table of its own.
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { do_not_optimize, measure } from 'mitata';

/** How a measurement is reported. */
export interface BenchOptions {
  /** How many units one call works through; the table then shows the time per unit too. */
  readonly units?: number;
  /** What a unit is. @defaultValue 'unit' */
  readonly unit?: string;
  /** A measurement before this one whose work it contains, and how many times that the rest may cost; the table then shows both. */
  readonly beyond?: { readonly name: string; readonly atMost: number };
}

/** Names one measurement: what is timed is one call of the function. */
export type Bench = (name: string, call: () => unknown, options?: BenchOptions) => void;

interface Measurement extends BenchOptions {
  readonly name: string;
  readonly call: () => unknown;
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const files = globSync('*/*.bench.ts', { cwd: import.meta.dirname }).sort();
/** What `--only` may say of a file: its group, or its group and name. */
const namesOf = (file: string): string[] => [path.dirname(file), file.replace('.bench.ts', '')];
const known = [...new Set(files.flatMap(namesOf))];
const unknown = (values.only ?? []).filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`--only ${unknown.join(', ')}: no such group or benchmark; there are ${known.join(', ')}`);
  process.exit(2);
}

function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${nanoseconds.toPrecision(4)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(4)} µs`;
  return `${(nanoseconds / 1e6).toPrecision(4)} ms`;
}

async function collect(file: string): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const { default: define }: { default: (bench: Bench) => Iterable<string> | undefined } = await import(
    pathToFileURL(path.join(import.meta.dirname, file)).href
  );
  const table = define((name, call, options = {}) => measurements.push({ name, call, ...options }));
  for (const line of table ?? []) console.log(line);
  return measurements;
}

const medians = new Map<string, number>();

/** How many times the work of another measurement the rest of this one costs. */
function ratioTo(beyond: BenchOptions['beyond'], p50: number): string {
  const base = medians.get(beyond?.name ?? '');
  if (beyond === undefined || base === undefined) return '';
  return `   ${((p50 - base) / base).toPrecision(3)} times more (at most ${beyond.atMost})`;
}

const chosen = files.filter((file) => values.only === undefined || namesOf(file).some((name) => values.only?.includes(name)));
for (const group of new Set(chosen.map((file) => path.dirname(file)))) {
  console.log(`\n${group.padEnd(48)}${'median'.padStart(12)}   per unit`);
  for (const file of chosen.filter((name) => path.dirname(name) === group)) {
    for (const { name, call, units, unit = 'unit', beyond } of await collect(file)) {
      const { p50 } = await measure(() => do_not_optimize(call()), {});
      const perUnit = units === undefined ? '' : `   ${duration(p50 / units)} per ${unit}`;
      medians.set(name, p50);
      console.log(`${name.padEnd(48)}${duration(p50).padStart(12)}${perUnit}${ratioTo(beyond, p50)}`);
    }
  }
}
