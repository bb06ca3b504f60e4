import { grad, gradCheck } from '@hml/autograd';
import {
  cumprod,
  einsum,
  elu,
  exp,
  greater,
  logSoftmax,
  max,
  maximum,
  mul,
  norm,
  pow,
  prod,
  relu,
  sigmoid,
  slice,
  softplus,
  sort,
  std,
  sum,
  type Tensor,
  take,
  tanh,
  tensor,
  topk,
  where,
} from '@hml/tensor';
import { expect, it } from 'vitest';

// What other libraries were measured to get wrong, as far as no test of an op says it already.

type Scalar = Tensor<readonly [], 'float64'>;

/** The gradient of the sum of what f gives. */
const slope = (f: (x: Tensor) => Tensor, x: Tensor): unknown => grad((v: Tensor) => sum(f(v)))(x).toArray();

it('derivatives stay finite and keep their digits far from 0', () => {
  expect(slope(elu, tensor([100, 1000, -1000]))).toEqual([1, 1, 0]);
  expect(slope(softplus, tensor([100, 1000, -100]))).toEqual([1, 1, 3.720075976020836e-44]);
  expect(slope(sigmoid, tensor([-100, 100]))).toEqual([3.720075976020836e-44, 3.720075976020836e-44]);
  expect(slope(tanh, tensor([-1000, 1000]))).toEqual([0, 0]);
});

it('powers have their derivatives at 0, whether the exponent is a number or a tensor', () => {
  expect(slope((x) => pow(x, 2), tensor([0, -3]))).toEqual([0, -6]);
  expect(slope((x) => pow(x, tensor([0, 1, 2, 3])), tensor([0, 0, 0, 0]))).toEqual([0, 1, 0, 0]);
});

it('kinks have one convention: 0 for relu, equal shares for the largest of equal elements', () => {
  expect(slope(relu, tensor([0]))).toEqual([0]);
  expect(slope((x) => max(x), tensor([1, 3, 3]))).toEqual([0, 0.5, 0.5]);
  expect(slope((x) => maximum(x, tensor([3])), tensor([3]))).toEqual([0.5]);
  expect(slope((x) => sort(x).mul(tensor([1, 10, 100])), tensor([5, 5, 1]))).toEqual([10, 100, 1]);
  expect(slope((x) => topk(x, 1).values, tensor([5, 5, 1]))).toEqual([1, 0, 0]);
});

it('norm, std and products have gradients where a division would give NaN', () => {
  expect(slope((x) => norm(x), tensor([0, 0]))).toEqual([0, 0]);
  expect(slope((x) => std(x), tensor([2, 2]))).toEqual([0, 0]);
  expect(slope((x) => prod(x), tensor([0, 2, 3]))).toEqual([6, 0, 0]);
  expect(slope((x) => cumprod(x), tensor([2, 0, 3]))).toEqual([1, 8, 0]);
});

it('a choice by comparison is differentiable on both sides', () => {
  expect(slope((x) => where(greater(x, 0), mul(x, x), mul(x, -2)), tensor([-1, 0, 4]))).toEqual([-2, -2, 8]);
});

it('the cross-entropy of far-apart logits has the gradient p − 1', () => {
  expect(slope((x) => logSoftmax(x).at(1).mul(-1), tensor([1000, 0, 0]))).toEqual([1, -1, 0]);
});

it('tanh, exp and sigmoid can be differentiated three times', () => {
  const orders = (f: (x: Scalar) => Scalar): number[] => {
    const first = grad<Scalar>(f);
    const second = grad<Scalar>(first);
    return [first, second, grad<Scalar>(second)].map((g) => g(tensor(0.5)).item());
  };
  const digits = (values: readonly number[]): string[] => values.map((v) => v.toPrecision(14));
  expect(digits(orders(tanh))).toEqual(digits([0.7864477329659274, -0.7268619813835873, -0.5652092882597703]));
  expect(digits(orders(exp))).toEqual(digits([1.6487212707001282, 1.6487212707001282, 1.6487212707001282]));
  expect(digits(orders(sigmoid))).toEqual(digits([0.2350037122015945, -0.05755679485232074, -0.09635675628958461]));
});

it('gathers, stepped slices and einsum have gradients', () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(slope((v) => take(v, [1, 1, 0], 0), x)).toEqual([
    [1, 1, 1],
    [2, 2, 2],
  ]);
  expect(slope((v) => slice(v, ':', [null, null, 2]), x)).toEqual([
    [1, 0, 1],
    [1, 0, 1],
  ]);
  gradCheck((v) => einsum('ij,ik->jk', v, v), [x]);
});

it('an unused result takes no part: 10 x beside a dead branch has the gradient 10', () => {
  const f = (x: Tensor): Tensor => {
    const y = mul(x, 2);
    mul(y, y).add(y); // used nowhere
    return mul(y, 5);
  };
  expect(slope(f, tensor([3]))).toEqual([10]);
});
