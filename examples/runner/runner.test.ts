import { describe, expect, it } from 'vitest';
import { exampleNames, loadExample } from './discover.ts';
import type { Example, ExampleModule } from './example.ts';
import { runTour, splitTour, summaryText, tourReport } from './run-tour.ts';
import { terminalOutput } from './terminal.ts';
import { textTable } from './text-table.ts';

/** A terminal that remembers what was written. */
function recorder(isTTY = false) {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), text: () => written.join('') };
}

const example = (name: string, run: ExampleModule['default']): Example => ({ name, module: { title: `Title of ${name}`, default: run } });
const good = example('good', async (context) => context.result('answer', '42'));
const bad = example('bad', async () => {
  throw new Error('out of luck');
});

describe('runTour', () => {
  it('runs every example, also after one that failed, and says how to run that one alone', async () => {
    const terminal = recorder();
    const stops = await runTour([bad, good], terminal);
    expect(stops.map((stop) => [stop.name, stop.error === undefined])).toEqual([
      ['bad', false],
      ['good', true],
    ]);
    expect(terminal.text()).toContain('[1/2] bad: Title of bad');
    expect(terminal.text()).toContain('out of luck');
    expect(terminal.text()).toContain('Run it alone: npm start -- bad');
  });

  it('ends in a table and a report with all examples', async () => {
    const stops = await runTour([good, bad], recorder());
    expect(summaryText(stops)).toMatch(/good +passed +answer +42 +0\sms\n +bad +failed/);
    const { summary, sections } = tourReport(stops);
    expect(summary?.rows.map((row) => row.slice(0, 3))).toEqual([
      ['Title of good', 'passed', 'answer = 42'],
      ['Title of bad', 'failed', ''],
    ]);
    expect(sections.map((section) => section.command)).toEqual(['npm start -- good', 'npm start -- bad']);
  });
});

it('splitTour leaves examples that take long for those who name them', async () => {
  const long: Example = { name: 'long', module: { ...good.module, onRequest: true } };
  const { now, later } = splitTour([good, long, bad]);
  expect([now, later]).toEqual([[good, bad], [long]]);
  expect((await loadExample('logistic-regression-mnist')).module.onRequest).toBe(true);
});

describe('terminalOutput', () => {
  it('prints progress once per quarter where lines cannot be rewritten', () => {
    const terminal = recorder();
    const output = terminalOutput(terminal);
    for (let i = 1; i <= 100; i++) output.progress('step', i, 100);
    output.line('done');
    expect(terminal.text()).toBe(`${[25, 50, 75, 100].map((i) => `  … step: ${i} of 100\n`).join('')}  done\n`);
  });

  it('rewrites one line on a terminal', () => {
    const terminal = recorder(true);
    const output = terminalOutput(terminal);
    output.progress('step', 1, 2);
    output.progress('step', 2, 2);
    output.line('done');
    expect(terminal.text()).toBe('\r  … step: 1 of 2\r  … step: 2 of 2\n  done\n');
  });
});

it('textTable pads text to the right and numbers to the left', () => {
  expect(
    textTable(
      ['name', 'n'],
      [
        ['a', 1],
        ['long name', 10],
      ],
    ),
  ).toBe('  name        n\n  ─────────  ──\n  a           1\n  long name  10');
});

it('exampleNames are the folders with a main.ts, and each has a title', async () => {
  const names = await exampleNames();
  expect(names).toContain('linear-regression-salary');
  expect(names).not.toContain('runner');
  for (const name of names) expect((await loadExample(name)).module.title.length).toBeGreaterThan(5);
});
