import { jvp, vjp } from '@hml/autograd';
import {
  add,
  cholesky,
  DataError,
  DTypeError,
  diag,
  diagonal,
  eye,
  inv,
  matmul,
  mT,
  ShapeError,
  type Tensor,
  tensor,
  tril,
  zeros,
} from '@hml/tensor';
import { assertClose, assertSame, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, graded, hilbert, symmetric, symmetricToRounding } from './matrices.ts';

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
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => cholesky(zeros([2, 3])), ShapeError],
    // @ts-expect-error a matrix has two axes: ndim is 1
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

/** $G G^\top$, to the last bit symmetric. */
function gram(g: Tensor): Tensor {
  return symmetric(matmul(g, mT(g)));
}

it.each<readonly [string, Tensor]>([
  ['random 7 × 7', gram(gaussian(7, 9))],
  ['random 300 × 300', gram(gaussian(300, 310))],
  ['graded 40 × 40, condition 1e24', gram(graded(40, 40))],
  ['Hilbert 10 × 10', hilbert(10)],
  ['elements near 1e-300', gram(gaussian(9, 12)).mul(1e-300)],
  ['elements near 1e300', gram(gaussian(9, 12)).mul(1e300)],
  ['1 × 1', tensor([[3]])],
  ['0 × 0', zeros([0, 0])],
])('cholesky gives back %s from a lower triangular factor with a positive diagonal', (_, a) => {
  const l = cholesky(a);
  expectNear(matmul(l, mT(l)), a);
  expectNear(tril(l), l, 0);
  expect(Array.from(diagonal(l).toTypedArray()).every((value) => value > 0)).toBe(true);
});

it('cholesky names the minor also where it is found by halves', () => {
  const values = new Float64Array(100).fill(1);
  values[77] = -1;
  expect(() => cholesky(diag(tensor(values)))).toThrow(/order 78 is not positive/);
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
  expect(() => cholesky(tensor([[Number.NaN]]))).toThrow(/cholesky: the matrix is not finite/);
});

it('cholesky takes matrices that are symmetric to rounding, of which the lower triangle counts', () => {
  const l = cholesky(
    tensor([
      [1, 1e-17],
      [0, 1],
    ]),
  );
  expect(l.toArray()).toEqual([
    [1, 0],
    [0, 1],
  ]);
  for (const dtype of ['float64', 'float32'] as const) {
    for (const a of symmetricToRounding(dtype)) assertSame(cholesky(a), cholesky(tril(a).add(mT(tril(a, -1)))));
  }
  const difference = eye(5)
    .mul(2)
    .sub(eye(5, 5, { k: 1 }))
    .sub(eye(5, 5, { k: -1 }));
  expect(cholesky(inv(inv(difference))).shape).toEqual([5, 5]);
});

it('cholesky refuses a difference that only a far larger element would hide', () => {
  const a = tensor([
    [1e20, 0, 0],
    [0, 8, 2],
    [0, 1, 8],
  ]);
  expect(() => cholesky(a)).toThrow(/not symmetric/);
});
