import { grad } from '@hml/autograd';
import { digamma, log, OptionError, ShapeError, softmax, sub, sum, tensor } from '@hml/tensor';
import { dirichletLogDensity } from '@hml/tensor/densities';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { lgammaOf } from '../../src/math/gamma.ts';
import { byRow, exact, scipy } from './reference.ts';

describeOp('dirichletLogDensity', {
  cases: (draw) => {
    const rows = draw.pick([1, 2, 3]);
    const x = softmax(draw.tensor({ shape: [rows, 3], min: -1, max: 1 }), -1);
    const alpha = draw.tensor({ shape: draw.pick([[3], [1, 3], [rows, 3]]), min: 0.3, max: draw.pick([2, 20]) });
    return { inputs: [x, alpha], call: (a, b) => dirichletLogDensity(a, { alpha: b }) };
  },
  tolerance: { rtol: 1e-11, atol: 1e-10 }, // the definition of lgamma adds up hundreds of terms
  reference: byRow((x, alpha) => {
    const A = alpha.reduce((sum, a) => sum + a);
    return x.reduce((sum, v, i) => sum + (alpha[i] - 1) * Math.log(v) - lgammaOf(alpha[i]), lgammaOf(A));
  }),
  specials: false, // the definition holds inside the domain
  dtypes: [],
  invalid: [
    [() => dirichletLogDensity(tensor([1]), { alpha: tensor([1, 2]) }), ShapeError],
    [() => dirichletLogDensity(tensor(1), { alpha: tensor(1) }), ShapeError],
    // @ts-expect-error misspelt
    [() => dirichletLogDensity(tensor([1]), { concentration: tensor([1]) }), OptionError],
  ],
});

it('dirichletLogDensity agrees with SciPy, and with 60 digits where the terms of the formula cancel, to 12 digits', () => {
  for (const [x, alpha, y] of [...scipy.dirichlet, ...exact.dirichlet]) {
    if (!Array.isArray(x) || !Array.isArray(alpha)) throw new Error('rows of shares and concentrations');
    assertClose(dirichletLogDensity(tensor(x), { alpha: tensor(alpha) }), tensor(Number(y)), { rtol: 1e-12, atol: 1e-13 });
  }
});

it('dirichletLogDensity loses no digits to the sum of the shares where the concentrations are large', () => {
  // by mpmath in 50 digits, for the float64 that these numbers are
  for (const [x, alpha, y] of [
    [[0.3, 0.5, 0.2], [300_100, 499_950, 199_950], 13.70548786381678], // biome-ignore format: rows
    [new Array(10).fill(0.1), new Array(10).fill(1e5), 65.41226792702292],
  ] as const) {
    const found = dirichletLogDensity(tensor(x), { alpha: tensor(alpha) });
    assertClose(found, tensor(y), { atol: 1e-12, rtol: 0 });
  }
});

it('dirichletLogDensity has its limits at the edges of the simplex', () => {
  const x = tensor([0, 0.5, 0.5]);
  const alpha = tensor([[1, 2, 1], [2, 1, 1], [0.5, 1, 1]]); // biome-ignore format: rows
  const y = [...dirichletLogDensity(x, { alpha }).toTypedArray()];
  expect(y.slice(1)).toEqual([-Infinity, Infinity]);
  assertClose(tensor([y[0]]), tensor([Math.log(3)]), { rtol: 1e-14 });
  expect(dirichletLogDensity(tensor([-0.5, 1.5]), { alpha: tensor([2, 2]) }).item()).toBe(-Infinity);
});

it('dirichletLogDensity has the limits of its gradients at the edges of the simplex', () => {
  const [x, alpha] = [tensor([0, 0.25, 0.75]), tensor([[0.5, 2, 3], [2, 0.5, 1], [1, 1, 1]])]; // biome-ignore format: rows
  const expected = sub(log(x), digamma(alpha)).add(digamma(sum(alpha, -1, { keepDims: true })));
  assertClose(grad((a) => sum(dirichletLogDensity(x, { alpha: a })))(alpha), expected, { rtol: 1e-13 });
});
