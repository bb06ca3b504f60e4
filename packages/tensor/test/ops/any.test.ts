import { any, DTypeError, ShapeError, tensor, wrap, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('any', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64');
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => any(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => any(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => any('a'), DTypeError],
  ],
});

it('any of nothing is false, and NaN counts', () => {
  expect(any(zeros([0])).item()).toBe(false);
  expect(any(tensor([0, Number.NaN])).item()).toBe(true);
  expect(any(tensor([0, -0])).item()).toBe(false);
});

it('any along lines that lie across gives what it gives along a copy in row-major order', () => {
  for (const [m, n] of [
    [3, 200],
    [200, 3],
    [65, 130],
  ]) {
    const values = new Uint8Array(m * n).fill(0);
    for (let i = 0; i < m; i += 2) values[i * n + ((i * 7) % n)] = 1;
    const across = wrap(values, [m, n]).T;
    const copy = tensor(across.toArray());
    for (const axis of [0, 1]) expect(any(across, axis).toArray()).toEqual(any(copy, axis).toArray());
    const deep = across.reshape([n, m, 1]).broadcastTo([n, m, 4]);
    expect(any(deep, [0, 2]).toArray()).toEqual(any(copy, 0).toArray());
  }
});
