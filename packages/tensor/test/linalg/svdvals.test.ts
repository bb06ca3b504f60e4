import { grad } from '@hml/autograd';
import { DataError, DTypeError, diag, eye, ShapeError, sum, svd, svdvals, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/linalg.json' with { type: 'json' };
import { collection, expectNear, hilbert, withDistinct } from './matrices.ts';

describeOp('svdvals', {
  cases: (draw) => {
    const shape = [...draw.shape({ maxRank: 2 }), draw.integer(0, 3), draw.integer(0, 3)];
    return { inputs: [draw.tensor({ shape })], call: (x) => svdvals(withDistinct(x)) };
  },
  residual: (y, x) => y.sub(svd(withDistinct(x)).s),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => svdvals(zeros([2])), ShapeError],
    [() => svdvals(tensor([[Infinity]])), DataError],
    // @ts-expect-error text is no tensor
    [() => svdvals('a'), DTypeError],
  ],
});

it.each(collection)('svdvals of %s agree with svd', (_, a) => {
  const { s } = svd(a);
  expectNear(svdvals(a), s);
});

it.each(reference.bidiagonal)('svdvals of a bidiagonal matrix ($name) are right in nearly all digits, the small ones too', (given) => {
  const values = svdvals(diag(tensor(given.diagonal)).add(diag(tensor(given.beside), 1)));
  assertClose(values, tensor(given.singularValues), { rtol: 1e-13 });
  assertClose(svd(diag(tensor(given.diagonal)).add(diag(tensor(given.beside), 1))).s, values, { rtol: 1e-13 });
});

it('svdvals of the Hilbert matrix of order 12 are right to rounding of the largest, as computed in 60 digits', () => {
  assertClose(svdvals(hilbert(12)), tensor(reference.hilbert12), { rtol: 0, atol: 1e-15 }); // the least one is far below that
});

it.each(reference.full)('svdvals of $name are right to rounding of the largest, which leaves digits of the least one', (given) => {
  const [a, expected] = [tensor(given.rows), given.singularValues];
  const rounding = 8 * 2 ** -52 * expected[0];
  expect(expected[7]).toBeGreaterThan(1e4 * rounding);
  assertClose(svdvals(a), tensor(expected), { rtol: 0, atol: rounding });
  assertClose(svd(a).s, tensor(expected), { rtol: 0, atol: rounding });
});

it('svdvals have a gradient where they are equal: that of their sum', () => {
  const a = eye(3).mul(2);
  assertClose(grad((x: Tensor) => sum(svdvals(x)))(a), eye(3), { atol: 1e-15 });
});
