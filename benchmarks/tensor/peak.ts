import { FloatLanes, type LaneType, Module } from '@hml/tensor/assembler';

/** The limit of one core: a loop of multiplications and additions that touches no memory. */
export interface Peak {
  /** Multiplications and additions that one call does. */
  readonly operations: number;
  /** Does them. */
  run(): void;
}

/**
 * The peak loop in one type, each product `fused` with its sum or not; undefined where the engine cannot. Enough sums run beside
 * each other that none waits for the one before it, and no product can be shared or moved out of the loop.
 */
export function peak(type: LaneType, fused: boolean, rounds = 50_000): Peak | undefined {
  const module = new Module();
  let perRound = 0;
  module.func('run', ['i32'], (fn, n) => {
    const f = new FloatLanes(fn, type, { fused });
    const sums = Array.from({ length: fused ? 12 : 8 }, () => f.variable(f.const(1)));
    const factors = [f.variable(f.const(0)), f.variable(f.const(1))];
    perRound = f.count * (2 * sums.length + (fused ? 0 : factors.length));
    fn.loop(() => {
      if (fused) for (const [i, sum] of sums.entries()) sum.set(f.mulAdd(sum, f.const(0.5), f.const(i % 2)));
      else {
        // A sum that is multiplied waits for two operations, and sixteen registers do not hold enough of them to fill the time:
        // here the products do not wait, because two changing factors meet four that stay.
        for (const [i, sum] of sums.entries()) sum.set(f.mulAdd(factors[i % 2], f.const(2 + (i >> 1)), sum));
        for (const factor of factors) factor.set(f.add(factor, f.const(2)));
      }
      n.inc(-1);
    }, n.gt(0));
    for (const [i, sum] of sums.entries()) f.store(0, sum, 16 * i);
  });
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } }).exports;
    if (typeof run !== 'function') return undefined;
    return { operations: perRound * rounds, run: () => run(rounds) };
  } catch {
    return undefined; // no relaxed SIMD here
  }
}
