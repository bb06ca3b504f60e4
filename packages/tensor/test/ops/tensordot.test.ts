import { DataError, DTypeError, OptionError, ShapeError, tensor, tensordot, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { byLetters } from './by-letters.ts';

describeOp('tensordot', {
  cases: (draw) => {
    const [i, j, k, l] = [draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3)];
    const { a, b, axes } = draw.pick([
      { a: [i, j], b: [k, l], axes: 0 },
      { a: [i, j], b: [j, k], axes: 1 },
      { a: [i, j, k], b: [j, k, l], axes: 2 },
      {
        a: [i, j, k],
        b: [k, l, i],
        axes: [
          [0, -1],
          [2, 0],
        ] as const,
      },
    ] as const);
    const letters = { 0: 'ij,kl->ijkl', 1: 'ij,jk->ik', 2: 'ijk,jkl->il' };
    const equation = typeof axes === 'number' ? letters[axes] : 'ijk,kli->jl';
    return {
      inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b })],
      call: (u, v) => tensordot(u, v, axes),
      reference: (u, v) => byLetters(equation, [u, v]),
    };
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => tensordot(zeros([2, 3]), zeros([2, 3]), 1), ShapeError],
    [() => tensordot(zeros([2, 3]), zeros([3]), [[1], [1]]), ShapeError],
    [
      () =>
        tensordot(zeros([2, 2]), zeros([2, 2]), [
          [0, 0],
          [0, 1],
        ]),
      ShapeError,
    ],
    [() => tensordot(zeros([2, 2]), zeros([2, 2]), [[0], [0, 1]]), ShapeError],
    [() => tensordot(zeros([2, 2]), zeros([2, 2]), 0.5), OptionError],
    [() => tensordot(tensor([2000000000], { dtype: 'int32' }), tensor([2], { dtype: 'int32' }), 1), DataError],
    // @ts-expect-error text is no tensor
    [() => tensordot('a', tensor([1])), DTypeError],
  ],
});

it('tensordot sums two axes if it is not told otherwise', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(tensordot(a, a).item()).toBe(30);
});

it('tensordot keeps the other axes in their order, those of a first', () => {
  expect(tensordot(zeros([2, 3, 4]), zeros([5, 3, 6]), [[1], [1]]).shape).toEqual([2, 4, 5, 6]);
  expect(tensordot(zeros([2, 0]), zeros([0, 3]), 1).toArray()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
