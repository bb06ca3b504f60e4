import { DTypeError, normal, OptionError, random, ShapeError, tensor } from '@hml/tensor';
import { normalLogDensity } from '@hml/tensor/densities';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { erfcOf } from '../../src/math/erf.ts';
import { kolmogorovSmirnov } from '../random/distribution.ts';
import { byElement, checkTable, scipy } from './reference.ts';

describeOp('normalLogDensity', {
  cases: (draw) => {
    const [x, mean, std] = draw.broadcastable(3);
    const inputs = [draw.tensor({ shape: x }), draw.tensor({ shape: mean }), draw.tensor({ shape: std, min: 0.3, max: 4 })];
    return { inputs, call: (a, b, c) => normalLogDensity(a, { mean: b, std: c }) };
  },
  reference: byElement((x, mean, std) => Math.log(Math.exp(-(((x - mean) / std) ** 2) / 2) / (std * Math.sqrt(2 * Math.PI)))),
  tolerance: { rtol: 1e-12, atol: 1e-12 }, // the reference takes the logarithm of what may be 1e-200
  invalid: [
    [() => normalLogDensity(tensor([1]), { std: 0 }), OptionError],
    [() => normalLogDensity(tensor([1]), { mean: Infinity }), OptionError],
    // @ts-expect-error misspelt
    [() => normalLogDensity(tensor([1]), { sigma: 1 }), OptionError],
    [() => normalLogDensity(tensor([1, 2]), { mean: tensor([1, 2, 3]) }), ShapeError],
    // @ts-expect-error text is no tensor
    [() => normalLogDensity('a'), DTypeError],
  ],
});

it('normalLogDensity agrees with SciPy to 12 digits, in the tails as well', () => {
  checkTable(scipy.normal, (x, mean, std) => normalLogDensity(x, { mean, std }));
});

it('normalLogDensity is −∞ at ±∞ and NaN for a negative std in a tensor', () => {
  expect(normalLogDensity(tensor([Infinity, -Infinity])).toArray()).toEqual([-Infinity, -Infinity]);
  expect(normalLogDensity(tensor(1), { std: tensor([-1]) }).toArray()).toEqual([Number.NaN]);
});

it('normal draws follow the distribution of normalLogDensity', () => {
  const x = normal(random(3), [20_000], { mean: 2, std: 3 });
  expect(kolmogorovSmirnov(x, (v) => 0.5 * erfcOf((2 - v) / (3 * Math.SQRT2)))).toBeLessThan(2);
});
