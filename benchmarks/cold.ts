// How long the first product of a process takes, and what of it is assembling and compiling: node benchmarks/cold.ts [--runs 15].
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { matmul, wrap } from '@hml/tensor';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' }, once: { type: 'boolean', default: false } } });

/** Milliseconds of two products, of which the second finds everything made. */
function firstAndSecond(): readonly [number, number] {
  const a = wrap(new Float32Array(64 * 64).fill(1), [64, 64]);
  const times = [0, 0].map(() => {
    const start = performance.now();
    matmul(a, a);
    return performance.now() - start;
  });
  return [times[0], times[1]];
}

if (values.once) console.log(JSON.stringify(firstAndSecond()));
else {
  const once = () => JSON.parse(execFileSync(process.execPath, [import.meta.filename, '--once'], { encoding: 'utf8' }));
  const made = Array.from({ length: Number(values.runs) }, () => {
    const [first, second] = once();
    return first - second;
  }).sort((a, b) => a - b);
  const [least, median] = [made[0], made[made.length >> 1]].map((ms) => ms.toFixed(1));
  console.log(`first 64×64 product of a process less the second: ${least} ms at best, ${median} in the median of ${made.length}`);
}
