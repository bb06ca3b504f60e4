import { permutation, random, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { chiSquared, momentsOf } from './distribution.ts';
import { describeStream } from './streams.ts';

describeOp('permutation', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    return { inputs: [x], call: (values) => permutation(random(7), values, { axis }) };
  },
  invalid: [
    [() => permutation(random(0), -1), ShapeError],
    [() => permutation(random(0), 2.5), ShapeError],
    [() => permutation(random(0), tensor(1)), ShapeError],
    [() => permutation(random(0), tensor([1]), { axis: 1 }), ShapeError],
  ],
});

describeStream('permutation', (rng, shape) =>
  permutation(
    rng,
    shape.reduce((n, side) => n * side, 1),
  ),
);

it('permutation gives every order of four equally often', () => {
  const orders = new Map<string, number>();
  const ranks = Array.from({ length: 12_000 }, (_, i) => {
    const order = permutation(random(4).split(i), 4).toArray().join('');
    if (!orders.has(order)) orders.set(order, orders.size);
    return orders.get(order) ?? 0;
  });
  expect(orders.size).toBe(24);
  expect(chiSquared(tensor(ranks), new Array<number>(24).fill(1 / 24))).toBeLessThan(5);
});

it('permutation brings each element to each place: the first of 1,000 has the moments of a uniform place', () => {
  const firsts = tensor(Array.from({ length: 2000 }, (_, i) => permutation(random(i), 1000).at(0).item()));
  const { mean, variance } = momentsOf(firsts);
  expect(Math.abs(mean - 499.5)).toBeLessThan(26);
  expect(Math.abs(variance / ((1000 ** 2 - 1) / 12) - 1)).toBeLessThan(0.1);
});

it('permutation keeps the parts of a tensor together and the dtype', () => {
  const x = tensor(
    [
      [1, 10],
      [2, 20],
      [3, 30],
    ],
    { dtype: 'int32' },
  );
  const rows = permutation(random(3), x);
  expect(rows.dtype).toBe('int32');
  expect(rows.toArray().sort(([a], [b]) => a - b)).toEqual(x.toArray());
  const columns = permutation(random(3), x, { axis: 1 }).toArray();
  expect(columns.map((row) => row[0] < row[1])).toEqual(new Array(3).fill(columns[0][0] < columns[0][1]));
  expect(permutation(random(3), 0).shape).toEqual([0]);
});

it('permutation gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(permutation(random(42), 6).toArray()).toMatchInlineSnapshot(`
    [
      1,
      2,
      5,
      4,
      0,
      3,
    ]
  `);
});
