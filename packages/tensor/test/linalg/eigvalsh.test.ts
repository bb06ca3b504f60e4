import { grad } from '@hml/autograd';
import { DataError, DTypeError, eigh, eigvalsh, eye, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { expectNear, gaussian, hilbert, largest, symmetric, withDistinct } from './matrices.ts';

describeOp('eigvalsh', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (x) => eigvalsh(symmetric(withDistinct(x))) };
  },
  residual: (y, x) => y.sub(eigh(symmetric(withDistinct(x))).values),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => eigvalsh(zeros([2, 3])), ShapeError],
    [
      () =>
        eigvalsh(
          tensor([
            [1, 2],
            [3, 4],
          ]),
        ),
      DataError,
    ],
    [() => eigvalsh(tensor([[Infinity]])), DataError],
    // @ts-expect-error text is no tensor
    [() => eigvalsh('a'), DTypeError],
  ],
});

it('eigvalsh agrees with eigh', () => {
  for (const a of [symmetric(gaussian(80, 80)), hilbert(10), symmetric(gaussian(5, 5)).mul(1e-300)]) {
    expectNear(eigvalsh(a), eigh(a).values, largest(a));
  }
});

it('eigvalsh of the second difference matrix are 4 sin²(k π / 2(n + 1))', () => {
  const n = 50;
  const a = eye(n)
    .mul(2)
    .sub(eye(n, n, { k: 1 }))
    .sub(eye(n, n, { k: -1 }));
  const expected = tensor(Array.from({ length: n }, (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / (2 * (n + 1))) ** 2));
  expectNear(eigvalsh(a), expected, 4);
});

it('eigvalsh has a gradient where eigenvalues are equal: that of their sum is the identity', () => {
  assertClose(grad((x: Tensor) => sum(eigvalsh(x)))(eye(4)), eye(4), { atol: 1e-15 });
  expect(eigvalsh(eye(3)).toArray()).toEqual([1, 1, 1]);
});
