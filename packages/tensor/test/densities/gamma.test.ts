import { gamma, OptionError, random, tensor } from '@hml/tensor';
import { gammaLogDensity } from '@hml/tensor/densities';
import { describeOp } from '@hml/testing';
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

it('gamma draws follow the distribution of gammaLogDensity', () => {
  for (const alpha of [0.2, 1.7, 40]) {
    expect(kolmogorovSmirnov(gamma(random(2), [20_000], { alpha, scale: 2 }), (v) => gammaincOf(alpha, v / 2, false))).toBeLessThan(2);
  }
});
