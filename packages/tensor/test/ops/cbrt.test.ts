import { cbrt, DTypeError, random, tensor, uniform, wrap } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(cbrt, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4, avoid: (v) => Math.abs(v) < 0.2 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => cbrt('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => cbrt([1, 2]), DTypeError],
  ],
});

it('cbrt is exact for cubes, odd, and right for subnormals', () => {
  expect(cbrt(tensor([-0, 27, -8, 1e300, -1e-300, 2 ** -1074, Infinity])).toArray()).toEqual([
    -0,
    3,
    -2,
    1e100,
    -1e-100,
    2 ** -358,
    Infinity,
  ]);
});

it('cbrt is within 1.5 ulp of the engine over its whole range', () => {
  for (const x of [
    uniform(random(1), [5000], { low: -9, high: 9 }),
    uniform(random(2), [5000], { low: -1000000000.0, high: 1000000000.0 }),
  ]) {
    assertClose(cbrt(x), wrap(x.toTypedArray().map(Math.cbrt)), { rtol: 3.4e-16 });
  }
});
