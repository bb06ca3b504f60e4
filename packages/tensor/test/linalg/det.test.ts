import { grad } from '@hml/autograd';
import { DTypeError, det, expandDims, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { gaussian, ofRank, withDiagonal } from './matrices.ts';

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
    [() => det(zeros([2, 3])), ShapeError],
    [() => det(zeros([2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => det('a'), DTypeError],
  ],
});

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
