import { all, DTypeError, ShapeError, tensor, wrap, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('all', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64');
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => all(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => all(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => all('a'), DTypeError],
  ],
});

it('all of nothing is true, and NaN counts', () => {
  expect(all(zeros([0])).item()).toBe(true);
  expect(all(tensor([1, Number.NaN])).item()).toBe(true);
  expect(all(tensor([1, -0])).item()).toBe(false);
});

it('all along lines that lie across gives what it gives along a copy in row-major order', () => {
  for (const [m, n] of [
    [3, 200],
    [200, 3],
    [65, 130],
  ]) {
    const values = new Uint8Array(m * n).fill(1);
    for (let i = 0; i < m; i += 2) values[i * n + ((i * 7) % n)] = 0;
    const across = wrap(values, [m, n]).T;
    const copy = tensor(across.toArray());
    for (const axis of [0, 1]) expect(all(across, axis).toArray()).toEqual(all(copy, axis).toArray());
    const deep = across.reshape([n, m, 1]).broadcastTo([n, m, 4]);
    expect(all(deep, [0, 2]).toArray()).toEqual(all(copy, 0).toArray());
  }
});
