// The tour: runs every example (or those named), prints a table of results, and writes a report with pictures.
//   npm start                              all examples but the long ones
//   npm start -- linear-regression-salary  one of them
import process from 'node:process';
import { exampleNames, loadExample } from './runner/discover.ts';
import { aloneCommand, runTour, splitTour, summaryText, tourReport } from './runner/run-tour.ts';
import { writeReport } from './runner/write-report.ts';

const known = await exampleNames();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`There is no example '${unknown}'. There are: ${known.join(', ')}`);
  process.exit(1);
}

const all = await Promise.all((wanted.length > 0 ? wanted : known).map(loadExample));
const { now: examples, later } = wanted.length > 0 ? { now: all, later: [] } : splitTour(all);
const stops = await runTour(examples, process.stdout);
const failed = stops.filter((stop) => stop.error !== undefined);

console.log(`\n${summaryText(stops)}`);
console.log(`\nReport: ${await writeReport('tour', tourReport(stops))}`);
for (const { name } of later) console.log(`On request: ${aloneCommand(name)}`);
for (const { name } of failed) console.error(`Failed: ${name}. Run it alone: ${aloneCommand(name)}`);
console.log(`${stops.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
