import { add, neg } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/simd/engine.ts';
import { steppedFamily } from '../../src/simd/stepped.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

describe.each(fastPaths)('elements a step apart, on the path %s', (path) => {
  it.each<LaneType>(['float32', 'float64'])('%s: ops have the bits of the plain loop', (dtype) => {
    for (const step of [2, 3, 4, 5, -2])
      for (const n of [255, 256, 257, 300, 511, 1023, 2048, 2049, 4099, 5000]) {
        const wide = drawBits(dtype, [2, n * Math.abs(step)], 31 * n + step);
        const x = wide.slice([], [null, null, step]);
        for (const f of [() => neg(x), () => add(x, x.slice([0, 1]))])
          expectSame(withEngine(path, f), withEngine('plain', f), `${dtype}, ${n} of step ${step}:`);
      }
  });

  it.each<LaneType>(['float32', 'float64'])('%s: the kernel picks every element and writes nothing else', (type) => {
    const workspace = new Workspace();
    const kernel = new Engine(path, workspace).kernels(steppedFamily(type))?.run;
    if (kernel === undefined) throw new Error('the kernel does not compile');
    const bytes = type === 'float32' ? 4 : 8;
    const [x, y] = [workspace.take(4000 * bytes), workspace.take(1200 * bytes)];
    const view = workspace[type];
    for (const step of [1, 2, 3, 7])
      for (let n = 0; n <= 150; n++) {
        for (let i = 0; i < 4000; i++) view[x / bytes + i] = i + step;
        view.fill(-1, y / bytes, y / bytes + 1200);
        kernel(x, y + 8 * bytes, n, step * bytes);
        const got = [...view.subarray(y / bytes, y / bytes + n + 16)];
        expect(got).toEqual([...Array(8).fill(-1), ...Array.from({ length: n }, (_, i) => i * step + step), ...Array(8).fill(-1)]);
      }
  });
});
