import { DTypeError, erfinv, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/special.json' with { type: 'json' };

describeOp(erfinv, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -0.97, max: 0.97 })] }),
  tolerance: { rtol: 3e-13, atol: 1e-16 }, // the series of the definition rounds 200 times, and its slope is small there
  dtypes: ['float32'],
  invalid: [
    // @ts-expect-error text is no tensor
    [() => erfinv('a'), DTypeError],
  ],
});

it('erfinv has 15 right digits from the smallest numbers to the neighbour of 1', () => {
  const x = reference.erfinv.map((row) => row[0]);
  const y = reference.erfinv.map((row) => row[1]);
  assertClose(erfinv(tensor(x)), tensor(y), { rtol: 7e-16 });
  assertClose(erfinv(tensor(x.map((v) => -v))), tensor(y.map((v) => -v)), { rtol: 7e-16 });
});

it('erfinv is infinite at ±1, NaN beyond, and keeps the sign of 0', () => {
  expect(erfinv(tensor([-1, 1, -0, 0, 1.0000000000000002, -Infinity, Number.NaN])).toArray()).toEqual([
    -Infinity,
    Infinity,
    -0,
    0,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
