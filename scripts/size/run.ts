// Size budgets: bundles what users would bundle, and prints a table of bytes against limits.
import * as tensorPackage from '@hml/tensor';
import { adjointPairs, type Budget, base, budgets, exceptions, opLimit } from './budgets.ts';
import { buildsOn } from './builds-on.ts';
import { measure, measureAbove } from './measure.ts';

interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
  /** Why it may cost more than others of its kind. */
  readonly reason?: string | undefined;
}

const using = (names: readonly string[]) =>
  `${base}\nimport { ${names.join(', ')} } from '@hml/tensor';\nconsole.log(${names.join(', ')});`;

const baseBytes = await measure(base);

async function opRow(name: string): Promise<Row> {
  const others = buildsOn(name);
  const before = others.length === 0 ? baseBytes : await measure(using(others));
  const suffix = others.length === 0 ? '' : `, on top of the ${others.length} it builds on`;
  const { limit, reason } = exceptions[name] ?? { limit: opLimit };
  return { name: `  + ${name}${suffix}`, bytes: (await measure(using([name, ...others]))) - before, limit, reason };
}

async function pairRow([first, second]: readonly [string, string]): Promise<Row> {
  const pair = `${first} and ${second}`;
  const { limit, reason } = exceptions[pair] ?? { limit: 2 * opLimit };
  return { name: `  + ${pair}, an adjoint pair`, bytes: (await measure(using([first, second]))) - baseBytes, limit, reason };
}

/** One after another: hundreds of bundles at once would take gigabytes. */
async function inTurn<T>(items: readonly T[], row: (item: T) => Promise<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const item of items) rows.push(await row(item));
  return rows;
}

async function budgetRow({ name, program, limit, external = [], conditions = [], above }: Budget): Promise<Row> {
  try {
    return {
      name,
      bytes: above === undefined ? await measure(program, { external, conditions }) : await measureAbove(program, above),
      limit,
    };
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    return { name, bytes: Number.POSITIVE_INFINITY, limit };
  }
}

/** Exports that cost no more than this are only counted. */
const shown = 100;

const line = ({ name, bytes, limit, reason }: Row) =>
  `${bytes <= limit ? '✓' : '✗'} ${name.padEnd(52)}${String(bytes).padStart(8)}${String(limit).padStart(8)}${reason === undefined ? '' : `  ${reason}`}`;

const entries = await Promise.all(budgets.map(budgetRow));
const paired = new Set(adjointPairs.flat());
const single = Object.keys(tensorPackage).filter((name) => !paired.has(name));
const ops = [...(await inTurn(adjointPairs, pairRow)), ...(await inTurn(single, opRow))];
const heaviest = ops.sort((a, b) => b.bytes - a.bytes).filter(({ bytes }) => bytes > shown);
console.log(`  ${'min + gzip'.padEnd(52)}${'bytes'.padStart(8)}${'limit'.padStart(8)}`);
for (const row of [...entries, ...heaviest]) console.log(line(row));
console.log(`  and ${ops.length - heaviest.length} more exports of @hml/tensor, of at most ${shown} bytes each`);

const failed = [...entries, ...ops].filter(({ bytes, limit }) => bytes > limit).length;
console.log(`\n${entries.length + ops.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
