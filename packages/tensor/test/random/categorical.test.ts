import { categorical, DataError, OptionError, random, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { firstAbove } from '../../src/random/weights.ts';
import { chiSquared } from './distribution.ts';
import { describeElements, describeStream } from './streams.ts';

describeOp('categorical', {
  cases: (draw) => {
    const size = draw.pick([undefined, 0, 4]);
    const x = draw.tensor({ shape: [...draw.shape({ maxRank: 3 }), draw.integer(1, 3)] });
    return {
      inputs: [x],
      call: (logits) => (size === undefined ? categorical(random(7), logits) : categorical(random(7), logits, { size })),
    };
  },
  specials: false,
  invalid: [
    [() => categorical(random(0), tensor([1, Number.NaN])), DataError],
    [() => categorical(random(0), tensor([1, Infinity])), DataError],
    [() => categorical(random(0), tensor([-Infinity, -Infinity])), DataError],
    [() => categorical(random(0), tensor([3, -1]), { kind: 'weights' }), DataError],
    [() => categorical(random(0), tensor([0, 0]), { kind: 'weights' }), DataError],
    [() => categorical(random(0), tensor([1, Infinity]), { kind: 'weights' }), DataError],
    [() => categorical(random(0), tensor(1)), ShapeError],
    [() => categorical(random(0), zeros([2, 0])), ShapeError],
    [() => categorical(random(0), tensor([1]), { size: -1 }), ShapeError],
    // @ts-expect-error probabilities are weights
    [() => categorical(random(0), tensor([1]), { kind: 'probabilities' }), OptionError],
  ],
});

const weights = tensor([0, 1, 2, 0, 3, 4]);

describeStream('categorical', (rng, shape) => categorical(rng, weights.broadcastTo([...shape, 6]), { kind: 'weights' }));
describeElements('categorical', (rng, shape) => categorical(rng, weights.broadcastTo([...shape, 6]), { kind: 'weights' }));

it('categorical draws by weights, never one of weight 0, and by logits the same', () => {
  const byWeight = categorical(random(2), weights, { kind: 'weights', size: 50_000 });
  const counts = [0, 1, 2, 3, 4, 5].map((k) => byWeight.equal(k).sum().item());
  expect([counts[0], counts[3]]).toEqual([0, 0]);
  const relabelled = tensor([...byWeight.toTypedArray()].map((k) => [0, 0, 1, 0, 2, 3][k]));
  expect(chiSquared(relabelled, [0.1, 0.2, 0.3, 0.4])).toBeLessThan(5);
  const logits = tensor([-Infinity, 0, Math.LN2, -Infinity, Math.log(3), Math.log(4)]);
  expect(categorical(random(2), logits, { size: 50_000 }).toArray()).toEqual(byWeight.toArray());
});

it('categorical never draws a weight of 0, even by a uniform number of exactly 0: the first sum above the target counts', () => {
  const sums = Float64Array.of(0, 1, 1, 3);
  expect([0, 0.5, 1, 2.9].map((target) => firstAbove(sums, target))).toEqual([1, 1, 3, 3]);
});

it('categorical takes logits of any size, rows of any rank, and integers and bools as weights', () => {
  expect(
    categorical(
      random(1),
      tensor([
        [1e300, 0],
        [-1e300, -1e308],
      ]),
    ).toArray(),
  ).toEqual([0, 0]);
  const rows = categorical(random(1), zeros([2, 3, 4]), { size: 5 });
  expect([rows.shape, rows.dtype]).toEqual([[2, 3, 5], 'int32']);
  expect(categorical(random(1), tensor([false, true]), { kind: 'weights', size: 3 }).toArray()).toEqual([1, 1, 1]);
  expect(categorical(random(1), zeros([0, 3])).shape).toEqual([0]);
});

it('categorical gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(categorical(random(42), zeros([100]), { size: 5 }).toArray()).toMatchInlineSnapshot(`
    [
      86,
      15,
      52,
      24,
      62,
    ]
  `);
});
