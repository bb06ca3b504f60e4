import { OptionError, type Random, random, ShapeError, tensor, uniform } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('uniform', {
  cases: (draw) => ({ inputs: [draw.tensor()], call: (x) => uniform(random(7), x.shape) }),
  dtypes: [], // the type is an option: the input only lends its shape
});

it('uniform draws lie in [low, high) with the moments of the distribution', () => {
  const x = uniform(random(1), [100_000], { low: -1, high: 3 });
  const values = x.toTypedArray();
  expect(values.every((v) => v >= -1 && v < 3)).toBe(true);
  expect(x.mean().item()).toBeCloseTo(1, 1);
  expect(x.sub(1).mul(x.sub(1)).mean().item()).toBeCloseTo(16 / 12, 1);
});

it('uniform gives the same stream for the same seed, others for other seeds and splits, and continues where it stopped', () => {
  const draw = (rng: Random, n: number): number[] => uniform(rng, [n]).toArray();
  const rng = random(5);
  expect([...draw(rng, 2), ...draw(rng, 3)]).toEqual(draw(random(5), 5));
  expect(draw(random(5), 3)).not.toEqual(draw(random(6), 3));
  expect(draw(random(5).split(0), 3)).not.toEqual(draw(random(5).split(1), 3));
  expect(draw(random(5).split(0), 3)).not.toEqual(draw(random(5), 3));
});

it('uniform draws of neighbouring seeds and splits are uncorrelated', () => {
  const n = 10_000;
  const a = uniform(random(0), [n]).sub(0.5);
  for (const rng of [random(1), random(0).split(0), random(2 ** 32)]) {
    const correlation =
      a
        .mul(uniform(rng, [n]).sub(0.5))
        .mean()
        .item() * 12;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(n));
  }
});

it('uniform draws just below a multiple of 2³² do not come again 2³² draws later', () => {
  const at = (counter: number): number => {
    const rng = random(0).split(0);
    rng.counter.assign(tensor(counter));
    return uniform(rng, []).item();
  };
  expect(at(2 ** 32 - 1)).not.toBe(at(2 ** 33 - 1)); // the counter's high half was once rounded up with the key added
});

it('uniform gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(uniform(random(42), [3]).toArray()).toMatchInlineSnapshot(`
    [
      0.8690483965743594,
      0.1506324111875399,
      0.5203206621592672,
    ]
  `);
});

it('uniform refuses empty ranges, integer types and shapes that are none', () => {
  expect(() => uniform(random(0), [1], { low: 1, high: 1 })).toThrow(OptionError);
  expect(() => uniform(random(0), [1], { low: Number.NaN })).toThrow(OptionError);
  // @ts-expect-error integers are drawn by other samplers
  expect(() => uniform(random(0), [1], { dtype: 'int32' })).toThrow(OptionError);
  expect(() => uniform(random(0), [-1])).toThrow(ShapeError);
  expect(() => random(0.5)).toThrow(OptionError);
  expect(() => random(0).split(-1)).toThrow(OptionError);
});
