import { withEngine } from '@hml/tensor/extend';
import { csrTimesDense, gram, histogramBins, nearest, pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { engine } from '../../src/simd/engine.ts';
import { draw, fastPaths } from '../kernels/draw.ts';

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

/** Calls whose places in the workspace end where the operands do, each as one that takes `n` more or fewer. */
const calls: readonly [string, (n: number) => unknown][] = [
  ['pairwiseSquaredDistances', (n) => pairwiseSquaredDistances(draw(81 * n, 1), draw(41 * n, 2), n)],
  ['nearest', (n) => nearest(draw(60 + 2 * n, 1), draw(120 + 2 * n, 2), 2, 3)],
  ['gram', (n) => gram(draw(3000 * n, 1), n)],
  [
    'histogramBins',
    (n) =>
      histogramBins(
        new Uint8Array(600).fill(n),
        n + 1,
        Int32Array.from({ length: 600 }, (_, i) => i),
        ones(600),
        ones(600),
      ),
  ],
  [
    'csrTimesDense',
    (n) => {
      const indices = Int32Array.from({ length: 1000 }, (_, i) => i % 10);
      const indptr = Int32Array.from({ length: 101 }, (_, i) => 10 * i);
      return csrTimesDense({ data: draw(1000, 1), indices, indptr }, draw(10 * (n + 4), 2), n + 4);
    },
  ],
];

describe.each(fastPaths)('on the path %s', (path) => {
  it.each(calls)('%s writes nothing before or behind the places it takes, and gives them back', (_, call) => {
    withEngine(path, () => {
      const here = engine();
      if (here === undefined) throw new Error('no engine');
      const { workspace } = here;
      for (let n = 1; n <= 40; n++) {
        const before = workspace.take(64);
        const mark = workspace.mark();
        workspace.uint8.fill(173, before);
        const top = highest(workspace, () => call(n));
        expect(top).toBeGreaterThan(mark);
        expect(workspace.mark()).toBe(mark);
        expect(workspace.uint8.subarray(before, mark).every((byte) => byte === 173)).toBe(true);
        expect(workspace.uint8.subarray(top, top + 4096).every((byte) => byte === 173)).toBe(true);
        workspace.reset(before);
      }
    });
  });
});

/** Where the places end that a call takes. */
function highest(workspace: NonNullable<ReturnType<typeof engine>>['workspace'], call: () => unknown): number {
  const take = workspace.take.bind(workspace);
  let top = 0;
  workspace.take = (bytes) => {
    const place = take(bytes);
    top = Math.max(top, workspace.mark());
    return place;
  };
  try {
    call();
  } finally {
    workspace.take = take;
  }
  return top;
}
