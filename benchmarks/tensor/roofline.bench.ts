import { add, exp, matmul, mul, softmax, sum, type Tensor, tanh, transpose, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath } from '@hml/tensor/extend';
import { gram, pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { ordinary } from './operands.ts';
import { peak } from './peak.ts';

/** A kernel beside what limits it: bytes that must pass through memory, operations that must be done. */
interface Row {
  readonly name: string;
  readonly type: LaneType;
  readonly bytes: number;
  readonly operations: number;
  readonly call: () => unknown;
}

/** The fastest of some calls, in seconds: a busy machine only ever adds. */
function fastest(call: () => unknown, budget = 0.3): number {
  call();
  let best = Number.POSITIVE_INFINITY;
  for (const start = performance.now(); performance.now() - start < budget * 1e3; ) {
    const before = performance.now();
    call();
    best = Math.min(best, performance.now() - before);
  }
  return best / 1e3;
}

function rows(type: LaneType): Row[] {
  const width = type === 'float32' ? 4 : 8;
  const n = 1e6;
  const [x, y]: Tensor[] = [wrap(ordinary(type, n)), wrap(ordinary(type, n))];
  const m = x.reshape([1000, 1000]);
  const square = (side: number): Tensor => wrap(ordinary(type, side * side), [side, side]);
  const product = (side: number): Row => {
    const [a, b] = [square(side), square(side)];
    return { name: `matmul ${side}`, type, bytes: 3 * side * side * width, operations: 2 * side ** 3, call: () => matmul(a, b) };
  };
  const pass = (name: string, arrays: number, operations: number, call: () => unknown): Row => ({
    ...{ name, type, call },
    ...{ bytes: arrays * n * width, operations: operations * n },
  });
  return [
    pass('add', 3, 1, () => add(x, y)),
    pass('mul', 3, 1, () => mul(x, y)),
    pass('sum', 1, 1, () => sum(x)),
    pass('sum of columns', 1, 1, () => sum(m, 0)),
    pass('transposed copy', 2, 0, () => transpose(m).reshape([n])),
    pass('exp', 2, 20, () => exp(x)),
    pass('tanh', 2, 25, () => tanh(x)),
    pass('softmax', 2, 25, () => softmax(m)),
    ...[64, 256, 512, 1024].map(product),
  ];
}

function kernelRows(): Row[] {
  const [n, d] = [10_000, 30];
  const X = Float64Array.from(ordinary('float64', n * d));
  const few = X.subarray(0, 500 * d);
  const type = 'float64';
  return [
    { name: `gram ${n}×${d}`, type, bytes: 8 * n * d, operations: n * d * (d + 1), call: () => gram(X, d) },
    {
      ...{ name: `distances 500×500×${d}`, type },
      ...{ bytes: 8 * 500 * 500, operations: 3 * 500 * 500 * d, call: () => pairwiseSquaredDistances(few, few, d) },
    },
  ];
}

/**
 * The roofline: how near each kernel comes to what this core can do, peaks and kernels measured in one run. The limit of a kernel is
 * the longer of two times: its bytes at the speed of a copy, its operations at the peak of multiplications and additions.
 */
export default function* rooflineBench(): Generator<string> {
  const [from, to] = [new Float32Array(4e6), new Float32Array(4e6)];
  const bandwidth = (2 * from.byteLength) / fastest(() => to.set(from));
  const speed = (type: LaneType, fused: boolean): number | undefined => {
    const limit = peak(type, fused);
    return limit && limit.operations / fastest(limit.run);
  };
  const giga = (value: number | undefined): string => (value === undefined ? 'none' : (value / 1e9).toFixed(1));
  yield `copy ${giga(bandwidth)} GB/s, read and written`;
  const peaks = new Map<LaneType, number>();
  for (const type of ['float32', 'float64'] as const) {
    const [fused, separate] = [speed(type, true), speed(type, false)];
    yield `${type}: fused ${giga(fused)}, separate ${giga(separate)} GFLOP/s`;
    peaks.set(type, (type === 'float32' && enginePath() === 'relaxed' ? fused : separate) ?? Number.NaN);
  }
  yield `${''.padEnd(32)}${['MB', 'MFLOP', 'ms', 'limit', 'of it'].map((head) => head.padStart(9)).join('')}`;
  for (const { name, type, bytes, operations, call } of [...rows('float32'), ...rows('float64'), ...kernelRows()]) {
    const limit = Math.max(bytes / bandwidth, operations / (peaks.get(type) ?? Number.NaN));
    const time = fastest(call, 0.15);
    const cells = [bytes / 1e6, operations / 1e6, time * 1e3, limit * 1e3].map((value) => value.toPrecision(3).padStart(9));
    yield `${`${name}, ${type}`.padEnd(32)}${cells.join('')}${`${((100 * limit) / time).toFixed(0)} %`.padStart(9)}`;
  }
}
