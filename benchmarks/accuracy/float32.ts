// How far the functions are off in float32, over bit patterns from the first to the last: node benchmarks/accuracy/float32.ts
// [--step 257] [--only exp …]. Step 1 takes all 2^32 and some minutes for each function. The right result is that of float64.
import { parseArgs } from 'node:util';
import * as ops from '@hml/tensor';
import { type Tensor, wrap } from '@hml/tensor';
import { enginePath } from '@hml/tensor/extend';

const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  exp: ops.exp,
  exp2: ops.exp2,
  expm1: ops.expm1,
  log: ops.log,
  log1p: ops.log1p,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  silu: ops.silu,
  mish: ops.mish,
  softplus: ops.softplus,
  logSigmoid: ops.logSigmoid,
  erf: ops.erf,
  erfc: ops.erfc,
  gelu: (x) => ops.gelu(x),
  'gelu (tanh)': (x) => ops.gelu(x, { approximate: 'tanh' }),
  sin: ops.sin,
  cos: ops.cos,
};

const { values } = parseArgs({ options: { step: { type: 'string', default: '257' }, only: { type: 'string', multiple: true } } });
const step = Number(values.step);
const block = 1 << 16;

/** The worst of what was found: in units in the last place, and relative, where the result is no less than the smallest normal number. */
interface Worst {
  ulp: number;
  at: number;
  relative: number;
  /** Results that are NaN, infinite or zero where they should not be, or the other way round, or have the wrong sign. */
  special: number;
}

function compare(worst: Worst, x: Float32Array, got: ArrayLike<number>, right: ArrayLike<number>): void {
  for (let i = 0; i < x.length; i++) {
    const [y, r] = [got[i], right[i]];
    const rounded = Math.fround(r);
    if (Object.is(y, rounded)) {
      if (!Number.isFinite(r) || r === 0) continue;
    } else if (Number.isNaN(r) || r === 0 || !Number.isFinite(r)) {
      worst.special++;
      continue;
    }
    const off = Math.abs(
      (Math.abs(y) === Infinity ? Math.sign(y) * 2 ** 128 : y) - (Math.abs(rounded) === Infinity ? Math.sign(r) * 2 ** 128 : r),
    );
    const magnitude = Math.abs(r);
    if (off <= Math.min(worst.ulp * 2 ** -24, worst.relative) * magnitude) continue; // a unit is more than 2⁻²⁴ of the result: no new worst
    const size = 2 ** (Math.max(Math.floor(Math.log2(magnitude)), -126) - 23);
    if (!(off / size <= worst.ulp)) [worst.ulp, worst.at] = [off / size, x[i]];
    if (magnitude >= 2 ** -126 && Math.abs(rounded) < Infinity) worst.relative = Math.max(worst.relative, off / magnitude);
  }
}

console.log(`float32 on the path ${enginePath()}, every ${step}th bit pattern`);
console.log(`${'function'.padEnd(14)}${'worst ulp'.padStart(10)}${'relative'.padStart(12)}${'special'.padStart(9)}   at`);
for (const [name, op] of Object.entries(functions)) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  const worst: Worst = { ulp: 0, at: 0, relative: 0, special: 0 };
  for (let start = 0; start < 2 ** 32; start += step * block) {
    const n = Math.min(block, Math.ceil((2 ** 32 - start) / step));
    const patterns = new Uint32Array(n);
    for (let i = 0; i < n; i++) patterns[i] = start + i * step;
    const x = new Float32Array(patterns.buffer);
    if (n < block && n < 256) break; // too short for the fast path; the last patterns are NaN
    const right = op(wrap(new Float64Array(x), [n])); // float64 has the same bits on every path
    compare(worst, x, op(wrap(x, [n])).toTypedArray(), right.toTypedArray());
  }
  const figures = `${worst.ulp.toFixed(3).padStart(10)}${worst.relative.toExponential(2).padStart(12)}${String(worst.special).padStart(9)}`;
  console.log(`${name.padEnd(14)}${figures}   ${worst.at}`);
}
