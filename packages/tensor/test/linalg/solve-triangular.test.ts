import {
  add,
  DataError,
  DTypeError,
  eye,
  matmul,
  mT,
  mul,
  ones,
  ShapeError,
  solveTriangular,
  type Tensor,
  tensor,
  tril,
  triu,
  where,
  zeros,
} from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, largest } from './matrices.ts';

/** A well-conditioned matrix: small elements, ones added on the diagonal. */
function withDiagonal(x: Tensor): Tensor {
  const n = x.shape[x.ndim - 1];
  const eye = tensor(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 : 0)))).cast(x.dtype);
  return n === 0 ? x : add(mul(x, 0.25), eye);
}

describeOp('solveTriangular', {
  cases: (draw) => {
    const [n, k] = [draw.side(), draw.side()];
    const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2, maxSide: 3 });
    const options = { lower: draw.boolean(), transposed: draw.boolean(), unitDiagonal: draw.boolean() };
    const b = draw.tensor({ shape: draw.boolean() ? [n] : [...batchB, n, k] });
    const call = (a: Tensor, side: Tensor): Tensor => solveTriangular(withDiagonal(a), side, options);
    return { inputs: [draw.tensor({ shape: [...batchA, n, n] }), b], call };
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    [() => solveTriangular(zeros([2, 3]), zeros([2])), ShapeError],
    [() => solveTriangular(zeros([2, 2]), zeros([3])), ShapeError],
    [() => solveTriangular(tensor([[0]]), tensor([1])), DataError],
    // @ts-expect-error text is no tensor
    [() => solveTriangular('a', tensor([1])), DTypeError],
  ],
});

it('solveTriangular solves A x = b from either triangle, transposed or not', () => {
  const a = tensor([
    [2, 1, 4],
    [3, 5, 1],
    [1, 2, 8],
  ]);
  const b = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  for (const lower of [true, false]) {
    const t = lower ? tril(a) : triu(a);
    assertClose(matmul(t, solveTriangular(a, b, { lower })), b, { rtol: 1e-14 });
    assertClose(matmul(mT(t), solveTriangular(a, b, { lower, transposed: true })), b, { rtol: 1e-14 });
  }
});

it('solveTriangular by halves leaves the residual of rounding and does not look at the other triangle', () => {
  const n = 150;
  const l = tril(gaussian(n, n), -1).mul(0.1).add(eye(n).mul(2));
  const b = gaussian(n, 33, 2);
  const spoilt = where(tril(ones([n, n])).equal(1), l, Number.NaN);
  for (const [a, lower] of [
    [spoilt, true],
    [mT(spoilt), false],
  ] as const) {
    const x = solveTriangular(a, b, { lower });
    expectNear(matmul(lower ? l : mT(l), x), b, largest(x));
    assertClose(solveTriangular(mT(a), b, { lower: !lower, transposed: true }), x, { rtol: 0, atol: 0 });
  }
});

it('solveTriangular names the zero on the diagonal', () => {
  expect(() =>
    solveTriangular(
      tensor([
        [1, 0],
        [1, 0],
      ]),
      tensor([1, 1]),
      { lower: true },
    ),
  ).toThrow(/0 at \[1, 1\]/);
});
