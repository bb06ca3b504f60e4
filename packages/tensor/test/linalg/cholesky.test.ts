import { jvp, vjp } from '@hml/autograd';
import { add, cholesky, DataError, DTypeError, matmul, mT, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, assertSame, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

/** A symmetric positive definite matrix from any matrix: $M M^\\top + I$. */
function positiveDefinite(m: Tensor): Tensor {
  const n = m.shape[m.ndim - 1];
  const eye = tensor(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))).cast(m.dtype);
  return n === 0 ? m : add(matmul(m, mT(m)), eye);
}

describeOp('cholesky', {
  cases: (draw) => {
    const n = draw.side();
    return {
      inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2, maxSide: 2 }), n, n] })],
      call: (m) => cholesky(positiveDefinite(m)),
    };
  },
  residual: (y, m) => matmul(y, mT(y)).sub(positiveDefinite(m)),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => cholesky(zeros([2, 3])), ShapeError],
    [() => cholesky(tensor([1])), ShapeError],
    [
      () =>
        cholesky(
          tensor([
            [1, 2],
            [2, 1],
          ]),
        ),
      DataError,
    ],
    [
      () =>
        cholesky(
          tensor([
            [1, 2],
            [3, 9],
          ]),
        ),
      DataError,
    ],
    // @ts-expect-error text is no tensor
    [() => cholesky('a'), DTypeError],
  ],
});

it('cholesky works out by hand', () => {
  expect(
    cholesky(
      tensor([
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ]),
    ).toArray(),
  ).toEqual([
    [2, 0, 0],
    [6, 1, 0],
    [-8, 5, 3],
  ]);
});

it('cholesky has a symmetric gradient, and of a tangent takes the symmetric part', () => {
  const a = tensor([
    [4, 2],
    [2, 5],
  ]);
  const l = tensor([
    [1, 2],
    [3, 4],
  ]);
  const [g] = vjp((m) => cholesky(m), [a]).pullback(l);
  assertSame(g, mT(g));
  const along = (u: Tensor): Tensor => jvp((m) => cholesky(m), [a], [u]).tangent;
  assertClose(along(l), along(l.add(mT(l)).mul(0.5)), { atol: 1e-15 });
});

it('cholesky names the leading minor that is not positive', () => {
  expect(() =>
    cholesky(
      tensor([
        [1, 0, 0],
        [0, 1, 2],
        [0, 2, 1],
      ]),
    ),
  ).toThrow(/order 3/);
  expect(() => cholesky(tensor([[Number.NaN]]))).toThrow(DataError);
});
