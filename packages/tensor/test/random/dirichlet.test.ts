import { DataError, dirichlet, OptionError, ones, random, ShapeError, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { betaincOf } from '../../src/math/incomplete-beta.ts';
import { kolmogorovSmirnov } from './distribution.ts';

describeOp('dirichlet', {
  cases: (draw) => {
    const shape = draw.pick([[], [3], [2, 0]]);
    const alpha = draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), draw.integer(1, 4)], min: 0.2, max: 9 });
    return { inputs: [alpha], call: (a) => dirichlet(random(7), shape, { alpha: a }) };
  },
  tolerance: { rtol: 1e-12 },
  derivative: false,
  dtypes: [],
  specials: false,
  invalid: [
    [() => dirichlet(random(0), [1], { alpha: tensor([1, 0]) }), DataError],
    [() => dirichlet(random(0), [1], { alpha: tensor([1, Infinity]) }), DataError],
    [() => dirichlet(random(0), [1], { alpha: tensor([Number.NaN]) }), DataError],
    [() => dirichlet(random(0), [1], { alpha: tensor(1) }), ShapeError],
    [() => dirichlet(random(0), [1], { alpha: zeros([2, 0]) }), ShapeError],
    [() => dirichlet(random(0), [-1], { alpha: tensor([1]) }), ShapeError],
    // @ts-expect-error integers are drawn by other samplers
    [() => dirichlet(random(0), [1], { alpha: tensor([1]), dtype: 'int32' }), OptionError],
  ],
});

it('dirichlet draws have beta distributions for shares, the right moments, and sum to 1', () => {
  const alpha = [0.4, 2, 7];
  const A = 9.4;
  const draws = dirichlet(random(3), [20_000], { alpha: tensor(alpha) });
  assertClose(draws.sum(1), ones([20_000]), { rtol: 4e-16 });
  alpha.forEach((a, k) => {
    const share = draws.T.at(k);
    expect(kolmogorovSmirnov(share, (v) => betaincOf(a, A - a, v))).toBeLessThan(2);
  });
  const covariance = draws.T.at(1).sub(2 / A).mul(draws.T.at(2).sub(7 / A)).mean().item(); // biome-ignore format: one formula
  expect(covariance).toBeCloseTo((-2 * 7) / (A * A * (A + 1)), 3);
});

it('dirichlet moves the stream by one an element; each row of alpha draws its own', () => {
  const rng = random(5);
  const draws = dirichlet(rng, [4], { alpha: tensor([[1, 1], [1e6, 1]]) }); // biome-ignore format: rows
  expect(draws.shape).toEqual([4, 2, 2]);
  expect(rng.counter.value.item()).toBe(16);
  expect([...draws.slice(':', 1, 0).toTypedArray()].every((share) => share > 0.999)).toBe(true);
  expect(dirichlet(random(1), [], { alpha: tensor([1e-5, 1e-5]), dtype: 'float32' }).dtype).toBe('float32');
});
it('dirichlet of concentrations at the end of float64 gives one share all, in their proportion', () => {
  const shares = dirichlet(random(3), [20_000], { alpha: tensor([1e-320, 3e-320]) });
  expect(shares.sum(1).toArray()).toEqual(new Array(20_000).fill(1));
  expect(Math.abs(shares.mean(0).at(0).item() - 0.25)).toBeLessThan(0.02);
});
