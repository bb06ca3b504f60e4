import { grad } from '@hml/autograd';
import { beta, digamma, isFinite as finite, OptionError, random, sub, sum, type Tensor, tensor, where } from '@hml/tensor';
import { betaLogDensity } from '@hml/tensor/densities';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { betaincOf } from '../../src/math/incomplete-beta.ts';
import { kolmogorovSmirnov } from '../random/distribution.ts';
import { byElement, checkTable, exact, scipy } from './reference.ts';

describeOp('betaLogDensity', {
  cases: (draw) => {
    const [first, second, third] = draw.broadcastable(3);
    const x = draw.tensor({ shape: first, min: 0.05, max: 0.95 });
    const alpha = draw.tensor({ shape: second, min: 0.3, max: draw.pick([3, 30]) });
    const other = draw.tensor({ shape: third, min: 0.3, max: 9 });
    return { inputs: [x, alpha, other], call: (a, b, c) => betaLogDensity(a, { alpha: b, beta: c }) };
  },
  tolerance: { rtol: 1e-11, atol: 1e-11 }, // the definition of lgamma adds up hundreds of terms
  reference: byElement((x, a, b) => (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) + lgammaOf(a + b) - lgammaOf(a) - lgammaOf(b)),
  specials: false, // the definition holds inside the domain
  dtypes: [],
  invalid: [
    [() => betaLogDensity(tensor([1]), { alpha: 0, beta: 1 }), OptionError],
    [() => betaLogDensity(tensor([1]), { alpha: 1, beta: Number.NaN }), OptionError],
    // @ts-expect-error misspelt
    [() => betaLogDensity(tensor([1]), { alpha: 1, betta: 1 }), OptionError],
  ],
});

it('betaLogDensity agrees with SciPy to 12 digits, at the edges and in the tails as well', () => {
  checkTable(scipy.beta, (x, alpha, other) => betaLogDensity(x, { alpha, beta: other }), { atol: 1e-14 });
});

it('betaLogDensity has 12 right digits where the terms of the formula cancel', () => {
  checkTable(exact.beta, (x, alpha, other) => betaLogDensity(x, { alpha, beta: other }), { rtol: 1e-12 });
});

it('betaLogDensity of float32 is that of float64, to float32', () => {
  const x = tensor([0.25, 0.5, 0.75], { dtype: 'float32' });
  expect(betaLogDensity(x, { alpha: 2, beta: 3 }).dtype).toBe('float32');
});

it('betaLogDensity outside [0, 1] leaves the gradients of the parameters alone', () => {
  const of = (x: number[], parameter: 'alpha' | 'beta'): unknown => {
    const others = { alpha: tensor(2), beta: tensor(3) };
    return grad((p) => {
      const y = betaLogDensity(tensor(x), { ...others, [parameter]: p });
      return sum(where(finite(y), y, 0));
    })(tensor(parameter === 'alpha' ? 2 : 3)).item();
  };
  for (const parameter of ['alpha', 'beta'] as const) {
    expect(of([-1, 0.25, 2], parameter)).toBe(of([0.25], parameter));
    expect(of([-1, 2], parameter)).toBe(0);
  }
});

it('betaLogDensity has the limits of its gradients at 0 and 1', () => {
  const parameters = { alpha: tensor([0.5, 2, 1]), beta: tensor([3, 0.5, 1]) };
  const [alpha, beta] = [parameters.alpha, parameters.beta];
  const drop = (p: Tensor): Tensor => sub(digamma(alpha.add(beta)), digamma(p));
  for (const [x, ofAlpha, ofBeta] of [
    [tensor([0, 0, 0]), tensor([-Infinity, -Infinity, -Infinity]), drop(beta)],
    [tensor([1, 1, 1]), drop(alpha), tensor([-Infinity, -Infinity, -Infinity])],
  ]) {
    assertClose(grad((p) => sum(betaLogDensity(x, { alpha: p, beta })))(alpha), ofAlpha, { rtol: 1e-14 });
    assertClose(grad((p) => sum(betaLogDensity(x, { alpha, beta: p })))(beta), ofBeta, { rtol: 1e-14 });
  }
});

it('betaLogDensity of what is no parameter is NaN, inside and outside of the support', () => {
  const nan = Number.NaN;
  for (const parameters of [
    { alpha: tensor(-1), beta: 1 },
    { alpha: 1, beta: tensor(nan) },
  ]) {
    expect(betaLogDensity(tensor([-1, 0.5, 2]), parameters).toArray()).toEqual([nan, nan, nan]);
  }
});

it('beta draws follow the distribution of betaLogDensity', () => {
  for (const [a, b] of [
    [0.3, 0.6],
    [2, 5],
    [300, 20],
  ]) {
    expect(kolmogorovSmirnov(beta(random(2), [20_000], { alpha: a, beta: b }), (v) => betaincOf(a, b, v))).toBeLessThan(2);
  }
});
