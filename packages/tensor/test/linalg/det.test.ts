import { grad, hessian, jvp } from '@hml/autograd';
import {
  DTypeError,
  det,
  diag,
  expandDims,
  inv,
  matmul,
  mT,
  mul,
  ShapeError,
  slice,
  sum,
  type Tensor,
  take,
  tensor,
  zeros,
} from '@hml/tensor';
import { withEngine } from '@hml/tensor/extend';
import { assertClose, assertSame, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { gaussian, matrixOf, ofRank, withDiagonal } from './matrices.ts';

/** Laplace's expansion along the first row. */
function byMinors(a: readonly (readonly number[])[]): number {
  if (a.length === 0) return 1;
  return a[0].reduce((total, v, j) => total + (-1) ** j * v * byMinors(a.slice(1).map((row) => row.toSpliced(j, 1))), 0);
}

describeOp('det', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (a) => det(withDiagonal(a)) };
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => det(zeros([2, 3])), ShapeError],
    // @ts-expect-error a matrix has two axes: ndim is 1
    [() => det(zeros([2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => det('a'), DTypeError],
  ],
});

/** The same of a tensor, by ops. */
function expanded(a: Tensor): Tensor<readonly []> {
  const rows = (x: Tensor): Tensor => {
    const n = x.shape[0];
    if (n === 1) return slice(x, 0, 0);
    const minors = Array.from({ length: n }, (_, j) => {
      const others = Array.from({ length: n - 1 }, (_unused, k) => (k < j ? k : k + 1));
      return slice(x, 0, j)
        .mul((-1) ** j)
        .mul(rows(take(slice(x, [1, n]), tensor(others).cast('int32'), 1)));
    });
    return minors.reduce((total, minor) => total.add(minor));
  };
  return sum(rows(a));
}

it('det agrees with the expansion by minors', () => {
  for (let n = 0; n <= 6; n++) {
    const a = gaussian(n, n, n);
    const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_unused, j) => a.at(i, j).item()));
    assertClose(det(a), tensor(byMinors(rows)), { rtol: 1e-12 });
  }
});

