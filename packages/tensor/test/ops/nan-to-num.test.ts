import { grad } from '@hml/autograd';
import { DTypeError, nanToNum, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('nanToNum', {
  cases: (draw) => ({
    inputs: [draw.tensor({})],
    call: draw.boolean() ? (x) => nanToNum(x) : (x) => nanToNum(x, { nan: -1, posInf: 7, negInf: -7 }),
  }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => nanToNum('a'), DTypeError],
  ],
});

it('nanToNum replaces by the largest numbers of the type', () => {
  const x = [Number.NaN, Infinity, -Infinity, 1.5];
  expect(nanToNum(tensor(x)).toArray()).toEqual([0, Number.MAX_VALUE, -Number.MAX_VALUE, 1.5]);
  expect(nanToNum(tensor(x, { dtype: 'float32' })).toArray()).toEqual([0, 3.4028234663852886e38, -3.4028234663852886e38, 1.5]);
});

it('nanToNum has gradient 0 where it replaced', () => {
  expect(grad((x) => sum(nanToNum(x)))(tensor([Number.NaN, Infinity, 2])).toArray()).toEqual([0, 0, 1]);
});
