import { add, type DType, type Tensor, transpose, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { copyOf } from '../../src/elementwise.ts';
import { Engine } from '../../src/simd/engine.ts';
import { transposeFamily } from '../../src/simd/transpose-kernel.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { drawBits, expectSame, fastPaths } from './random-bits.ts';

/** Sides around squares, strips and the shortest side that is worth them. */
const sides = [15, 16, 17, 31, 32, 33, 64, 70, 129];

describe.each(fastPaths)('on the path %s', (path) => {
  const compare = (x: Tensor): void => {
    const [fast, plain] = [withEngine(path, () => copyOf(x)), withEngine('plain', () => copyOf(x))];
    expectSame(wrap(fast, x.shape), wrap(plain, x.shape), `${x.dtype} ${x.shape}:`);
  };

  it.each<DType>(['float32', 'float64', 'int32', 'uint8'])('%s: the copy of a transpose has its elements, at every size', (dtype) => {
    for (const m of sides)
      for (const n of sides)
        compare(
          drawBits('float32', [m, n], m * n, 'ordinary')
            .mul(100)
            .cast(dtype).T,
        );
  });

  it.each<LaneType>(['float32', 'float64'])('%s: axes in any order, parts and batches of matrices, several bands', (dtype) => {
    const x = drawBits(dtype, [17, 5, 40, 33], 1);
    for (const order of [
      [3, 2, 1, 0],
      [0, 1, 3, 2],
      [2, 3, 0, 1],
      [3, 0, 1, 2],
      [1, 3, 0, 2],
      [0, 3, 2, 1],
    ])
      compare(transpose(x, order));
    compare(x.slice(0, 0, [1, null], [2, 30]).T);
    compare(x.slice(0, 0, [null, null, -1]).T);
    compare(x.slice(0, 0, ':', [null, null, -1]).T);
    compare(drawBits(dtype, [700, 800], 2).T);
    compare(drawBits(dtype, [3, 300_000], 3).T);
    compare(drawBits(dtype, [300_000, 3], 4).T);
  });

  it.each<LaneType>(['float32', 'float64'])('%s: blocks of an op that straddle the bands of its operands', (dtype) => {
    const x = drawBits(dtype, [701, 801], 5, 'ordinary');
    const y = drawBits(dtype, [801, 701], 6, 'ordinary');
    for (const [a, b] of [
      [x, y.T],
      [x.T, y],
      [x.T, x.T],
      [x.slice(':', [null, null, -1]), y.T],
    ])
      expectSame(
        withEngine(path, () => add(a, b)),
        withEngine('plain', () => add(a, b)),
      );
  });
});

describe.runIf(fastPaths.length > 0).each<LaneType>(['float32', 'float64'])('the kernel itself, %s', (type) => {
  it('moves every element to its place and touches nothing else', () => {
    const workspace = new Workspace();
    const kernel = new Engine('simd', workspace).kernels(transposeFamily(type))?.run;
    const view = workspace[type];
    const bytes = view.BYTES_PER_ELEMENT;
    for (let rows = 1; rows <= 9; rows++) {
      for (let columns = 1; columns <= 9; columns++) {
        const step = rows + 3;
        view.fill(-1, 0, 400);
        for (let i = 0; i < rows * columns; i++) view[1 + i] = i;
        kernel?.(bytes, 200 * bytes, rows, columns, step * bytes);
        const expected = Array.from({ length: 200 }, (_, at) => {
          const [j, i] = [Math.floor(at / step), at % step];
          return j < columns && i < rows ? i * columns + j : -1;
        });
        expect([...view.subarray(200, 400)]).toEqual(expected);
      }
    }
  });
});
