import { grad } from '@hml/autograd';
import { DTypeError, gelu, OptionError, sum, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('gelu', {
  cases: (draw) => {
    const approximate = draw.pick(['none', 'tanh'] as const);
    return { inputs: [draw.tensor({})], call: (x) => gelu(x, { approximate }) };
  },
  invalid: [
    // @ts-expect-error text is no tensor
    [() => gelu('a'), DTypeError],
    // @ts-expect-error no such approximation
    [() => gelu(tensor([1]), { approximate: 'erf' }), OptionError],
  ],
});

it('gelu keeps its relative accuracy in the left tail', () => {
  const y = tensor([-3.068771041181235e-7, -5.507248237212468e-88, -1.7270073785932332e-306]);
  assertClose(gelu(tensor([-5.3, -20, -37.5])), y, { rtol: 2e-15 });
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
