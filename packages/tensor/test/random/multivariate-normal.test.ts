import { gradCheck } from '@hml/autograd';
import { DataError, multivariateNormal, normal, OptionError, random, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

const z = (shape: readonly number[]): Tensor => normal(random(7), shape);

describeOp('multivariateNormal', {
  cases: (draw) => {
    const shape = draw.pick([[], [3], [2, 0]]);
    const rows = draw.pick([[], [2]]);
    const mean = draw.tensor({ shape: [...rows, 3] });
    const std = draw.tensor({ shape: [3], min: 0.2, max: 3 });
    return {
      inputs: [mean, std],
      call: (m, s) => multivariateNormal(random(7), shape, { mean: m, std: s }),
      reference: (m, s) => z([...shape, ...m.shape]).mul(s).add(m), // biome-ignore format: the formula
    };
  },
  tolerance: { rtol: 1e-15 },
  dtypes: [],
  specials: false,
  invalid: [
    [() => multivariateNormal(random(0), [1], { mean: tensor([1]) }), OptionError],
    [() => multivariateNormal(random(0), [1], { mean: tensor([1]), std: tensor([1]), covariance: tensor([[1]]) }), OptionError],
    [() => multivariateNormal(random(0), [1], { mean: tensor([1]), std: tensor([1, 2]) }), ShapeError],
    [() => multivariateNormal(random(0), [1], { mean: tensor([1, 2]), cholesky: tensor([[1, 2]]) }), ShapeError],
    [() => multivariateNormal(random(0), [-1], { mean: tensor([1]), std: tensor([1]) }), ShapeError],
    [() => multivariateNormal(random(0), [1], { mean: tensor([1]), covariance: tensor([[-1]]) }), DataError],
  ],
});

it('multivariateNormal draws are L z + μ, for one matrix and for many', () => {
  const L = tensor([[2, 0], [1, 3]]); // biome-ignore format: a matrix
  const mean = tensor([10, 20]);
  const one = multivariateNormal(random(7), [5], { mean, cholesky: L });
  assertClose(one, z([5, 2]).matmul(L.T).add(mean), { rtol: 1e-15 });
  const many = multivariateNormal(random(7), [5], { mean, cholesky: L.reshape([1, 2, 2]) });
  expect(many.shape).toEqual([5, 1, 2]);
  assertClose(many.reshape([5, 2]), one, { rtol: 1e-14 });
  expect(multivariateNormal(random(7), [], { mean, cholesky: L }).shape).toEqual([2]);
  const single = { mean: mean.cast('float32'), std: tensor([1, 1], { dtype: 'float32' }) };
  expect(multivariateNormal(random(7), [1], single).dtype).toBe('float32');
});

it('multivariateNormal lets gradients flow to the mean and to the spread, whichever it is', () => {
  const [mean, matrix] = [tensor([1, -2]), tensor([[2, 1], [1, 3]])]; // biome-ignore format: a matrix
  const draws = (options: { mean: Tensor; covariance?: Tensor; cholesky?: Tensor; std?: Tensor }): Tensor =>
    multivariateNormal(random(7), [3], options);
  gradCheck((m, L) => draws({ mean: m, cholesky: L }), [mean, matrix]);
  gradCheck((m, std) => draws({ mean: m, std }), [mean, tensor([1, 2])]);
  gradCheck((m, M) => draws({ mean: m, covariance: M.add(M.mT).div(2) }), [mean, matrix]);
});
