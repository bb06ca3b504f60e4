import type { Bench } from '../run.ts';
import { type Layout, layouts, maker } from './layouts/operands.ts';
import { groups, type Line, pass, untimed } from './layouts/ops.ts';

const sizes = [1e3, 1e4, 1e5, 1e6] as const;

/** More than this, as growth or as a ratio, is marked. */
const limit = 4;

/** Nanoseconds per unit of work: a row for each layout, a column for each size. */
type Times = Readonly<Record<Layout, readonly number[]>>;

/** The fastest of five samples, each of about half a millisecond or one call: what else a machine does only ever adds. */
function nanoseconds(call: () => unknown): number {
  const elapsed = (calls: number): number => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    return Math.max(1, (performance.now() - start) * 1e6);
  };
  let once = elapsed(1);
  for (let warm = once; warm < 5e6; warm += once) once = elapsed(1);
  const calls = Math.max(1, Math.round(5e5 / once));
  return Math.min(...Array.from({ length: once > 5e7 ? 3 : 5 }, () => elapsed(calls) / calls));
}

/** From the largest size to the smallest, so that no short call meets code that is still being compiled. */
function timesOf({ prepare, work }: Line): Times {
  const row = (layout: Layout): number[] => sizes.toReversed().map((n) => nanoseconds(prepare(maker(layout), n)) / work(n));
  return { contiguous: row('contiguous').reverse(), transposed: row('transposed').reverse(), broadcast: row('broadcast').reverse() };
}

/** The worst seen so far, and where. */
class Worst {
  value = 0;
  name = '';

  note(value: number, name: string): void {
    if (value > this.value) [this.value, this.name] = [value, name];
  }

  toString(): string {
    return `${this.value.toFixed(1)} (${this.name})`;
  }
}

function cell(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(7);
}

function marked(value: number): string {
  return `${value.toFixed(1).padStart(8)}${value > limit ? ' !' : '  '}`;
}

/** How much dearer transposed operands are. Where contiguous ones cost nothing, as they only need another view, a plain pass counts. */
function ratioOf(times: Times, least: readonly number[]): number {
  const { contiguous, transposed } = times;
  return Math.max(...transposed.map((time, i) => time / (contiguous[i] < 0.1 * least[i] ? least[i] : contiguous[i])));
}

/**
 * Time per unit of work for every op, 10³ to 10⁶ elements and every layout of the operands, in a table of its own. The last
 * lines say what grows most from the smallest size to the largest, and what loses most by a transposed operand: against the
 * same call on contiguous operands, and against that or a plain pass over the elements, whichever takes longer.
 */
export default function* layoutsBench(_: Bench): Iterable<string> {
  const [growth, ratio, againstPass] = [new Worst(), new Worst(), new Worst()];
  const least = timesOf(pass).contiguous;
  for (const { title, unit, lines } of groups) {
    yield `\n${`${title}: ns per ${unit}`.padEnd(64)}${layouts.map((layout) => layout.padEnd(30)).join('')}`;
    yield `${' '.repeat(46)}${layouts.map(() => sizes.map((n) => n.toExponential(0).padStart(7)).join('')).join('  ')}  growth     ratio`;
    for (const line of lines) {
      const times = timesOf(line);
      const grown = Math.max(...layouts.map((layout) => times[layout][sizes.length - 1] / times[layout][0]));
      const dearer = ratioOf(times, least);
      growth.note(grown, line.name);
      ratio.note(dearer, line.name);
      againstPass.note(Math.max(...times.transposed.map((time, i) => time / Math.max(times.contiguous[i], least[i]))), line.name);
      yield `${line.name.padEnd(46)}${layouts.map((layout) => times[layout].map(cell).join('')).join('  ')}${marked(grown)}${marked(dearer)}`;
    }
  }
  if (untimed().length > 0) yield `\nnot in the list, and so not timed: ${untimed().join(', ')}`;
  yield `\nworst growth of time per unit from 10³ to 10⁶ elements: ${growth}`;
  yield `worst ratio of transposed to contiguous operands: ${ratio}`;
  yield `worst ratio of transposed operands to contiguous ones or a plain pass: ${againstPass}`;
}
