import { grad } from '@hml/autograd';
import { DTypeError, gelu, OptionError, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('gelu', {
  cases: (draw) => {
    const approximate = draw.pick(['none', 'tanh'] as const);
    return { inputs: [draw.tensor({ min: -9, max: 40 })], call: (x) => gelu(x, { approximate }) };
  },
  tolerance: { rtol: 3e-14 }, // the definitions round their exponents
  invalid: [
    // @ts-expect-error text is no tensor
    [() => gelu('a'), DTypeError],
    // @ts-expect-error no such approximation
    [() => gelu(tensor([1]), { approximate: 'erf' }), OptionError],
  ],
});

it('gelu keeps its relative accuracy in the left tail, in both forms', () => {
  const y = tensor([-0.0031678185914638026, -3.068771041181235e-7, -5.507248237212468e-88, -1.7270073785932332e-306]);
  assertClose(gelu(tensor([-3.082073429688208, -5.3, -20, -37.5])), y, { rtol: 1e-15 });
  const x = tensor([-3, -9.546037758250305, -12, -19.022197793513797, -20.68802007593919]);
  const byTanh = tensor([
    -0.003637392081773019, -2.5512697506434667e-33, -1.635985449353481e-61, -6.263425711046545e-226, -3.896552648313546e-288,
  ]);
  assertClose(gelu(x, { approximate: 'tanh' }), byTanh, { rtol: 1e-15 });
});

it('gelu has its limits at the infinities, and their slopes, in both forms', () => {
  for (const approximate of ['none', 'tanh'] as const) {
    expect(gelu(tensor([-Infinity, Infinity, Number.NaN]), { approximate }).toArray()).toEqual([-0, Infinity, Number.NaN]);
    expect(
      grad((x) => sum(gelu(x, { approximate })))(tensor([-Infinity, 0, Infinity]))
        .add(0)
        .toArray(),
    ).toEqual([0, 0.5, 1]);
  }
});
