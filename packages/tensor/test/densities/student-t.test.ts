import { grad } from '@hml/autograd';
import { OptionError, random, studentT, sum, tensor } from '@hml/tensor';
import { normalLogDensity, studentTLogDensity } from '@hml/tensor/densities';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { betalnOf } from '../../src/math/betaln.ts';
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

it('studentTLogDensity is finite where t, t² or t²/ν are not', () => {
  for (const [x, df, scale] of [
    [1e308, 1e-3, 1],
    [-1e308, 1e-3, 1],
    [1e308, 2, 1e-5],
    [1e200, 1e-300, 1],
  ]) {
    // biome-ignore format: rows
    // ln p = −(ν + 1) ln |t| + (ν/2) ln ν − ln B(ν/2, 1/2) − ln σ, as 1 is nothing beside t²/ν
    const logT = Math.log(Math.abs(x)) - Math.log(scale);
    const expected = -(df + 1) * logT + (df / 2) * Math.log(df) - betalnOf(df / 2, 0.5) - Math.log(scale);
    assertClose(studentTLogDensity(tensor([x]), { df, scale }), tensor([expected]), { rtol: 1e-13 });
    const slope = grad((at) => sum(studentTLogDensity(at, { df, scale })))(tensor([x]));
    assertClose(slope.mul(x), tensor([-(df + 1)]), { rtol: 1e-13 });
  }
});

it('studentTLogDensity for ν = ∞ is the normal distribution, and its neighbours do not notice', () => {
  const [x, loc, scale] = [tensor([0.5, -40, 1e200]), 0.25, 3];
  const df = tensor([Infinity, Infinity, 2]);
  const y = studentTLogDensity(x, { df, loc, scale });
  assertClose(y.slice([0, 2]), normalLogDensity(x.slice([0, 2]), { mean: loc, std: scale }), { rtol: 1e-15 });
  assertClose(y.slice([2]), studentTLogDensity(x.slice([2]), { df: 2, loc, scale }), { rtol: 0 });
  const slopes = grad((at) => sum(studentTLogDensity(at, { df, loc, scale })))(x);
  assertClose(slopes, tensor([-0.25 / 9, 40.25 / 9, -3e-200]), { rtol: 1e-14, atol: 0 });
});

it('studentTLogDensity is −∞ at ±∞', () => {
  expect(studentTLogDensity(tensor([Infinity, -Infinity]), { df: 3 }).toArray()).toEqual([-Infinity, -Infinity]);
  expect(studentT(random(0), [1], { df: 3 }).size).toBe(1);
});
