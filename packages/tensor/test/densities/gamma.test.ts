import { grad } from '@hml/autograd';
import { gamma, OptionError, random, sum, type Tensor, tensor } from '@hml/tensor';
import { gammaLogDensity } from '@hml/tensor/densities';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { gammaincOf } from '../../src/math/incomplete-gamma.ts';
import { kolmogorovSmirnov } from '../random/distribution.ts';
import { byElement, checkTable, exact, scipy } from './reference.ts';

describeOp('gammaLogDensity', {
  cases: (draw) => {
    const [first, second, third] = draw.broadcastable(3);
    const x = draw.tensor({ shape: first, min: 0.05, max: 40 });
    const alpha = draw.tensor({ shape: second, min: 0.3, max: draw.pick([3, 30]) });
    const scale = draw.tensor({ shape: third, min: 0.3, max: 4 });
    return { inputs: [x, alpha, scale], call: (a, b, c) => gammaLogDensity(a, { alpha: b, scale: c }) };
  },
  tolerance: { rtol: 1e-11, atol: 1e-11 }, // the definition of lgamma adds up hundreds of terms
  reference: byElement((x, alpha, scale) => (alpha - 1) * Math.log(x / scale) - x / scale - Math.log(scale) - lgammaOf(alpha)),
  specials: false, // the definition holds inside the domain
  dtypes: ['float32'],
  invalid: [
    [() => gammaLogDensity(tensor([1]), { alpha: 0 }), OptionError],
    [() => gammaLogDensity(tensor([1]), { alpha: 1, scale: -1 }), OptionError],
    // @ts-expect-error misspelt
    [() => gammaLogDensity(tensor([1]), { alpha: 1, rate: 1 }), OptionError],
  ],
});

it('gammaLogDensity agrees with SciPy to 12 digits, at the edges and in the tails as well', () => {
  checkTable(scipy.gamma, (x, alpha, scale) => gammaLogDensity(x, { alpha, scale }));
});

it('gammaLogDensity has 13 right digits where the terms of the formula cancel', () => {
  checkTable(exact.gamma, (x, alpha, scale) => gammaLogDensity(x, { alpha, scale }), { rtol: 1e-13 });
});

it('gammaLogDensity has the limits of its gradients at 0', () => {
  const [x, alpha] = [tensor([0, 0, 0, 1]), tensor([0.5, 1, 3, 3])];
  const slope = grad((scale: Tensor) => sum(gammaLogDensity(x, { alpha, scale })))(tensor([2, 2, 2, 2]));
  assertClose(slope, tensor([-0.25, -0.5, -1.5, -1.25]), { rtol: 1e-15 }); // (x / θ − α) / θ
});

it('gammaLogDensity is right where x / θ is below what numbers hold', () => {
  const y = gammaLogDensity(tensor([1e-300, 1e-300, 1e-300]), { alpha: tensor([2, 2, 0.5]), scale: tensor([1e100, 1e20, 1e100]) });
  const [L, root] = [Math.LN10, Math.log(Math.sqrt(Math.PI))];
  assertClose(y, tensor([-500 * L, -340 * L, 100 * L - root]), { rtol: 1e-14 });
  const slope = grad((alpha: Tensor) => sum(gammaLogDensity(tensor(1e-300), { alpha, scale: 1e100 })))(tensor(1));
  assertClose(slope, tensor(-400 * L + 0.5772156649015329), { rtol: 1e-14 });
});

it('gammaLogDensity of what is no parameter is NaN, inside and outside of the support', () => {
  const x = tensor([-1, 0, 1]);
  for (const parameters of [{ alpha: tensor(-1) }, { alpha: tensor(Number.NaN) }, { alpha: 1, scale: tensor(-1) }]) {
    expect(gammaLogDensity(x, parameters).toArray()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  }
});

it('gamma draws follow the distribution of gammaLogDensity', () => {
  for (const alpha of [0.2, 1.7, 40]) {
    expect(kolmogorovSmirnov(gamma(random(2), [20_000], { alpha, scale: 2 }), (v) => gammaincOf(alpha, v / 2, false))).toBeLessThan(2);
  }
});

it('gammaLogDensity of numbers near the largest is minus the number of scales', () => {
  expect(gammaLogDensity(tensor([1e302]), { alpha: tensor([10, 14.5, 50]) }).toArray()).toEqual([-1e302, -1e302, -1e302]);
  assertClose(gammaLogDensity(tensor([1e300]), { alpha: 15.5, scale: 1e-5 }), tensor([-1e305]), { rtol: 1e-15 });
});
