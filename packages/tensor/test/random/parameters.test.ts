import {
  beta,
  categorical,
  choice,
  dirichlet,
  gamma,
  multinomial,
  multivariateNormal,
  OptionError,
  random,
  ShapeError,
  studentT,
  type Tensor,
  tensor,
  zeros,
} from '@hml/tensor';
import * as densities from '@hml/tensor/densities';
import { assertSame } from '@hml/testing';
import { describe, expect, it } from 'vitest';

const [x, ones, identity] = [tensor([1, 0]), tensor([1, 1]), tensor([[1, 0], [0, 1]])]; // biome-ignore format: a matrix
const rng = () => random(5);
const integers = ['int32', 'uint8', 'bool'] as const;

// Every tensor that each takes, with values that bool has too.
const inputs: Readonly<Record<string, readonly [inputs: readonly Tensor[], call: (...inputs: Tensor[]) => Tensor]>> = {
  betaLogDensity: [[x, ones, ones], (v, alpha, b) => densities.betaLogDensity(v, { alpha, beta: b })],
  dirichletLogDensity: [[x, ones], (v, alpha) => densities.dirichletLogDensity(v, { alpha })],
  gammaLogDensity: [[x, ones, ones], (v, alpha, scale) => densities.gammaLogDensity(v, { alpha, scale })],
  multinomialLogDensity: [[x, ones], (v, p) => densities.multinomialLogDensity(v, { p })],
  'multivariateNormalLogDensity of std': [[x, x, ones], (v, mean, std) => densities.multivariateNormalLogDensity(v, { mean, std })],
  'multivariateNormalLogDensity of cholesky': [
    [x, x, identity],
    (v, mean, cholesky) => densities.multivariateNormalLogDensity(v, { mean, cholesky }),
  ],
  'multivariateNormalLogDensity of covariance': [
    [x, x, identity],
    (v, mean, covariance) => densities.multivariateNormalLogDensity(v, { mean, covariance }),
  ],
  normalLogDensity: [[x, x, ones], (v, mean, std) => densities.normalLogDensity(v, { mean, std })],
  poissonLogDensity: [[x, ones], (v, lambda) => densities.poissonLogDensity(v, { lambda })],
  studentTLogDensity: [[x, ones, x, ones], (v, df, loc, scale) => densities.studentTLogDensity(v, { df, loc, scale })],
  'multivariateNormal of std': [[x, ones], (mean, std) => multivariateNormal(rng(), [2], { mean, std })],
  'multivariateNormal of cholesky': [[x, identity], (mean, cholesky) => multivariateNormal(rng(), [2], { mean, cholesky })],
  'multivariateNormal of covariance': [[x, identity], (mean, covariance) => multivariateNormal(rng(), [2], { mean, covariance })],
  dirichlet: [[ones], (alpha) => dirichlet(rng(), [2], { alpha })],
  multinomial: [[ones], (p) => multinomial(rng(), [2], { n: 9, p })],
  'categorical of logits': [[x], (v) => categorical(rng(), v, { size: 9 })],
  'categorical of weights': [[x], (v) => categorical(rng(), v, { size: 9, kind: 'weights' })],
  'choice with replacement': [[x], (weights) => choice(rng(), 2, 9, { weights })],
  'choice without replacement': [[ones], (weights) => choice(rng(), 2, 2, { weights, replace: false })],
};

describe.each(Object.entries(inputs))('%s', (_, [wide, call]) => {
  it.each(integers)('takes %s for what the same numbers in float64 are, alone and all together', (dtype) => {
    const expected = call(...wide);
    assertSame(call(...wide.map((v) => v.cast(dtype))), expected);
    wide.forEach((v, i) => {
      assertSame(call(...wide.with(i, v.cast(dtype))), expected);
    });
  });
});

