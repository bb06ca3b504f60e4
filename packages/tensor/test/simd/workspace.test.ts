import { add, cast, cumsum, exp, layerNorm, softmax, sum, wrap } from '@hml/tensor';
import { enginePath } from '@hml/tensor/extend';
import { columnSums, csrTimesDense, gram, histogramBins, linearGradient, nearest, pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { describe, expect, it } from 'vitest';
import { distanceBlocks } from '../../src/simd/distances.ts';
import { withWorkspace } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';

const size = 1 << 21; // 16 MB of float64
const long = wrap(new Float64Array(size).fill(0.5));
const matrix = long.reshape([1 << 11, 1 << 10]);
const X = new Float64Array(size).fill(1);
const some = new Float64Array(6000).fill(1);

const calls: readonly [string, () => unknown][] = [
  ['add', () => add(long, long)],
  ['exp', () => exp(long)],
  ['sum', () => sum(long)],
  ['sum along rows', () => sum(matrix, 0)],
  ['softmax', () => softmax(matrix)],
  ['layerNorm', () => layerNorm(matrix)],
  ['cumsum', () => cumsum(matrix, 0)],
  ['cumsum along rows', () => cumsum(matrix, 1)],
  ['cast', () => cast(long, 'int32')],
  ['gram', () => gram(X, 8)],
  ['gram less a row', () => gram(X, 8, some.subarray(0, 8))],
  ['columnSums', () => columnSums(X, 8)],
  ['columnSums of two rows', () => columnSums(X, size / 2)],
  ['columnSums of long rows', () => columnSums(X, size / 512)],
  ['linearGradient', () => linearGradient(X, 8, some.subarray(0, 24), () => {})],
  ['pairwiseSquaredDistances', () => pairwiseSquaredDistances(some, some.subarray(0, 3000), 3)],
  ['nearest', () => nearest(some, some, 3, 2)],
  [
    'histogramBins',
    () =>
      histogramBins(
        new Uint8Array(size),
        2,
        Int32Array.from(X, (_, i) => i),
        X,
        X,
      ),
  ],
];

describe.runIf(enginePath() !== 'plain')('the workspace', () => {
  it.each(calls)('%s of 16 MB runs in blocks: the memory stays below 4 MB', (_, call) => {
    const workspace = new Workspace();
    withWorkspace(workspace, call);
    expect(workspace.mark()).toBe(0);
    expect(workspace.uint8.length).toBeLessThanOrEqual(1 << 22);
  });

  it('csrTimesDense takes a dense matrix in strips of at most 16 MB', () => {
    const A = { data: X.subarray(0, 1000), indices: new Int32Array(1000), indptr: Int32Array.of(0, 1000) };
    const workspace = new Workspace();
    withWorkspace(workspace, () => csrTimesDense(A, new Float64Array(40 * (1 << 17)), 40));
    expect(workspace.uint8.length).toBeGreaterThan(1 << 22);
    expect(workspace.uint8.length).toBeLessThanOrEqual(1 << 25);
  });

  it('is given back when what a kernel computed is refused half-way', () => {
    const refuse = (): never => {
      throw new Error('enough');
    };
    const workspace = new Workspace();
    expect(() => withWorkspace(workspace, () => distanceBlocks(some, 2000, some, 2000, 3, refuse))).toThrow('enough');
    expect(workspace.mark()).toBe(0);
    expect(workspace.uint8.some((byte) => byte !== 0)).toBe(true);
  });
});
