import { add, DTypeError, matmul, ShapeError, sum, tensor, zeros } from '@hml/tensor';
import { enginePath, withEngine } from '@hml/tensor/extend';
import { writeNpy, writeNpz } from '@hml/tensor/files';
import { SparseMatrix, sparseMatmul, vstack } from '@hml/tensor/sparse';
import { assertClose, assertSame, describeOp, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { drawSparse, eighths } from './draw.ts';

const A = SparseMatrix.fromDense(
  tensor([
    [0, 2, 0],
    [3, 0, -1],
  ]),
);

describeOp('sparseMatmul', {
  cases: (draw) => {
    const [m, n] = [draw.integer(0, 3), draw.integer(0, 3)];
    const { sparse } = drawSparse(draw, m, n, 'float32'); // so that the type of b decides
    const shape = draw.boolean() ? [n] : [n, draw.integer(0, 3)];
    return { inputs: [draw.tensor({ shape })], call: (b) => sparse.matmul(b) };
  },
  dtypes: ['float32'],
  invalid: [
    // @ts-expect-error inner sizes 3 and 2 differ
    [() => sparseMatmul(A, zeros([2])), ShapeError],
    // @ts-expect-error inner sizes 1 and 2 differ
    [() => sparseMatmul(tensor([1]), A), ShapeError],
  ],
});

describe('products', () => {
  it('with a dense matrix on either side are those of the dense matrices, with views and vectors', () =>
    forAll((draw) => {
      const dtypes = [draw.pick(['float64', 'float32'] as const), draw.pick(['float64', 'float32'] as const)] as const;
      const { sparse, dense } = drawSparse(draw, undefined, undefined, dtypes[0]);
      const [m, n] = sparse.shape;
      const k = draw.integer(0, 5);
      const right = draw.boolean() ? eighths(draw, [n, k], dtypes[1]) : eighths(draw, [k, n], dtypes[1]).T;
      const left = draw.boolean() ? eighths(draw, [k, m], dtypes[1]) : eighths(draw, [m, k], dtypes[1]).T;
      assertSame(sparse.matmul(right).add(0), matmul(dense, right).add(0));
      assertSame(sparseMatmul(sparse, right).add(0), matmul(dense, right).add(0));
      assertSame(sparseMatmul(left, sparse).add(0), matmul(left, dense).add(0));
      const [x, y] = [eighths(draw, [n], dtypes[1]), eighths(draw, [m], dtypes[1])];
      assertSame(sparse.matmul(x).add(0), matmul(dense, x).add(0));
      assertSame(sparseMatmul(y, sparse).add(0), matmul(y, dense).add(0));
    }));

  it('with a view that begins in the middle of its array', () => {
    const x = tensor([9, 1, 2, 3, 4, 5, 6]).slice([1, 7]).reshape([3, 2]);
    expect(A.matmul(x).toArray()).toEqual(matmul(A.toDense(), x).toArray());
  });

  it.runIf(enginePath() !== 'plain')('give the same bits in SIMD as in the plain loop, and column by column', () =>
    forAll((draw) => {
      const [m, n, k] = [draw.integer(1, 9), draw.integer(1, 9), draw.integer(2, 19)];
      const { sparse } = drawSparse(draw, m, n);
      const wild = sparse.map((value, i, j) => value / (3 + i + 7 * j));
      const x = draw.tensor({ shape: [n, k] });
      const plain = withEngine('plain', () => wild.matmul(x));
      assertSame(
        withEngine(enginePath(), () => wild.matmul(x), { always: true }),
        plain,
      );
      for (let j = 0; j < k; j++) assertSame(wild.matmul(x.slice(':', j)), plain.slice(':', j));
    }),
  );

  it('float32 is summed in float64 and rounded once', () => {
    const one = SparseMatrix.fromRows(
      [
        [
          [0, 1],
          [1, 2 ** -24],
          [2, 2 ** -24],
        ],
      ],
      3,
      { dtype: 'float32' },
    );
    expect(one.matmul(tensor([1, 1, 1], { dtype: 'float32' })).item()).toBe(1 + 2 ** -23);
  });

  it('skip what has no entry: 0 × ∞ is 0 there', () => {
    expect(A.matmul(tensor([Infinity, 1, Number.NaN])).toArray()[0]).toBe(2);
  });

  it('agree with those of dense matrices of 200 × 300', () => {
    const triplets = { rows: [] as number[], columns: [] as number[], values: [] as number[] };
    for (let e = 0; e < 4000; e++) {
      triplets.rows.push((e * 7919) % 200);
      triplets.columns.push((e * 104_729) % 300);
      triplets.values.push(Math.sin(e));
    }
    const B = SparseMatrix.fromTriplets(triplets, [200, 300]);
    const x = tensor(Array.from({ length: 300 * 17 }, (_, i) => Math.cos(i))).reshape([300, 17]);
    assertClose(B.matmul(x), matmul(B.toDense(), x), { atol: 1e-13, rtol: 1e-13 });
    assertClose(sparseMatmul(x.T, B.T), matmul(x.T, B.toDense().T), { atol: 1e-13, rtol: 1e-13 });
  });
});

describe('what does not fit', () => {
  const B: SparseMatrix = A;
  it('is refused by shape, with a hint where the transpose fits', () => {
    expect(() => B.matmul(zeros([2]))).toThrow(/inner sizes differ/);
    expect(() => B.matmul(zeros([4, 3]))).toThrow(/b\.mT would give \[2, 4\]/);
    expect(() => B.matmul(zeros([2, 3, 1]))).toThrow(ShapeError);
    // @ts-expect-error a scalar has no rows
    expect(() => B.matmul(tensor(2))).toThrow(ShapeError);
    expect(() => sparseMatmul(zeros([4, 3]), B)).toThrow(/inner sizes differ/);
    expect(() => sparseMatmul(zeros([1, 2, 2]), B)).toThrow(ShapeError);
    // @ts-expect-error a scalar has no columns
    expect(() => sparseMatmul(tensor(2), B)).toThrow(ShapeError);
  });

  it('is refused by kind', () => {
    // @ts-expect-error lists are no tensors
    expect(() => B.matmul([1, 2, 3])).toThrow(DTypeError);
    // @ts-expect-error two sparse matrices
    expect(() => B.matmul(B.T)).toThrow(/matmul: not one sparse matrix and one dense one\n(.*\n)*.*toDense/);
    // @ts-expect-error two sparse matrices
    expect(() => sparseMatmul(B, B.T)).toThrow(/two sparse matrices/);
    // @ts-expect-error two dense ones
    expect(() => sparseMatmul(tensor([1]), tensor([1]))).toThrow(/matmul\(a, b\)/);
  });

  const x = zeros([3, 2]);
  const dense: readonly (readonly [where: string, call: () => unknown])[] = [
    // @ts-expect-error not dense
    ['matmul', () => matmul(B, x)],
    // @ts-expect-error not dense
    ['matmul', () => x.matmul(B)],
    // @ts-expect-error not dense
    ['add', () => add(B, 1)],
    // @ts-expect-error not dense
    ['sum', () => sum(B)],
    // @ts-expect-error not dense
    ['writeNpy', () => writeNpy(B)],
    // @ts-expect-error not dense
    ['writeNpz', () => writeNpz({ B })],
  ];
  it.each(dense)('%s of a sparse matrix says what is sparse and what takes it', (where, call) => {
    expect(call).toThrow(DTypeError);
    const parts = { where, what: 'not a tensor', got: 'SparseMatrix float64 [2, 3]', fix: expect.stringMatching(/toDense.*sparseMatmul/) };
    expect(call).toThrow(expect.objectContaining(parts));
  });

  it('vstack of one sparse matrix says what it is', () => {
    // @ts-expect-error no list
    expect(() => vstack(B)).toThrow(
      expect.objectContaining({ what: 'not a list', got: 'SparseMatrix float64 [2, 3]', fix: 'vstack([A])' }),
    );
  });
});