// A call with each parameter that has no default, whose value is given.
const required: readonly (readonly [where: string, option: string, call: (value: never) => unknown])[] = [
  ['betaLogDensity', 'alpha', (alpha) => densities.betaLogDensity(x, { alpha, beta: 1 })],
  ['betaLogDensity', 'beta', (b) => densities.betaLogDensity(x, { alpha: 1, beta: b })],
  ['dirichletLogDensity', 'alpha', (alpha) => densities.dirichletLogDensity(x, { alpha })],
  ['gammaLogDensity', 'alpha', (alpha) => densities.gammaLogDensity(x, { alpha })],
  ['multinomialLogDensity', 'p', (p) => densities.multinomialLogDensity(x, { p })],
  ['multivariateNormalLogDensity', 'mean', (mean) => densities.multivariateNormalLogDensity(x, { mean, std: ones })],
  ['studentTLogDensity', 'df', (df) => densities.studentTLogDensity(x, { df })],
  ['beta', 'alpha', (alpha) => beta(rng(), [1], { alpha, beta: 1 })],
  ['beta', 'beta', (b) => beta(rng(), [1], { alpha: 1, beta: b })],
  ['dirichlet', 'alpha', (alpha) => dirichlet(rng(), [1], { alpha })],
  ['gamma', 'alpha', (alpha) => gamma(rng(), [1], { alpha })],
  ['multinomial', 'n', (n) => multinomial(rng(), [1], { n, p: ones })],
  ['multinomial', 'p', (p) => multinomial(rng(), [1], { n: 1, p })],
  ['multivariateNormal', 'mean', (mean) => multivariateNormal(rng(), [1], { mean, std: ones })],
  ['studentT', 'df', (df) => studentT(rng(), [1], { df })],
];

const optional: typeof required = [
  ['normalLogDensity', 'mean', (mean) => densities.normalLogDensity(x, { mean })],
  ['gammaLogDensity', 'scale', (scale) => densities.gammaLogDensity(x, { alpha: 1, scale })],
  ['poissonLogDensity', 'lambda', (lambda) => densities.poissonLogDensity(x, { lambda })],
  ['multivariateNormalLogDensity', 'std', (std) => densities.multivariateNormalLogDensity(x, { mean: x, std })],
  ['multivariateNormalLogDensity', 'covariance', (covariance) => densities.multivariateNormalLogDensity(x, { mean: x, covariance })],
  ['multivariateNormal', 'cholesky', (cholesky) => multivariateNormal(rng(), [1], { mean: x, cholesky })],
];

const cases = [
  ...required.map((line) => [...line, undefined, 'undefined'] as const),
  ...[...required, ...optional].map((line) => [...line, 'a', "the text 'a'"] as const),
];

it.each(cases)('%s names its parameter %s when that is no number and no tensor', (where, option, call, value, got) => {
  try {
    call(value as never);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError);
    if (value === undefined || where.endsWith('Density')) expect(error).toMatchObject({ where, what: option, got });
    else expect(error).toMatchObject({ where, what: option });
  }
});

it('a list for a parameter is refused with what makes a tensor of it', () => {
  // @ts-expect-error a list is no tensor
  expect(() => densities.gammaLogDensity(x, { alpha: [1, 2] })).toThrow(/^gammaLogDensity: alpha\n(.|\n)*tensor\(values\) makes one/);
});

it('dirichletLogDensity and multinomialLogDensity of no categories are the errors of their samplers', () => {
  const none = zeros([2, 0]);
  const calls = [
    () => densities.dirichletLogDensity(none, { alpha: none }),
    () => dirichlet(rng(), [1], { alpha: none }),
    () => densities.multinomialLogDensity(none, { p: none }),
    () => multinomial(rng(), [1], { n: 1, p: none }),
  ];
  const errors = calls.map((call) => {
    expect(call).toThrow(ShapeError);
    try {
      return call();
    } catch (error) {
      const { where, what, expected, got } = error as ShapeError;
      return { where, what, expected, got };
    }
  });
  const [what, got] = ['nothing to share', '[2, 0]'];
  expect(errors.slice(0, 2)).toEqual(
    ['dirichletLogDensity', 'dirichlet'].map((where) => ({ where, what, expected: 'alpha [..., K]', got })),
  );
  const choose = 'nothing to choose from';
  expect(errors.slice(2)).toEqual(
    ['multinomialLogDensity', 'multinomial'].map((where) => ({ where, what: choose, expected: 'p [..., K]', got })),
  );
});
