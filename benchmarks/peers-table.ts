// The peers' harness as a table: node benchmarks/peers-table.ts results.json [--group tensor] prints Markdown, one row for each workload
// with our time, the best JavaScript peer's and the best native one's, and the ratios to both.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What the harness keeps of a peer and a workload, under `peer|group/name`. */
interface Result {
  readonly median?: number;
  readonly grade?: string;
}

/** Peers that run native code: figures to compare with, no JavaScript libraries. */
const native = new Set(['numpy', 'torch', 'sklearn', 'sklearn-alt', 'xgboost', 'lightgbm', 'ort-node']);
const ours = new Set(['hml', 'hml-2t']);
/** Neither a library nor ours. */
const left = new Set(['plain-js']);

const { values, positionals } = parseArgs({ options: { group: { type: 'string', default: 'tensor' } }, allowPositionals: true });
const [file] = positionals;
if (file === undefined) {
  console.error('peers-table: name the file of results that the harness wrote');
  process.exit(2);
}
const { results }: { results: Readonly<Record<string, Result>> } = JSON.parse(readFileSync(file, 'utf8'));

interface Figure {
  readonly peer: string;
  readonly median: number;
}

/** The figures of a workload that count: right answers, one thread. */
function figuresOf(workload: string): Figure[] {
  return Object.entries(results).flatMap(([key, { median, grade }]) => {
    const [peer = '', id] = key.split('|');
    return id === workload && median !== undefined && grade === 'ok' && !/-\d+t$/.test(peer) ? [{ peer, median }] : [];
  });
}

function best(figures: readonly Figure[], among: (peer: string) => boolean): Figure | undefined {
  return figures.filter(({ peer }) => among(peer)).sort((a, b) => a.median - b.median)[0];
}

const time = (figure: Figure | undefined, name: boolean): string =>
  figure === undefined ? '—' : `${figure.median.toPrecision(3)}${name ? ` (${figure.peer})` : ''}`;
const ratio = (figure: Figure | undefined, us: Figure | undefined): string =>
  figure === undefined || us === undefined ? '—' : `${(figure.median / us.median).toFixed(2)} ×`;

const workloads = [...new Set(Object.keys(results).map((key) => key.split('|')[1] ?? ''))].filter((id) =>
  id.startsWith(`${values.group}/`),
);
console.log(
  '| workload, ms | ours | best JavaScript peer | ours is as fast × | best native, 1 thread | ours is as fast × |\n|---|---|---|---|---|---|',
);
for (const workload of workloads) {
  const figures = figuresOf(workload);
  const us = best(figures, (peer) => ours.has(peer));
  const script = best(figures, (peer) => !ours.has(peer) && !native.has(peer) && !left.has(peer));
  const compiled = best(figures, (peer) => native.has(peer));
  const cells = [workload.split('/')[1], time(us, false), time(script, true), ratio(script, us), time(compiled, true), ratio(compiled, us)];
  console.log(`| ${cells.join(' | ')} |`);
}