it('det of each matrix of a batch stands in its place', () => {
  const batch = expandDims(
    tensor([
      [
        [2, 0],
        [0, 3],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ]),
    0,
  );
  expect(det(batch).toArray()).toEqual([[6, -1]]);
});

it('det has the cofactors for its gradient, also where there is no inverse', () => {
  const a = tensor([
    [1, 2, 3],
    [2, 4, 6],
    [1, 0, 1],
  ]);
  const gradient = grad((x: Tensor) => sum(det(x)));
  const cofactors = tensor([
    [4, 4, -4],
    [-2, -2, 2],
    [0, 0, 0],
  ]);
  assertClose(gradient(a), cofactors, { atol: 1e-14 });
  assertClose(gradient(zeros([3, 3])), zeros([3, 3]));
  assertClose(gradient(ofRank(3, 5, 5)), zeros([5, 5]), { atol: 1e-12 });
});

it('det has second derivatives also where there is no inverse, or one of rounding', () => {
  const constant = [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [-1, 0],
    ],
    [
      [0, -1],
      [0, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ];
  for (const [a, b, c, d] of [
    [1, 2, 2, 4],
    [1, 0, 0, 0],
    [0, 0, 0, 0],
    [0.1, 0.3, 0.2, 0.6],
    [3, 1, 1, 2],
  ]) {
    const second = hessian((x: Tensor) => sum(det(x)))(matrixOf(2, 2, (i, j) => [a, b, c, d][2 * i + j]));
    assertClose(second, tensor(constant).reshape([2, 2, 2, 2]), { atol: 1e-15 });
  }
});

it('det of a matrix of any rank has the second derivative that the definition has', () => {
  for (const r of [0, 1, 2, 3, 4]) {
    const a = ofRank(r, 4, 4);
    const along = (f: (x: Tensor) => Tensor<readonly []>): Tensor => hessian(f)(a);
    assertClose(
      along((x) => sum(det(x))),
      along(expanded),
      { atol: 1e-12 },
    );
  }
});

it('det of a larger matrix has the derivatives that the inverse gives, on every path', () => {
  const a = withDiagonal(gaussian(40, 40)).mul(0.5);
  const d = gaussian(40, 40, 1);
  const f = grad((x: Tensor) => sum(det(x)));
  const b = mT(inv(a)).mul(det(a));
  assertClose(f(a), b, { rtol: 1e-11, atol: 1e-11 });
  const second = (): Tensor => jvp(f, [a], [d]).tangent;
  const byInverse = sum(mul(b, d))
    .mul(b)
    .sub(matmul(b, matmul(mT(d), b)))
    .div(det(a));
  assertClose(second(), byInverse, { rtol: 1e-11, atol: 1e-10 });
  assertSame(second(), withEngine('plain', second));
});

it('det has the third derivatives of the expansion by minors, in both modes, for each matrix of a batch', () => {
  const [x, d, e] = [1, 2, 3].map((seed) => gaussian(6, 3, seed).reshape([2, 3, 3]));
  const byDet = (a: Tensor): Tensor<readonly []> => sum(mul(det(a), tensor([1, -2])));
  const byExpansion = (a: Tensor): Tensor<readonly []> => sum(expanded(slice(a, 0)).sub(expanded(slice(a, 1)).mul(2)));
  const [ours, expected] = [byDet, byExpansion].map((f) => {
    const change = (a: Tensor, along: Tensor): Tensor => jvp((v: Tensor) => grad(f)(v), [a], [along]).tangent;
    return [
      grad((a: Tensor) => sum(mul(change(a, d), e)))(x),
      jvp((a: Tensor) => change(a, d), [x], [e]).tangent,
      grad((along: Tensor) => sum(mul(change(x, along), e)))(d),
      jvp((along: Tensor) => change(x, along), [d], [e]).tangent,
    ];
  });
  for (const [i, right] of expected.entries()) assertClose(ours[i], right, { rtol: 1e-10, atol: 1e-11 });
});

it('det stays in the range of numbers wherever the result does, and so do its gradient and the second one', () => {
  const pivots = [1e200, 1e200, 1e-200, 1e-200];
  const others = [1e-200, 1e-200, 1e200, 1e200];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [0, 2, 1, 3],
  ]) {
    const [a, expected] = [pivots, others].map((values) => diag(tensor(order.map((i) => values[i]))));
    assertClose(det(a), tensor(1), { rtol: 1e-15 });
    assertClose(grad((x: Tensor) => sum(det(x)))(a), expected, { rtol: 1e-15 });
    const along = diag(tensor(order.map((i) => pivots[i])));
    const { tangent } = jvp(
      grad((x: Tensor) => sum(det(x))),
      [a],
      [along],
    );
    assertClose(tangent, expected.mul(3), { rtol: 1e-15 });
  }
  const least = tensor([2 ** -1000, 2 ** -1074, 2 ** 1000, 2 ** 1023, 2 ** 52]);
  expect(det(diag(least)).item()).toBe(2);
});

it('det of graded rows is that of the rows times the grades, and the gradient too', () => {
  const n = 20;
  const grades = Array.from({ length: n }, (_, i) => 2 ** (50 * (9.5 - i)));
  const a = gaussian(n, n);
  const graded = a.mul(matrixOf(n, n, (i) => grades[i]));
  assertClose(det(graded), det(a), { rtol: 1e-12 });
  const gradient = grad((x: Tensor) => sum(det(x)));
  const back = gradient(graded).mul(matrixOf(n, n, (i) => grades[i]));
  assertClose(back, gradient(a), { rtol: 1e-10 });
});

it('det of a matrix too large for it has an infinite derivative where it is infinite, not NaN elsewhere', () => {
  const gradient = grad((x: Tensor) => sum(det(x)))(diag(tensor([1e200, 1e200, 1e200, 1e-200])));
  assertClose(gradient, diag(tensor([1e200, 1e200, 1e200, Infinity])), { rtol: 1e-15 });
});
