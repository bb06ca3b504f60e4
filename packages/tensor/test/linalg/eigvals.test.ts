import { DataError, DTypeError, eig, eigvals, eigvalsh, eye, ShapeError, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import reference from '../fixtures/linalg.json' with { type: 'json' };
import { expectNear, gaussian, graded, largest, symmetric, withPairs } from './matrices.ts';

describeOp('eigvals', {
  cases: (draw) => {
    const n = draw.integer(0, 3);
    const side = draw.pick(['real', 'imag'] as const);
    return { inputs: [draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), n, n] })], call: (x) => eigvals(withPairs(x))[side] };
  },
  residual: (_, x) => eigvals(withPairs(x)).real.sub(eig(withPairs(x)).values.real),
  dtypes: ['float32'],
  specials: false,
  invalid: [
    // @ts-expect-error a matrix of 2 rows and 3 columns is not square
    [() => eigvals(zeros([2, 3])), ShapeError],
    [() => eigvals(tensor([[Infinity]])), DataError],
    // @ts-expect-error text is no tensor
    [() => eigvals('a'), DTypeError],
  ],
});

it('eigvals of Grcar’s matrix of order 8 agree with those computed in 60 digits', () => {
  const grcar = zeros([8, 8])
    .sub(eye(8, 8, { k: -1 }))
    .add(eye(8))
    .add(eye(8, 8, { k: 1 }))
    .add(eye(8, 8, { k: 2 }))
    .add(eye(8, 8, { k: 3 }));
  const { real, imag } = eigvals(grcar);
  assertClose(real, tensor(reference.grcar8.real), { atol: 1e-13 });
  assertClose(imag, tensor(reference.grcar8.imag), { atol: 1e-13 });
});

it('eigvals add up to the trace and come in conjugate pairs', () => {
  for (const a of [gaussian(60, 60), graded(20, 20), gaussian(7, 7).mul(1e-300), gaussian(7, 7).mul(1e300)]) {
    const { real, imag } = eigvals(a);
    const n = a.shape[0];
    expectNear(real.sum(), a.mul(eye(n)).sum(), n * largest(a));
    expect(Math.abs(Number(imag.sum().item()))).toBeLessThanOrEqual(1e-15 * n * largest(a));
  }
});

it('eigvals of a symmetric matrix are those of eigvalsh', () => {
  const a = symmetric(gaussian(40, 40));
  const { real, imag } = eigvals(a);
  expectNear(real, eigvalsh(a), 40);
  expect(largest(imag)).toBe(0);
});
