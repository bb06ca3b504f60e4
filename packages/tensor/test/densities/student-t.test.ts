import { OptionError, random, studentT, tensor } from '@hml/tensor';
import { studentTLogDensity } from '@hml/tensor/densities';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { byElement, checkTable, exact, scipy } from './reference.ts';

describeOp('studentTLogDensity', {
  cases: (draw) => {
    const [first, second, third] = draw.broadcastable(3);
    const x = draw.tensor({ shape: first, avoid: (v) => Math.abs(v) < 0.05 });
    const df = draw.tensor({ shape: second, min: 0.4, max: 30 });
    const scale = draw.tensor({ shape: third, min: 0.3, max: 4 });
    return { inputs: [x, df, scale], call: (a, b, c) => studentTLogDensity(a, { df: b, loc: 0.03125, scale: c }) };
  },
  tolerance: { rtol: 1e-11, atol: 1e-11 }, // the definition of betaln adds up hundreds of terms
  reference: byElement((x, df, scale) => {
    const t = (x - 0.03125) / scale;
    return (
      lgammaOf((df + 1) / 2) - lgammaOf(df / 2) - Math.log(df * Math.PI) / 2 - Math.log(scale) - ((df + 1) / 2) * Math.log1p((t * t) / df)
    );
  }),
  specials: false, // the definition of betaln holds inside its domain
  dtypes: [],
  invalid: [
    [() => studentTLogDensity(tensor([1]), { df: 0 }), OptionError],
    [() => studentTLogDensity(tensor([1]), { df: 1, scale: -1 }), OptionError],
    // @ts-expect-error misspelt
    [() => studentTLogDensity(tensor([1]), { df: 1, mean: 1 }), OptionError],
  ],
});

it('studentTLogDensity agrees with SciPy to 12 digits, in the tails as well', () => {
  checkTable(scipy.studentT, (x, df, loc, scale) => studentTLogDensity(x, { df, loc, scale }));
});

it('studentTLogDensity has 13 right digits towards the normal distribution and where squares would overflow', () => {
  checkTable(exact.studentT, (x, df, loc, scale) => studentTLogDensity(x, { df, loc, scale }), { rtol: 1e-13 });
});

it('studentTLogDensity is −∞ at ±∞', () => {
  expect(studentTLogDensity(tensor([Infinity, -Infinity]), { df: 3 }).toArray()).toEqual([-Infinity, -Infinity]);
  expect(studentT(random(0), [1], { df: 3 }).size).toBe(1);
});
