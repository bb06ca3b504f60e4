import { grad } from '@hml/autograd';
import { DataError, DTypeError, diag, exp, expm, eye, matmul, mT, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/linalg.json' with { type: 'json' };
import { expectNear, expectOrthonormal, gaussian, largest } from './matrices.ts';

/** $\sum_k A^k / k!$ for small matrices. */
function series(a: Tensor): Tensor {
  let term: Tensor = eye(a.shape[a.ndim - 1], undefined, { dtype: a.dtype }).broadcastTo(a.shape);
  let total = term;
  for (let k = 1; k < 60; k++) {
    term = matmul(term, a).div(k);
    total = total.add(term);
  }
  return total;
}

describeOp('expm', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (a) => expm(a) };
  },
  residual: (y, a) => y.sub(series(a)),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => expm(zeros([2, 3])), ShapeError],
    [() => expm(tensor([[Infinity]])), DataError],
    // @ts-expect-error text is no tensor
    [() => expm('a'), DTypeError],
  ],
});

it('expm agrees with the series in 60 digits', () => {
  const a = tensor([
    [1, 2, 0],
    [-3, 0.5, 4],
    [7, -1, -8],
  ]);
  assertClose(expm(a), tensor(reference.expm), { rtol: 1e-12 });
});

it('expm of a diagonal matrix is that of its elements, large ones too', () => {
  const x = tensor([-300, -1, 0, 1e-10, 30, 300]);
  assertClose(expm(diag(x)), diag(exp(x)), { rtol: 1e-12 });
  expect(expm(tensor([[1000]])).item()).toBe(Infinity);
});

it('expm of −A is the inverse, of an antisymmetric matrix orthogonal', () => {
  const a = gaussian(30, 30).mul(0.2);
  const [y, inverse] = [expm(a), expm(a.mul(-1))];
  expectNear(matmul(y, inverse), eye(30), largest(y) * largest(inverse));
  expectOrthonormal(expm(a.sub(mT(a)).mul(10)));
});

it('expm keeps the digits of triangles with elements far larger than the eigenvalues', () => {
  for (const x of [1, 1e6, 1e12, 1e25]) {
    const y = expm(
      tensor([
        [1, x],
        [0, -1],
      ]),
    );
    assertClose(
      y,
      tensor([
        [Math.E, x * Math.sinh(1)],
        [0, 1 / Math.E],
      ]),
      { rtol: 4e-15 },
    );
    const nilpotent = expm(
      tensor([
        [0, x, 0],
        [0, 0, x],
        [0, 0, 0],
      ]),
    );
    assertClose(
      nilpotent,
      tensor([
        [1, x, (x * x) / 2],
        [0, 1, x],
        [0, 0, 1],
      ]),
      { rtol: 1e-15 },
    );
  }
});

it('expm of matrices whose powers cancel, and of very large ones, is what its norm allows', () => {
  const a = gaussian(6, 6);
  const similar = expm(matmul(matmul(diag(tensor([1, 10, 100, 1e3, 1e4, 1e5])), a), diag(tensor([1, 0.1, 0.01, 1e-3, 1e-4, 1e-5]))));
  const expected = matmul(matmul(diag(tensor([1, 10, 100, 1e3, 1e4, 1e5])), expm(a)), diag(tensor([1, 0.1, 0.01, 1e-3, 1e-4, 1e-5])));
  assertClose(similar, expected, { rtol: 1e-10 });
  const rotation = expm(
    tensor([
      [0, -1e40],
      [1e40, 0],
    ]),
  );
  expect(largest(rotation)).toBeLessThanOrEqual(2);
});

it('expm of a diagonal or triangular matrix is right beside elements that overflow', () => {
  const x = tensor([1e6, -1e6, 0.5]);
  assertClose(expm(diag(x)), diag(exp(x)), { rtol: 1e-15 });
  const upper = tensor([
    [800, 1, 2],
    [0, 0.5, 3],
    [0, 0, -0.25],
  ]);
  const [p, q] = [Math.exp(0.5), Math.exp(-0.25)];
  const expected = tensor([
    [Infinity, Infinity, Infinity],
    [0, p, (3 * (p - q)) / 0.75],
    [0, 0, q],
  ]);
  assertClose(expm(upper), expected, { rtol: 4e-15 });
  assertClose(expm(mT(upper)), mT(expected), { rtol: 4e-15 });
  const blocks = tensor([
    [800, 0, 1],
    [0, 0.5, 0],
    [1, 0, 800],
  ]);
  assertClose(expm(blocks).slice(1), tensor([0, p, 0]), { rtol: 1e-13 });
  const decaying = tensor([
    [-1000, 1e10],
    [0, -1000],
  ]);
  expect(largest(expm(decaying))).toBe(0);
});

it('expm of a nilpotent matrix is the sum of its powers, however large its elements', () => {
  for (const c of [1, 1e6, 1e12, 1e20, 1e150, 1e300]) {
    const a = tensor([
      [c, -c],
      [c, -c],
    ]);
    assertClose(expm(a), eye(2).add(a), { rtol: 1e-15 });
    if (c > 1e20) continue;
    // The derivative of the trace is the exponential, transposed.
    assertClose(grad((x: Tensor) => sum(expm(x).mul(eye(2))))(a), mT(eye(2).add(a)), { rtol: 1e-15 });
  }
  const a = tensor([
    [0, 2, 3, 5],
    [0, 0, 7, 11],
    [0, 0, 0, 13],
    [0, 0, 0, 0],
  ]);
  const squared = matmul(a, a);
  const expected = eye(4).add(a).add(squared.div(2)).add(matmul(squared, a).div(6));
  assertClose(expm(a), expected, { rtol: 1e-15 });
  // The powers of this one only seem to vanish when it is scaled down.
  const large = expm(
    tensor([
      [1, 1e300],
      [0, -1],
    ]),
  );
  const right = tensor([
    [Math.E, 1e300 * Math.sinh(1)],
    [0, 1 / Math.E],
  ]);
  assertClose(large, right, { rtol: 4e-15 });
});
