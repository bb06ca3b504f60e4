import { grad, jvp, vjp } from '@hml/autograd';
import {
  DataError,
  DTypeError,
  diag,
  eigh,
  eigvalsh,
  expandDims,
  matmul,
  mT,
  mul,
  pow,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  tril,
  zeros,
} from '@hml/tensor';
import { assertClose, assertSame, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/linalg.json' with { type: 'json' };
import {
  expectNear,
  expectOrthonormal,
  gaussian,
  glued,
  graded,
  hilbert,
  largest,
  ofRank,
  symmetric,
  symmetricToRounding,
  wilkinson,
  withDistinct,
} from './matrices.ts';

describeOp('eigh', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    const part = draw.pick(['values', 'vectors'] as const);
    return {
      inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })],
      call: (x) => eigh(symmetric(withDistinct(x)))[part],
    };
  },
  residual: (_, x) => {
    const a = symmetric(withDistinct(x));
    const { values, vectors } = eigh(a);
    return matmul(a, vectors).sub(vectors.mul(expandDims(values, -2)));
  },
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => eigh(zeros([2, 3])), ShapeError],
    [
      () =>
        eigh(
          tensor([
            [1, 2],
            [3, 4],
          ]),
        ),
      DataError,
    ],
    [() => eigh(tensor([[Number.NaN]])), DataError],
    // @ts-expect-error text is no tensor
    [() => eigh('a'), DTypeError],
  ],
});

it.each<readonly [string, Tensor]>([
  ['random 9 × 9', symmetric(gaussian(9, 9))],
  ['random 300 × 300', symmetric(gaussian(300, 300))],
  ['graded 30 × 30', matmul(graded(30, 30), mT(graded(30, 30)))],
  ['rank 4 of 20', matmul(ofRank(4, 20, 20), mT(ofRank(4, 20, 20)))],
  ['Hilbert 12 × 12', hilbert(12)],
  ['Wilkinson 21 × 21', wilkinson(10)],
  ['five glued Wilkinson matrices', glued(wilkinson(5), 5, 1e-9)],
  ['zero', zeros([4, 4])],
  ['ones', zeros([5, 5]).add(1)],
  ['elements near 1e-300', symmetric(gaussian(6, 6)).mul(1e-300)],
  ['elements near 1e300', symmetric(gaussian(6, 6)).mul(1e300)],
  ['1 × 1', tensor([[-2]])],
])('eigh of %s: A V = V Λ, V orthonormal, values ascending', (_, a) => {
  const { values, vectors } = eigh(a);
  expectNear(matmul(a, vectors), vectors.mul(values), largest(a));
  expectOrthonormal(vectors);
  const list = Array.from(values.toTypedArray());
  expect(list).toEqual([...list].sort((x, y) => x - y));
});

it.each<readonly [string, Tensor, readonly number[]]>([
  ['Wilkinson 21 × 21, of which two agree in 13 digits', wilkinson(10), reference.wilkinson21],
  ['five glued Wilkinson matrices', glued(wilkinson(5), 5, 1e-9), reference.glued],
  ['the Hilbert matrix of order 12, whose least one is far below rounding', hilbert(12), reference.hilbert12.toReversed()],
])('eigh and eigvalsh find the eigenvalues of %s as computed in 60 digits, to rounding of the largest', (_, a, expected) => {
  const atol = expected.length * 2 ** -52 * Math.max(...expected);
  assertClose(eigh(a).values, tensor(expected), { rtol: 0, atol });
  assertClose(eigvalsh(a), tensor(expected), { rtol: 0, atol });
});

it('eigh has a symmetric gradient, and of a tangent takes the symmetric part', () => {
  const a = symmetric(withDistinct(gaussian(3, 3)));
  const u = gaussian(3, 3, 1);
  const [g] = vjp((m) => eigh(m).vectors, [a]).pullback(u);
  assertClose(g, mT(g), { atol: 1e-14 });
  const along = (d: Tensor): Tensor => jvp((m) => eigh(m).vectors, [a], [d]).tangent;
  assertClose(along(u), along(symmetric(u)), { atol: 1e-14 });
});

it('eigh makes the largest component of each vector positive, the first of equal ones', () => {
  const { vectors } = eigh(
    tensor([
      [0, -1],
      [-1, 0],
    ]),
  );
  expectNear(
    vectors,
    tensor([
      [1, 1],
      [1, -1],
    ]).mul(Math.SQRT1_2),
  );
});

it('eigh and eigvalsh take matrices that are symmetric to rounding, of which the lower triangle counts', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const a of symmetricToRounding(dtype)) {
      const exactly = tril(a).add(mT(tril(a, -1)));
      assertSame(eigh(a).vectors, eigh(exactly).vectors);
      assertSame(eigvalsh(a), eigvalsh(exactly));
    }
  }
  const indefinite = tensor([
    [0, 1, 1e-17],
    [1, 0, 0],
    [0, 0, 0],
  ]);
  assertClose(eigvalsh(indefinite), tensor([-1, 0, 1]), { atol: 1e-15 });
});

it('eigh has the right gradient at equal values for functions that treat them alike', () => {
  const w = symmetric(gaussian(3, 3));
  const a = diag(tensor([2, 2, 5]));
  const cubes = (x: Tensor): Tensor<readonly []> => sum(pow(eigh(x).values, 3));
  assertClose(grad(cubes)(a), matmul(a, a).mul(3), { rtol: 1e-14 });
  const projector = (x: Tensor): Tensor<readonly []> => {
    const v = slice(eigh(x).vectors, ':', [0, 2]);
    return sum(mul(w, matmul(v, mT(v))));
  };
  const across = tensor([
    [0, 0, 1],
    [0, 0, 1],
    [1, 1, 0],
  ]);
  assertClose(grad(projector)(a), mul(w, across).div(2 - 5), { rtol: 1e-13 });
});
