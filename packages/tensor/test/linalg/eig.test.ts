import { DataError, DTypeError, eig, eye, matmul, mT, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { collectionWithLarge, expectNear, gaussian, largest, withPairs } from './matrices.ts';

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
