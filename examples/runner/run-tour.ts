import type { Report, Section } from '@hml/viz/report';
import type { Example } from './example.ts';
import { Page, type Result } from './page.ts';
import { type Terminal, terminalOutput } from './terminal.ts';
import { textTable } from './text-table.ts';

/** How one example ended. */
export interface Stop {
  readonly name: string;
  readonly seconds: number;
  readonly results: readonly Result[];
  readonly section: Section;
  /** Why it failed, if it did. */
  readonly error?: unknown;
}

/** The examples that a tour runs by itself, and those that wait to be named. */
export function splitTour(examples: readonly Example[]): { readonly now: readonly Example[]; readonly later: readonly Example[] } {
  const waits = ({ module }: Example) => module.onRequest === true;
  return { now: examples.filter((example) => !waits(example)), later: examples.filter(waits) };
}

/** Runs the examples one after another; one that fails does not stop the others. */
export async function runTour(examples: readonly Example[], terminal: Terminal): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (const [i, example] of examples.entries()) {
    terminal.write(`\n[${i + 1}/${examples.length}] ${example.name}: ${example.module.title}\n`);
    stops.push(await runOne(example, terminal));
  }
  return stops;
}

async function runOne({ name, module }: Example, terminal: Terminal): Promise<Stop> {
  const page = new Page(terminalOutput(terminal));
  const start = performance.now();
  const end = () => ({
    name,
    seconds: (performance.now() - start) / 1000,
    results: page.results,
    section: page.section(name, module.title),
  });
  try {
    await module.default(page);
    return end();
  } catch (error) {
    terminal.write(`\n  ${name} failed: ${error instanceof Error ? error.stack : error}\n  Run it alone: ${aloneCommand(name)}\n`);
    return { ...end(), error };
  }
}

/** The line that runs one example. */
export function aloneCommand(name: string): string {
  return `npm start -- ${name}`;
}

/** A row per example: how it ended, its first result, its time. */
function summaryRows(stops: readonly Stop[]): string[][] {
  return stops.map((stop) => [
    stop.section.title,
    status(stop),
    stop.results[0] ? `${stop.results[0].name} = ${stop.results[0].value}` : '',
    time(stop),
  ]);
}

function status({ error }: Stop): string {
  return error === undefined ? 'passed' : 'failed';
}

function time({ seconds }: Stop): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)}\u00a0ms` : `${seconds.toFixed(1)}\u00a0s`;
}

/** The table at the end of the tour: a line per result, so that it fits a terminal. */
export function summaryText(stops: readonly Stop[]): string {
  const rows = stops.flatMap((stop) => {
    const [first = { name: '', value: '' }, ...others] = stop.results;
    return [[stop.name, status(stop), first.name, first.value, time(stop)], ...others.map(({ name, value }) => ['', '', name, value, ''])];
  });
  return textTable(['example', 'status', 'result', 'value', 'time'], rows);
}

/** The report of the whole tour. */
export function tourReport(stops: readonly Stop[]): Report {
  return {
    title: 'The tour',
    lead: 'Every example, run on real data on this machine: what it found, with the pictures to look at.',
    summary: { columns: ['example', 'status', 'first result', 'time'], rows: summaryRows(stops) },
    sections: stops.map((stop) => stop.section),
  };
}
