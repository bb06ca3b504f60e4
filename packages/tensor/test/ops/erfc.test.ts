import { DTypeError, erfc, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(erfc, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -7, max: 26.5 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => erfc('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => erfc([1, 2]), DTypeError],
  ],
});

it('erfc agrees with its values to an ulp and a half, from where the polynomials change to the end of the tail', () => {
  const x = tensor([
    -3, -0.75, 0.1, 0.7499, 0.75, 0.8192609916155532, 1, 1.5482797856698431, 2, 3.961018881158959, 5, 10, 20, 25.874441976354596, 26.5,
  ]);
  const y = tensor([
    1.9999779095030015, 1.7111556336535152, 0.887537083981715, 0.2889086642754142, 0.28884436634648486, 0.2466151886475097,
    0.15729920705028513, 0.02855338451162523, 0.004677734981047266, 2.1222708443619928e-8, 1.537459794428035e-12, 2.088487583762545e-45,
    5.395865611607901e-176, 3.8355720140892507e-293, 2.2109076642637343e-307,
  ]);
  assertClose(erfc(x), y, { rtol: 3e-16 });
});

it('erfc reaches the subnormals before it is 0, and ends at 2 on the left', () => {
  expect(erfc(tensor([-Infinity, -7, -0, 27.2, 27.3, Infinity])).toArray()).toEqual([2, 2, 1, 1e-323, 0, 0]);
});
