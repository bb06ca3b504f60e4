// Runs and type-checks every snippet of every page and doc comment: node scripts/docs-examples/run.ts [part of a path …]
import { collectSnippets } from './collect.ts';
import { execute } from './execute.ts';
import { describeFailure } from './snippet.ts';

const wanted = process.argv.slice(2);
const snippets = collectSnippets().filter(({ file }) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
const outcomes = await execute(snippets);

const failures = outcomes.flatMap((outcome) => outcome.failures);
for (const failure of failures) console.log(`${describeFailure(failure)}\n`);

const files = new Set(snippets.map((snippet) => snippet.file));
const assertions = outcomes.reduce((sum, outcome) => sum + outcome.assertions, 0);
console.log(`${snippets.length} snippets of ${files.size} files, ${assertions} values compared`);
const failed = outcomes.filter((outcome) => outcome.failures.length > 0).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
