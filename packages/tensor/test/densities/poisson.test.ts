import { grad } from '@hml/autograd';
import { floor, OptionError, poisson, random, sum, tensor } from '@hml/tensor';
import { poissonLogDensity } from '@hml/tensor/densities';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { chiSquared } from '../random/distribution.ts';
import { byElement, checkTable, exact, scipy } from './reference.ts';

describeOp('poissonLogDensity', {
  cases: (draw) => {
    const [first, second] = draw.broadcastable(2);
    const k = floor(draw.tensor({ shape: first, min: 0, max: 20 }));
    return {
      inputs: [draw.tensor({ shape: second, min: 0.3, max: 30 })],
      call: (lambda) => poissonLogDensity(k, { lambda }),
      reference: (lambda) => direct(k, lambda),
    };
  },
  tolerance: { rtol: 1e-11, atol: 1e-11 }, // the definition of lgamma adds up hundreds of terms
  specials: false, // the definition holds inside the domain
  dtypes: [],
  invalid: [
    [() => poissonLogDensity(tensor([1]), { lambda: -1 }), OptionError],
    [() => poissonLogDensity(tensor([1]), { lambda: Infinity }), OptionError],
    // @ts-expect-error misspelt
    [() => poissonLogDensity(tensor([1]), { rate: 1 }), OptionError],
  ],
});

/** $\sum_{j \le k} \ln \frac{\lambda}{j} - \lambda$ */
const direct = byElement((k, lambda) => {
  let sum = -lambda;
  for (let j = 1; j <= k; j++) sum += Math.log(lambda / j);
  return sum;
});

it('poissonLogDensity agrees with SciPy to 12 digits, −∞ for what is no count', () => {
  checkTable(scipy.poisson, (k, lambda) => poissonLogDensity(k, { lambda }));
  expect(poissonLogDensity(tensor([0, 1], { dtype: 'int32' }), { lambda: 0 }).toArray()).toEqual([0, -Infinity]);
});

it('poissonLogDensity of NaN is NaN, of ∞ it is −∞, and neither touches the gradient of the others', () => {
  const k = tensor([Number.NaN, Infinity, -Infinity, 2.5, 3]);
  expect(poissonLogDensity(k, { lambda: 2 }).toArray().slice(0, 4)).toEqual([Number.NaN, -Infinity, -Infinity, -Infinity]);
  const slope = grad((lambda) => sum(poissonLogDensity(k.slice([1]), { lambda })))(tensor(2));
  expect(slope.item()).toBe(0.5); // 3/2 − 1
});

it('poissonLogDensity of a mean that is none is NaN, also for what is no count', () => {
  expect(poissonLogDensity(tensor([-1, 0.5, 2]), { lambda: tensor(-1) }).toArray()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it('poissonLogDensity has 13 right digits where the terms of the formula cancel', () => {
  checkTable(exact.poisson, (k, lambda) => poissonLogDensity(k, { lambda }), { rtol: 1e-13 });
});

it('poisson draws follow the probabilities of poissonLogDensity', () => {
  for (const lambda of [0.7, 8, 60]) {
    const counts = tensor(Array.from({ length: 150 }, (_, k) => k));
    const probabilities = [...poissonLogDensity(counts, { lambda }).toTypedArray()].map(Math.exp);
    expect(chiSquared(poisson(random(4), [20_000], { lambda }), probabilities)).toBeLessThan(4);
  }
});

it('poissonLogDensity of means near the largest number is minus the mean', () => {
  expect(poissonLogDensity(tensor([0, 15, 100]), { lambda: 1e302 }).toArray()).toEqual([-1e302, -1e302, -1e302]);
});
