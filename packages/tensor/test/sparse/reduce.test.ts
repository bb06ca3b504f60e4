import { DataError, type FloatDType, norm, OptionError, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { hstack, type MatrixShape, SparseMatrix, vstack } from '@hml/tensor/sparse';
import { assertClose, assertSame, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { drawSparse } from './draw.ts';

describe('sum and mean', () => {
  it('are those of the dense matrix, along each axis', () =>
    forAll((draw) => {
      const { sparse, dense } = drawSparse(draw, undefined, undefined, draw.pick(['float64', 'float32']));
      const keepDims = draw.boolean();
      for (const axis of [undefined, 0, 1, -1, -2, [0, 1]]) {
        assertSame(sparse.sum(axis, { keepDims }).add(0), dense.sum(axis, { keepDims }).add(0));
        assertClose(sparse.mean(axis, { keepDims }), dense.mean(axis, { keepDims }), { atol: 1e-7, rtol: 1e-6 });
      }
    }));

  it('are as exact as those of tensors', () => {
    const row = new Map(Array.from({ length: 100_000 }, (_, j) => [j, 0.1]));
    const A = SparseMatrix.fromRows([row], 100_000);
    expect(Math.abs(A.sum().item() - 1e4)).toBeLessThan(1e-10); // one after the other, they are 2e-8 off
    expect(A.T.sum(0).item()).toBe(1e4); // compensated
    expect(
      SparseMatrix.fromDense(tensor([[1e308], [1e308]]))
        .sum(0)
        .item(),
    ).toBe(Infinity);
  });

  it('refuse axes that there are not', () => {
    const A: SparseMatrix = SparseMatrix.fromRows([[[0, 1]]], 1);
    // @ts-expect-error there is no axis 2
    expect(() => A.sum(2)).toThrow(ShapeError);
    expect(() => A.mean([])).toThrow(ShapeError);
    // @ts-expect-error a misspelling
    expect(() => A.sum(0, { keepdims: true })).toThrow(OptionError);
  });
});

describe('norm', () => {
  it('is that of the dense matrix', () =>
    forAll((draw) => {
      const { sparse, dense } = drawSparse(draw, draw.integer(1, 6), draw.integer(1, 6));
      const keepDims = draw.boolean();
      for (const ord of ['fro', 1, Infinity] as const) {
        assertClose(sparse.norm({ ord, keepDims }), norm(dense, { ord, keepDims }), { atol: 0, rtol: 1e-15 });
      }
      assertClose(sparse.norm(), norm(dense), { atol: 0, rtol: 1e-15 });
      for (const axis of [0, 1, -1, -2]) {
        for (const ord of [1, 2, Infinity]) {
          assertClose(sparse.norm({ ord, axis, keepDims }), norm(dense, { ord, axis, keepDims }), { atol: 0, rtol: 1e-15 });
        }
        assertSame(sparse.norm({ axis }), sparse.norm({ axis, ord: 2 }));
      }
    }));

  it('neither overflows nor underflows, and passes on NaN', () => {
    const of = (...values: number[]): SparseMatrix => SparseMatrix.fromDense(tensor([values]));
    expect(of(3e300, 4e300).norm().item()).toBe(5e300);
    expect(of(3e-300, 4e-300).norm({ axis: 1 }).item()).toBeCloseTo(5e-300, 310);
    expect(of(Infinity, 1).norm().item()).toBe(Infinity);
    expect(of(Number.NaN, 1).norm().item()).toBe(Number.NaN);
    expect(of(Number.NaN, 1).norm({ ord: Infinity }).item()).toBe(Number.NaN);
  });

  it('of a matrix without elements is that of the dense one, or no norm where there is no sum to choose', () => {
    for (const shape of [
      [0, 0],
      [3, 0],
      [0, 3],
    ] as const) {
      const A = SparseMatrix.fromTriplets({ rows: [], columns: [], values: [] }, shape);
      for (const options of [{}, { ord: 'fro' }, { ord: 1 }, { ord: Infinity }, { axis: 0 }, { axis: 1, ord: Infinity }] as const) {
        const outcome = (call: () => Tensor): unknown => {
          try {
            return call().toArray();
          } catch (error) {
            return error;
          }
        };
        const dense = outcome(() => norm(A.toDense(), options));
        expect(outcome(() => (A as SparseMatrix).norm<MatrixShape, FloatDType, number | undefined>(options))).toEqual(dense);
        if ('ord' in options && options.ord === 1 && shape[1] === 0) expect(dense).toBeInstanceOf(DataError);
      }
    }
  });

  it('refuses norms that there are not', () => {
    const A = SparseMatrix.fromRows([[[0, 1]]], 1);
    // @ts-expect-error no norm of a matrix
    expect(() => A.norm({ ord: 2 })).toThrow(OptionError);
    // @ts-expect-error no norm of a column
    expect(() => A.norm({ ord: 'fro', axis: 0 })).toThrow(OptionError);
    expect(() => A.norm({ axis: 2 })).toThrow(ShapeError);
    // @ts-expect-error a misspelling
    expect(() => A.norm({ order: 1 })).toThrow(OptionError);
  });
});

describe('vstack and hstack', () => {
  it('are what the dense matrices give', () =>
    forAll((draw) => {
      const n = draw.integer(0, 4);
      const dtypes = [draw.pick(['float64', 'float32'] as const), draw.pick(['float64', 'float32'] as const)];
      const parts = dtypes.map((dtype) => drawSparse(draw, draw.integer(0, 4), n, dtype));
      const below = vstack(parts.map(({ sparse }) => sparse));
      expect(below.toArray()).toEqual(parts.flatMap(({ dense }) => dense.toArray()));
      expect(below.dtype).toBe(dtypes.includes('float64') ? 'float64' : 'float32');
      const beside = hstack(parts.map(({ sparse }) => sparse.T));
      expect(beside.equals(below.T)).toBe(true);
      expect(SparseMatrix.fromJSON(beside.toJSON()).equals(beside)).toBe(true);
    }));

  it('refuse sizes that differ, and nothing', () => {
    const [A, B]: SparseMatrix[] = [SparseMatrix.fromRows([[]], 2), SparseMatrix.fromRows([[], []], 3)];
    expect(() => vstack([A, B])).toThrow(/as many columns as the first: 2/);
    expect(() => hstack([A, B])).toThrow(/as many rows as the first: 1/);
    // @ts-expect-error a tensor is not sparse
    expect(() => hstack([A.toDense()])).toThrow(/^hstack: not a sparse matrix/);
    // @ts-expect-error a tensor is not sparse
    expect(() => vstack([A.toDense()])).toThrow(/^vstack: not a sparse matrix/);
    // @ts-expect-error one is no list
    expect(() => vstack(A)).toThrow(/^vstack: not a list/);
    // @ts-expect-error a tensor is not sparse
    expect(() => A.equals(A.toDense())).toThrow(/^equals: not a sparse matrix/);
    expect(() => vstack([])).toThrow(DataError);
  });
});
