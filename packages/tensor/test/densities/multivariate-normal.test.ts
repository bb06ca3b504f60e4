import {
  add,
  cholesky,
  DataError,
  expandDims,
  inv,
  matmul,
  mT,
  multivariateNormal,
  OptionError,
  random,
  ShapeError,
  slogdet,
  squeeze,
  sub,
  sum,
  type Tensor,
  tensor,
  tril,
} from '@hml/tensor';
import { multivariateNormalLogDensity, normalLogDensity } from '@hml/tensor/densities';
import { assertClose, assertSame, type Draw, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { scipy } from './reference.ts';

/** $M M^\top + 2 I$, far from singular. */
function covarianceOf(draw: Draw, batch: readonly number[]): Tensor {
  const M = draw.tensor({ shape: [...batch, 3, 3], min: -1, max: 1 });
  return add(matmul(M, mT(M)), tensor([[2, 0, 0], [0, 2, 0], [0, 0, 2]])); // biome-ignore format: a matrix
}

/** The same with the inverse and the determinant of the covariance. */
function byInverse(x: Tensor, mean: Tensor, L: Tensor): Tensor {
  const covariance = matmul(L, mT(L));
  const off = sub(x, mean);
  const square = matmul(matmul(expandDims(off, -2), inv(covariance)), expandDims(off, -1));
  return add(squeeze(square, [-2, -1]), add(slogdet(covariance).logAbsDet, 3 * Math.log(2 * Math.PI))).mul(-0.5);
}

describeOp('multivariateNormalLogDensity', {
  cases: (draw) => {
    const [x, mean, batch] = draw.pick([[[3], [3], []], [[4, 3], [3], []], [[2, 4, 3], [2, 1, 3], [2, 1]], [[2, 3], [3], [2]]]); // biome-ignore format: shapes
    const L = cholesky(covarianceOf(draw, batch));
    const inputs = [draw.tensor({ shape: x, min: -3, max: 3 }), draw.tensor({ shape: mean, min: -1, max: 1 }), L];
    return { inputs, call: (a, b, c) => multivariateNormalLogDensity(a, { mean: b, cholesky: c }) };
  },
  tolerance: { rtol: 1e-12, atol: 1e-12 },
  reference: byInverse,
  specials: false,
  dtypes: [],
  invalid: [
    [() => multivariateNormalLogDensity(tensor([1]), { mean: tensor([1]) }), OptionError],
    [() => multivariateNormalLogDensity(tensor([1]), { mean: tensor([1]), std: tensor([1]), cholesky: tensor([[1]]) }), OptionError],
    [() => multivariateNormalLogDensity(tensor([1]), { mean: tensor([1, 2]), std: tensor([1, 2]) }), ShapeError],
    [() => multivariateNormalLogDensity(tensor([1, 2]), { mean: tensor([1, 2]), std: tensor([1]) }), ShapeError],
    // @ts-expect-error misspelt
    [() => multivariateNormalLogDensity(tensor([1]), { mean: tensor([1]), cov: tensor([[1]]) }), OptionError],
  ],
});

const { mean, covariance, x, full, diagonal: independent } = scipy.multivariateNormal;

it('multivariateNormalLogDensity agrees with SciPy to 12 digits, by covariance, factor and deviations', () => {
  const sigma = tensor(covariance);
  for (const spread of [{ covariance: sigma }, { cholesky: cholesky(sigma) }]) {
    assertClose(multivariateNormalLogDensity(tensor(x), { mean: tensor(mean), ...spread }), tensor(full), { rtol: 1e-12 });
  }
  const std = tensor(covariance.map((row, i) => Math.sqrt(row[i])));
  assertClose(multivariateNormalLogDensity(tensor(x), { mean: tensor(mean), std }), tensor(independent), { rtol: 1e-12 });
});

it('multivariateNormalLogDensity of deviations is the sum of normal log densities, for every batch', () => {
  const at = tensor([[[1, 2]], [[3, -4]]]);
  const [m, std] = [tensor([[0, 0], [1, 1], [2, 5]]), tensor([0.5, 2])]; // biome-ignore format: rows
  const y = multivariateNormalLogDensity(at, { mean: m, std });
  expect(y.shape).toEqual([2, 3]);
  assertClose(y, sum(normalLogDensity(at, { mean: m, std }), -1), { rtol: 1e-14 });
});

it('multivariateNormalLogDensity refuses a covariance that is none, with the leading minor', () => {
  expect(() =>
    multivariateNormalLogDensity(tensor([1, 2]), {
      mean: tensor([0, 0]),
      covariance: tensor([
        [1, 2],
        [2, 1],
      ]),
    }),
  ).toThrow(DataError);
});

it('multivariateNormal draws have the mean and the covariance they are asked for', () => {
  const [m, sigma] = [tensor(mean), tensor(covariance)];
  for (const spread of [{ covariance: sigma }, { cholesky: cholesky(sigma) }]) {
    const draws = multivariateNormal(random(8), [20_000], { mean: m, ...spread });
    const off = sub(draws, m);
    assertClose(draws.mean(0), m, { atol: 0.06 });
    assertClose(matmul(mT(off), off).div(20_000), sigma, { atol: 0.12 });
    // the squared distances follow χ² with three degrees of freedom, whose mean and variance are 3 and 6
    const z = inv(cholesky(sigma)).matmul(mT(off));
    const distances = sum(z.mul(z), 0);
    expect(Math.abs(distances.mean().item() - 3)).toBeLessThan(4 * Math.sqrt(6 / 20_000));
  }
});

it('multivariateNormalLogDensity and multivariateNormal are what their errors name', () => {
  const [at, rng] = [tensor([1, 2]), random(0)];
  const spreads = [{ covariance: tensor([[1, 2], [2, 1]]) }, { covariance: tensor([[1, 2]]) }, { cholesky: tensor([[0, 0], [1, 1]]) }]; // biome-ignore format: matrices
  for (const spread of spreads) {
    expect(() => multivariateNormalLogDensity(at, { mean: at, ...spread })).toThrow(/^multivariateNormalLogDensity: /);
  }
  // @ts-expect-error a list is no tensor
  expect(() => multivariateNormalLogDensity(at, { mean: at, covariance: [[1]] })).toThrow(/^multivariateNormalLogDensity: /);
  expect(() => multivariateNormal(rng, [1], { mean: at, ...spreads[0] })).toThrow(/^multivariateNormal: /);
});

it('multivariateNormalLogDensity and multivariateNormal read the same factor: the lower triangle, signs or not', () => {
  const [at, zero] = [tensor([1, 2]), tensor([0, 0])];
  const factors = [tensor([[2, 99], [-1, 3]]), tensor([[-2, 0], [1, 3]]), tensor([[2, 7], [-1, -3]])]; // biome-ignore format: matrices
  for (const L of factors) {
    const covariance = matmul(tril(L), mT(tril(L)));
    assertClose(
      multivariateNormalLogDensity(at, { mean: zero, cholesky: L }),
      multivariateNormalLogDensity(at, { mean: zero, covariance }),
      { rtol: 1e-14 },
    );
    const draws = multivariateNormal(random(3), [20_000], { mean: zero, cholesky: L });
    assertClose(matmul(mT(draws), draws).div(20_000), covariance, { atol: 0.3 });
    assertSame(draws, multivariateNormal(random(3), [20_000], { mean: zero, cholesky: tril(L) }));
    const batch = multivariateNormal(random(3), [20_000], { mean: zero, cholesky: L.reshape([1, 2, 2]) }); // one product for each row
    assertClose(batch.reshape([20_000, 2]), draws, { rtol: 1e-13, atol: 1e-13 });
  }
});

it('multivariateNormalLogDensity and multivariateNormal of a negative deviation are NaN', () => {
  const options = { mean: tensor([0, 0]), std: tensor([1, -1]) };
  expect(multivariateNormalLogDensity(tensor([1, 2]), options).item()).toBeNaN();
  const [first, second] = multivariateNormal(random(3), [], options).toTypedArray();
  expect(first).not.toBeNaN();
  expect(second).toBeNaN();
});
