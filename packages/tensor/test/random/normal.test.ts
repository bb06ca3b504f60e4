import { normal, OptionError, random } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('normal', {
  cases: (draw) => ({ inputs: [draw.tensor()], call: (x) => normal(random(7), x.shape) }),
  dtypes: [], // the type is an option: the input only lends its shape
});

it('normal draws have the mean, the deviation, the symmetry and the tails of the distribution', () => {
  const x = normal(random(3), [200_000]);
  const power = (k: number): number => Array.from(x.toTypedArray()).reduce((total, v) => total + v ** k, 0) / x.size;
  expect(power(1)).toBeCloseTo(0, 1);
  expect(power(2)).toBeCloseTo(1, 1);
  expect(Math.abs(power(3))).toBeLessThan(0.03);
  expect(Math.abs(power(4) - 3)).toBeLessThan(0.1);
});

it('normal scales and shifts, and rounds to float32', () => {
  const x = normal(random(4), [50_000], { mean: 5, std: 2, dtype: 'float32' });
  expect(x.dtype).toBe('float32');
  expect(Math.abs(x.mean().item() - 5)).toBeLessThan(0.05);
  expect(normal(random(4), [3], { std: 0 }).toArray()).toEqual([0, 0, 0]);
});

it('normal agrees with the distribution function: the share below z is Φ(z)', () => {
  const values = normal(random(9), [100_000]).toTypedArray();
  for (const [z, p] of [
    [-2, 0.02275],
    [-1, 0.158655],
    [0, 0.5],
    [1.5, 0.933193],
  ]) {
    const share = values.reduce((count, v) => count + Number(v < z), 0) / values.length;
    expect(Math.abs(share - p)).toBeLessThan(0.005);
  }
});

it('normal gives the first numbers of seed 42: a changed stream is a breaking change', () => {
  expect(normal(random(42), [3]).toArray()).toMatchInlineSnapshot(`
    [
      1.1787167385111057,
      1.6359956532438384,
      0.0004771131664519484,
    ]
  `);
});

it('normal refuses a negative or infinite deviation', () => {
  expect(() => normal(random(0), [1], { std: -1 })).toThrow(OptionError);
  expect(() => normal(random(0), [1], { mean: Infinity })).toThrow(OptionError);
});
