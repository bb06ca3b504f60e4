import { DataError, DTypeError, eig, eigvals, eye, matmul, mT, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { collectionWithLarge, expectNear, gaussian, largest, matrixOf, withPairs } from './matrices.ts';

/** $A V - V \Lambda$, real and imaginary part. */
function residual(a: Tensor): { real: Tensor; imag: Tensor } {
  const { values, vectors } = eig(a);
  const [p, q] = [values.real, values.imag].map((x) => x.reshape([...x.shape.slice(0, -1), 1, x.shape[x.ndim - 1]]));
  return {
    real: matmul(a, vectors.real).sub(vectors.real.mul(p)).add(vectors.imag.mul(q)),
    imag: matmul(a, vectors.imag).sub(vectors.real.mul(q)).sub(vectors.imag.mul(p)),
  };
}

describeOp('eig', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    const part = draw.pick(['values', 'vectors'] as const);
    const side = draw.pick(['real', 'imag'] as const);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (x) => eig(withPairs(x))[part][side] };
  },
  residual: (_, x) => {
    const { real, imag } = residual(withPairs(x));
    return real.mul(real).add(imag.mul(imag));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => eig(zeros([2, 3])), ShapeError],
    [() => eig(tensor([[Number.NaN]])), DataError],
    // @ts-expect-error text is no tensor
    [() => eig('a'), DTypeError],
  ],
});

const jordan = eye(6)
  .mul(2)
  .add(eye(6, 6, { k: 1 }));
const cyclic = eye(8, 8, { k: 1 }).add(eye(8, 8, { k: -7 }));
const unbalanced = tensor([
  [1, 1e8, 1e-8],
  [1e-8, 2, 1e-8],
  [1e8, 1e8, 3],
]);
const square: (readonly [string, Tensor])[] = collectionWithLarge
  .filter(([, a]) => a.shape[0] === a.shape[1])
  .map(([name, a]) => [name, a]);

it.each<readonly [string, Tensor]>([
  ...square,
  ['Jordan block', jordan],
  ['cyclic permutation', cyclic],
  ['unbalanced', unbalanced],
  ['antisymmetric', gaussian(9, 9).sub(mT(gaussian(9, 9)))],
  ['zero', zeros([4, 4])],
])('eig of %s: A V = V Λ, columns of length 1 with their largest component real and positive', (_, a) => {
  const n = a.shape[0];
  const { real, imag } = residual(a);
  expectNear(real, zeros([n, n]), largest(a));
  expectNear(imag, zeros([n, n]), largest(a));
  const { vectors } = eig(a);
  const squares = vectors.real.mul(vectors.real).add(vectors.imag.mul(vectors.imag));
  expectNear(squares.sum(0), zeros([n]).add(1), 1);
  const [p, q] = [vectors.real.toTypedArray(), vectors.imag.toTypedArray()];
  const sizes = squares.toTypedArray();
  for (let j = 0; j < n; j++) {
    const column = Array.from({ length: n }, (_unused, i) => i * n + j);
    const greatest = Math.max(...column.map((at) => sizes[at]));
    const place = column.find((at) => sizes[at] >= greatest * (1 - 1e-9)) ?? 0;
    expect(p[place]).toBeGreaterThan(0);
    expect(Math.abs(q[place])).toBe(0);
  }
});

it('eig of a real matrix gives conjugate pairs, the negative imaginary part first', () => {
  const { values, vectors } = eig(cyclic);
  const [p, q] = [values.real.toTypedArray(), values.imag.toTypedArray()];
  for (let k = 1; k < 7; k += 2) {
    expect([p[k], q[k]]).toEqual([p[k + 1], -q[k + 1]]);
    expect(vectors.real.slice(':', k).toArray()).toEqual(vectors.real.slice(':', k + 1).toArray());
  }
});

/** A Gaussian matrix, each element times a factor. */
function scaled(n: number, factor: (i: number, j: number) => number): Tensor {
  return gaussian(n, n).mul(matrixOf(n, n, factor));
}

const tiny = [1e-6, 1e-9, 1e-14];
const badlyScaled: (readonly [string, Tensor])[] = [5, 10, 30].flatMap((n) =>
  tiny.flatMap((d): (readonly [string, Tensor])[] => [
    [`a row with nothing but ${d} on the diagonal`, scaled(n, (i, j) => (i === 2 ? (j === 2 ? d : 0) : 1))],
    [`a column with nothing but ${d} on the diagonal`, scaled(n, (i, j) => (j === 2 ? (i === 2 ? d : 0) : 1))],
    [`a row times ${d}`, scaled(n, (i) => (i === 2 ? d : 1))],
    [`a column times ${d}`, scaled(n, (_, j) => (j === 2 ? d : 1))],
    [`a row and a column times ${d}`, scaled(n, (i, j) => (i === 2 ? d : 1) * (j === 3 ? d : 1))],
    [`a last block times ${d}, zeros before it`, scaled(n, (i, j) => (i < n / 2 ? 1 : j < n / 2 ? 0 : d))],
    [`a block of ${d} that nearly is zero`, scaled(n, (i, j) => (i >= n / 2 && j < n / 2 ? d : 1))],
    [`rows graded down to ${d}`, scaled(n, (i) => d ** (i / n))],
    [`rows graded up, columns down from ${d}`, scaled(n, (i, j) => d ** ((j - i) / n))],
  ]),
);

it.each<readonly [string, Tensor]>([
  [
    'four rows, one of them nothing but 1e-12',
    tensor([
      [1, 2, 3, 1],
      [4, 5, 6, 1],
      [0, 0, 1e-12, 0],
      [1, 2, 1, 3],
    ]),
  ],
  [
    'a rotation beside a tiny one',
    tensor([
      [0, 1, 1, 1],
      [-1, 0, 1, 1],
      [0, 0, 1e-9, 1e-9],
      [0, 0, -1e-9, 1e-9],
    ]),
  ],
  ['elements between 1e-140 and 1e140', scaled(20, (i, j) => 10 ** (140 * Math.sin(31 * i + 17 * j)))],
  ...badlyScaled,
])('eig of a badly scaled matrix, %s: A V = V Λ', (_, a) => {
  const { real, imag } = residual(a);
  const n = a.shape[0];
  expectNear(real, zeros([n, n]), largest(a));
  expectNear(imag, zeros([n, n]), largest(a));
  const ours = eig(a).values;
  const alone = eigvals(a);
  expectNear(ours.real.sum(), alone.real.sum(), n * largest(a));
});

it('eig of a matrix that rows and columns in another order make triangular has its diagonal for eigenvalues, to the last digit', () => {
  const element = (i: number, j: number): number => (i === j ? (i + 1) / 7 : i < j ? 1 + i - 3 * j : 0);
  const place = (i: number): number => (5 * i) % 9;
  const a = matrixOf(9, 9, (i, j) => element(place(i), place(j)));
  const expected = Array.from({ length: 9 }, (_, i) => (i + 1) / 7);
  expect(eig(a).values.real.toArray()).toEqual(expected);
  expect(eigvals(a).real.toArray()).toEqual(expected);
});

it('eig of a graded matrix keeps the digits of small eigenvalues', () => {
  const a = matrixOf(3, 3, (i, j) => 10 ** (-9 * i) * (i === j ? 2 : 1));
  // To nine digits, each value is a leading minor over the one before: they are 2, 3e-9 and 4e-27.
  assertClose(eig(a).values.real, tensor([(4 / 3) * 1e-18, 1.5e-9, 2]), { rtol: 1e-8 });
});
