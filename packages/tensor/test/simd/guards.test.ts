import * as ops from '@hml/tensor';
import { type Tensor, wrap } from '@hml/tensor';
import { enginePath } from '@hml/tensor/extend';
import * as kernels from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { withWorkspace } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { draw, pick } from '../kernels/draw.ts';

const guard = 64; // bytes behind every place that a kernel is given

/** A workspace that lays guard bytes behind each place and looks at them when it is given back. */
class GuardedWorkspace extends Workspace {
  checked = 0;
  private guards: number[] = [];

  override take(bytes: number): number {
    const place = super.take(bytes);
    super.take(guard);
    this.uint8.fill(173, place + bytes, place + bytes + guard);
    this.guards.push(place + bytes);
    return place;
  }

  override reset(mark: number): void {
    for (const at of this.guards.filter((at) => at >= mark)) {
      expect(this.uint8.subarray(at, at + guard).every((byte) => byte === 173)).toBe(true);
      this.checked++;
    }
    this.guards = this.guards.filter((at) => at < mark);
    super.reset(mark);
  }
}

const matrix = (m: number, n: number, seed: number): Tensor => {
  const x = wrap(draw(m * n, seed), [m, n]);
  const laid = pick(seed, 9, 3) === 0 ? wrap(draw(m * n, seed), [n, m]).T : x;
  return pick(seed, 8, 2) === 0 ? laid.cast('float32') : laid;
};

/** What runs on kernels, with operands of sizes that the seed draws. */
const calls: Readonly<Record<string, (seed: number) => unknown>> = {
  functions: (seed) => {
    const x = matrix(1 + pick(seed, 0, 40), 1 + pick(seed, 1, 60), seed);
    return [ops.exp(x), ops.gelu(x), ops.sin(x), ops.log1p(x), ops.isNaN(x)];
  },
  arithmetic: (seed) => {
    const [x, y] = [matrix(1 + pick(seed, 0, 40), 1 + pick(seed, 1, 60), seed), matrix(1, 1 + pick(seed, 1, 60), seed + 1)];
    return [ops.add(x, y), ops.less(x, y), ops.where(ops.less(x, y), x, y), x.cast('int32'), x.cast('bool')];
  },
  reductions: (seed) => {
    const x = matrix(1 + pick(seed, 0, 60), 1 + pick(seed, 1, 90), seed);
    const along = [ops.sum, ops.variance, ops.max, ops.logSumExp, ops.norm].map((op) => op(x));
    const byAxis = [0, 1].map((axis) => [
      ops.sum(x, axis),
      ops.max(x, axis),
      ops.argmin(x, axis),
      ops.softmax(x, axis),
      ops.cumsum(x, axis),
    ]);
    return [along, byAxis];
  },
  rows: (seed) => {
    const x = matrix(1 + pick(seed, 0, 60), 1 + pick(seed, 1, 90), seed);
    return [ops.layerNorm(x), ops.logSoftmax(x), x.T.reshape([-1])];
  },
  products: (seed) => {
    const [m, k, n] = [1 + pick(seed, 0, 190), 1 + pick(seed, 1, 300), [1, 2, 7, 60][pick(seed, 2, 4)]];
    const [a, b] = [matrix(m, k, seed), matrix(k, n, seed + 1)];
    return [ops.matmul(a, b), ops.matmul(b.T, a.T)];
  },
  kernels: (seed) => {
    const [n, d, k] = [1 + pick(seed, 0, 300), [1, 3, 16, 65, 257][pick(seed, 1, 5)], 1 + pick(seed, 2, 4)];
    const [X, Y, W, w] = [draw(n * d, seed), draw(7 * d, seed + 1), draw(k * d, seed + 2), draw(n, seed + 3)];
    const shift = [draw(d, seed + 4)].slice(seed % 2);
    const bins = Uint8Array.from({ length: 2 * n }, (_, i) => i % 5);
    return [
      kernels.gram(X, d, ...shift),
      kernels.weightedGram(X, d, w, ...shift),
      kernels.columnSums(X, d),
      kernels.linearGradient(X, d, W, () => {}, ...shift),
      kernels.pairwiseSquaredDistances(X, Y, d),
      kernels.nearest(X, Y, d, 3),
      kernels.rbfKernelRows(X, Y, d, 0.1),
      kernels.histogramBins(bins, 5, Int32Array.of(0, n - 1), w, w),
      kernels.csrTimesDense({ data: w, indices: new Int32Array(n), indptr: Int32Array.of(0, n >> 1, n) }, Y, d),
    ];
  },
  factorizations: (seed) => {
    const x = matrix(1 + pick(seed, 0, 40), 1 + pick(seed, 1, 40), seed).cast('float64');
    return [ops.qr(x), ops.svd(x), ops.eigh(ops.matmul(x, x.T))];
  },
};

describe.runIf(enginePath() !== 'plain')('no kernel writes behind a place that it was given', () => {
  it.each(Object.entries(calls))('in %s', (_, call) => {
    const workspace = new GuardedWorkspace();
    for (let seed = 0; seed < 60; seed++) withWorkspace(workspace, () => call(seed));
    expect(workspace.checked).toBeGreaterThan(300);
    expect(workspace.mark()).toBe(0);
  });
});
