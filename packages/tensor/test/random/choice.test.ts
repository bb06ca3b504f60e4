import { choice, DataError, full, random, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { chiSquared } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('choice', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1 });
    const n = x.shape[0];
    const weights = draw.boolean() ? Array.from(draw.tensor({ shape: [n], min: 0.1 }).toTypedArray()) : undefined;
    const size = draw.pick([n, [n, 1]]);
    const options = { replace: draw.boolean(), ...(weights && { weights }) };
    return { inputs: [x], call: (values) => choice(random(7), values, size, options) };
  },
  invalid: [
    [() => choice(random(0), 3, 4, { replace: false }), DataError],
    [() => choice(random(0), 0, 1), DataError],
    [() => choice(random(0), 3, 2, { replace: false, weights: [1, 0, 0] }), DataError],
    [() => choice(random(0), 2, 1, { replace: false, weights: [1, -1] }), DataError],
    [() => choice(random(0), 2, 1, { weights: [0, 0] }), DataError],
    [() => choice(random(0), 2, 1, { weights: [1, 2, 3] }), ShapeError],
    [() => choice(random(0), -2, 1), ShapeError],
    [() => choice(random(0), 2, 0.5), ShapeError],
    [() => choice(random(0), tensor(2), 1), ShapeError],
  ],
});

describeStream('choice', (rng, shape) => choice(rng, 50, shape));
describeElements('choice', (rng, shape) => choice(rng, 50, shape, { weights: full([50], 0.3) }));

it('choice with replacement draws by the weights, or all the same', () => {
  expect(chiSquared(choice(random(4), 8, 40_000), new Array<number>(8).fill(1 / 8))).toBeLessThan(5);
  expect(chiSquared(choice(random(4), 3, 40_000, { weights: [5, 3, 2] }), [0.5, 0.3, 0.2])).toBeLessThan(5);
});

it('choice without replacement draws each at most once, every set equally often', () => {
  const sets = Array.from({ length: 10_000 }, (_, i) => choice(random(6).split(i), 5, 2, { replace: false }).toArray());
  expect(sets.every(([a, b]) => a !== b)).toBe(true);
  expect(chiSquared(tensor(sets.map(([a, b]) => 4 * a + b - (b > a ? 1 : 0))), new Array<number>(20).fill(1 / 20))).toBeLessThan(5);
});

it('choice without replacement draws each by its share of the weights that are left', () => {
  const weights = [1, 2, 3];
  const pairs = Array.from({ length: 12_000 }, (_, i) => choice(random(6).split(i), 3, 2, { replace: false, weights }).toArray());
  // P(a, then b) = w_a / 6 · w_b / (6 − w_a), for (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1).
  const exact = [1 / 15, 1 / 10, 1 / 12, 1 / 4, 1 / 6, 1 / 3];
  expect(chiSquared(tensor(pairs.map(([a, b]) => 2 * a + b - (b > a ? 1 : 0))), exact)).toBeLessThan(5);
});

it('choice takes parts of a tensor, in any drawn shape', () => {
  const x = tensor(
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    { dtype: 'int32' },
  );
  const drawn = choice(random(2), x, [2, 4]);
  expect([drawn.shape, drawn.dtype]).toEqual([[2, 4, 2], 'int32']);
  expect(choice(random(2), x, 3, { replace: false }).toArray().flat(2).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(choice(random(2), x, 2, { weights: [0, 0, 1] }).toArray()).toEqual([
    [5, 6],
    [5, 6],
  ]);
  expect(choice(random(2), zeros([0, 3]), 0).shape).toEqual([0, 3]);
});

it('choice moves the stream by the size with replacement, by n without', () => {
  for (const [options, moved] of [
    [{}, 2],
    [{ weights: [1, 2, 3, 4] }, 2],
    [{ replace: false }, 4],
    [{ replace: false, weights: [1, 2, 3, 4] }, 4],
  ] as const) {
    const rng = random(0);
    choice(rng, 4, 2, options);
    expect(rng.counter.value.item()).toBe(moved);
  }
});

it('choice gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(choice(random(42), 100, 4).toArray()).toMatchInlineSnapshot(`
    [
      24,
      48,
      91,
      0,
    ]
  `);
  expect(choice(random(42), 9, 4, { replace: false }).toArray()).toMatchInlineSnapshot(`
    [
      1,
      8,
      5,
      4,
    ]
  `);
  expect(choice(random(42), 4, 4, { replace: false, weights: [1, 2, 3, 4] }).toArray()).toMatchInlineSnapshot(`
    [
      3,
      1,
      2,
      0,
    ]
  `);
});
