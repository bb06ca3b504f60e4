import { DataError, exp, matmul, wrap } from '@hml/tensor';
import { apply, enginePath, reduce, unary, withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { withWorkspace } from '../../src/simd/engine.ts';
import { Workspace } from '../../src/simd/workspace.ts';

const numbers = (n: number): Float64Array<ArrayBuffer> => Float64Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898) * 3);

// An op's own loop that computes with tensors may let the memory grow in the middle of a call.
describe.runIf(enginePath() !== 'plain')('loops that use ops themselves', () => {
  const fresh = <R>(fn: () => R): R => withWorkspace(new Workspace(), fn);

  it('of a reduction over an operand that lies across: an error, and no wrong number', () => {
    const big = wrap(numbers(600 * 600), [600, 600]);
    const op = reduce({
      name: 'busySum',
      dtype: (dtype) => dtype,
      order: 'fold',
      definition: (line) => line.reduce((a, b) => a + b, 0),
      kernel: (n, x, offset, _, __, before = 0) => {
        matmul(big, big);
        let total = before;
        for (let i = 0; i < n; i++) total += x[offset + i];
        return total;
      },
    });
    const x = wrap(numbers(700 * 900), [700, 900]).T;
    const compute = () => apply(op, [x], { axes: [0, 1], keepDims: false }).toTypedArray();
    expect(() => fresh(compute)).toThrow(DataError);
    expect(withEngine('plain', compute)[0]).toBeCloseTo(5.666, 3);
  });

  it('of a function that does refused blocks again', () => {
    const op = unary({
      name: 'busyExp',
      result: 'floating',
      definition: Math.exp,
      kernel: (n, x, at, step, y, to) => {
        const values = Float64Array.from({ length: Math.max(n, 300_000) }, (_, i) => x[at + (i % n) * step]);
        const results = exp(wrap(values)).toTypedArray();
        for (let i = 0; i < n; i++) y[to + i] = results[i];
      },
      simd: (f, x) => ({ value: x, refused: f.gt(x, -10) }),
    });
    const x = wrap(numbers(200_000));
    expect(fresh(() => apply(op, [x]).toTypedArray())).toEqual(exp(x).toTypedArray());
  });
});
