import { Cell, DataError, DTypeError, OptionError, ShapeError, tensor, zeros } from '@hml/tensor';
import { csrOf, isSparse, SparseMatrix } from '@hml/tensor/sparse';
import { assertSame, forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { drawSparse } from './draw.ts';

const A = SparseMatrix.fromDense(
  tensor([
    [1, 0, 2],
    [0, 0, 0],
    [0, 3, -4],
  ]),
);

describe('SparseMatrix.fromTriplets', () => {
  it('adds up what comes twice, and is the dense matrix added up by hand', () =>
    forAll((draw) => {
      const { sparse, dense } = drawSparse(draw);
      assertSame(sparse.toDense(), dense);
      expect(sparse.toArray()).toEqual(dense.toArray());
    }));

  it('gives the canonical form: columns ascend in each row, and none comes twice', () =>
    forAll((draw) => {
      const { sparse, rows, columns } = drawSparse(draw);
      const { indices, indptr, data } = csrOf(sparse);
      expect(indptr.length).toBe(sparse.shape[0] + 1);
      expect(indptr[0]).toBe(0);
      for (let i = 0; i < sparse.shape[0]; i++)
        for (let e = indptr[i] + 1; e < indptr[i + 1]; e++) expect(indices[e]).toBeGreaterThan(indices[e - 1]);
      expect(data.length).toBe(new Set(rows.map((row, e) => `${row} ${columns[e]}`)).size);
    }));

  it('keeps entries that are 0, as SciPy does, until eliminateZeros', () => {
    const B = SparseMatrix.fromTriplets({ rows: [0, 0, 0, 1], columns: [0, 1, 1, 1], values: [0, 2, -2, 5] }, [2, 2]);
    expect(B.nnz).toBe(3);
    expect(B.eliminateZeros().nnz).toBe(1);
    expect(B.eliminateZeros().toArray()).toEqual(B.toArray());
    expect(B.equals(B.eliminateZeros())).toBe(true);
  });

  it('adds in the order given, in float64, and rounds float32 once', () => {
    const triplets = { rows: [0, 0, 0], columns: [0, 0, 0], values: [1e16, 1, -1e16] };
    expect(SparseMatrix.fromTriplets(triplets, [1, 1]).at(0, 0)).toBe(1e16 + 1 - 1e16);
    const tenth = { rows: [0, 0], columns: [0, 0], values: [0.1, 0.2] };
    expect(SparseMatrix.fromTriplets(tenth, [1, 1], { dtype: 'float32' }).at(0, 0)).toBe(Math.fround(0.1 + 0.2));
  });

  it('refuses what does not fit', () => {
    const entry = { rows: [0], columns: [0], values: [1] };
    const of = SparseMatrix.fromTriplets;
    for (const bad of [-1, 2, 0.5, Number.NaN]) {
      expect(() => of({ ...entry, rows: [bad] }, [2, 2])).toThrow(ShapeError);
      expect(() => of({ ...entry, columns: [bad] }, [2, 2])).toThrow(ShapeError);
    }
    expect(() => of({ ...entry, values: [1, 2] }, [2, 2])).toThrow(/rows has the wrong length/);
    expect(() => of({ ...entry, columns: [] }, [2, 2])).toThrow(/columns has the wrong length/);
    // @ts-expect-error texts are no numbers
    expect(() => of({ ...entry, values: ['1'] }, [2, 2])).toThrow(DTypeError);
    // @ts-expect-error nothing is no list
    expect(() => of({ ...entry, rows: undefined }, [2, 2])).toThrow(DTypeError);
    // @ts-expect-error nothing at all
    expect(() => of()).toThrow(DTypeError);
    // @ts-expect-error nothing at all
    expect(() => of(null, [1, 1])).toThrow(/fromTriplets: no lists/);
    // @ts-expect-error nothing at all
    expect(() => SparseMatrix.fromCSR(undefined, [1, 1])).toThrow(/fromCSR: no lists/);
    // @ts-expect-error a bigint is no number
    expect(() => of({ ...entry, rows: [0n] }, [2, 2])).toThrow(ShapeError);
    expect(() => of(entry, [2, 2 ** 31])).toThrow(ShapeError);
    expect(() => of(entry, [-1, 2])).toThrow(ShapeError);
    // @ts-expect-error a matrix has two axes
    expect(() => of(entry, [2])).toThrow(ShapeError);
    // @ts-expect-error int32 holds no fractions
    expect(() => of(entry, [2, 2], { dtype: 'int32' })).toThrow(DTypeError);
    // @ts-expect-error a misspelling
    expect(() => of(entry, [2, 2], { dType: 'float32' })).toThrow(OptionError);
  });
});

describe('SparseMatrix.fromRows, fromCSR and fromDense', () => {
  it('give the matrix of the triplets', () =>
    forAll((draw) => {
      const { sparse, dense, rows, columns, values } = drawSparse(draw);
      const [m, n] = sparse.shape;
      const ofRow = (i: number): (readonly [number, number])[] =>
        rows.flatMap((row, e) => (row === i ? [[columns[e], values[e]] as const] : []));
      const lists = Array.from({ length: m }, (_, i) => ofRow(i));
      expect(SparseMatrix.fromRows(lists, n).equals(sparse)).toBe(true);
      const indptr = Array.from({ length: m + 1 }, (_, i) => lists.slice(0, i).flat().length);
      const parts = { data: lists.flat().map(([, value]) => value), indices: lists.flat().map(([column]) => column), indptr };
      expect(SparseMatrix.fromCSR(parts, [m, n]).equals(sparse)).toBe(true);
      expect(SparseMatrix.fromDense(dense).equals(sparse)).toBe(true);
      expect(SparseMatrix.fromDense(dense).nnz).toBe(dense.toTypedArray().filter((value) => value !== 0).length);
    }));

  it('fromDense takes views, keeps NaN, leaves out -0, and gives float64 for integers', () => {
    const x = tensor([
      [Number.NaN, -0],
      [2, 3],
    ]);
    expect(SparseMatrix.fromDense(x.T).toArray()).toEqual([
      [Number.NaN, 2],
      [0, 3],
    ]);
    expect(SparseMatrix.fromDense(x).nnz).toBe(3);
    expect(SparseMatrix.fromDense(tensor([[1]], { dtype: 'int32' })).dtype).toBe('float64');
    expect(SparseMatrix.fromDense(tensor([[1]], { dtype: 'float32' })).dtype).toBe('float32');
    expect(() => SparseMatrix.fromDense(zeros([2]))).toThrow(ShapeError);
    // @ts-expect-error arrays are no tensors
    expect(() => SparseMatrix.fromDense([[1]])).toThrow(DTypeError);
  });

  it('fromRows refuses what are no rows of pairs', () => {
    // @ts-expect-error numbers are no rows
    expect(() => SparseMatrix.fromRows([1], 2)).toThrow(/row 0 is no list/);
    // @ts-expect-error numbers are no pairs
    expect(() => SparseMatrix.fromRows([[1]], 2)).toThrow(/an entry of row 0 is no list/);
    // @ts-expect-error a pair has a value
    expect(() => SparseMatrix.fromRows([[[1]]], 2)).toThrow(DTypeError);
    expect(() => SparseMatrix.fromRows([[[2, 1]]], 2)).toThrow(/no such column/);
    // @ts-expect-error text is no list of rows
    expect(() => SparseMatrix.fromRows('1', 2)).toThrow(DTypeError);
    // @ts-expect-error without the number of columns
    expect(() => SparseMatrix.fromRows([[[0, 1]]])).toThrow(expect.objectContaining({ got: '[1, undefined]' }));
  });

  it('fromCSR refuses row pointers that do not divide the entries', () => {
    const parts = { data: [1, 2], indices: [0, 1] };
    for (const indptr of [
      [0, 1, 1],
      [1, 1, 2],
      [0, 3, 2],
      [0, 2, 1],
    ]) {
      expect(() => SparseMatrix.fromCSR({ ...parts, indptr }, [2, 2])).toThrow(ShapeError);
    }
    expect(() => SparseMatrix.fromCSR({ ...parts, indptr: [0, 2] }, [2, 2])).toThrow(/indptr has the wrong length/);
    expect(() => SparseMatrix.fromCSR({ ...parts, indices: [0, 2], indptr: [0, 1, 2] }, [2, 2])).toThrow(/no such column/);
  });
});

it('at gives every element, counted from either end', () =>
  forAll((draw) => {
    const { sparse, dense } = drawSparse(draw);
    const [m, n] = sparse.shape;
    for (let i = -m; i < m; i++) for (let j = -n; j < n; j++) expect(sparse.at(i, j)).toBe(dense.at(i, j).item());
    expect(() => sparse.at(m, 0)).toThrow(ShapeError);
    expect(() => sparse.at(0, -n - 1)).toThrow(ShapeError);
  }));

it('T is the transpose, made once, whose transpose is the matrix itself', () =>
  forAll((draw) => {
    const { sparse, dense } = drawSparse(draw);
    assertSame(sparse.T.toDense(), dense.T);
    expect(sparse.T).toBe(sparse.T);
    expect(sparse.T.T).toBe(sparse);
    const { indices, indptr } = csrOf(sparse.T);
    for (let i = 0; i + 1 < indptr.length; i++)
      for (let e = indptr[i] + 1; e < indptr[i + 1]; e++) expect(indices[e]).toBeGreaterThan(indices[e - 1]);
  }));

describe('parts', () => {
  it('slice gives what slice of the dense matrix gives', () =>
    forAll(
      (draw) => {
        const { sparse, dense } = drawSparse(draw);
        const end = (): number | null => (draw.boolean() ? null : draw.integer(-7, 7));
        const range = () => (draw.boolean() ? ([end(), end(), draw.pick([1, 2, -1, -2])] as const) : (':' as const));
        const [rows, columns] = [range(), range()];
        assertSame(sparse.slice(rows, columns).toDense(), dense.slice(rows, columns));
        assertSame(sparse.slice(rows).toDense(), dense.slice(rows));
        expect(SparseMatrix.fromJSON(sparse.slice(rows, columns).toJSON()).equals(sparse.slice(rows, columns))).toBe(true);
      },
      { cases: 150 },
    ));

  it('slice refuses what would drop an axis or put one in', () => {
    expect(() => A.slice(1)).toThrow(/take\(\[1\]\)/);
    expect(() => A.slice(':', null)).toThrow(ShapeError);
    expect(() => A.slice([0, 1, 0])).toThrow(ShapeError);
  });

  it('take gives rows and columns in the order given, some twice', () =>
    forAll((draw) => {
      const { sparse, dense } = drawSparse(draw, draw.integer(1, 5), draw.integer(1, 5));
      for (const axis of [0, 1] as const) {
        const n = sparse.shape[axis];
        const indices = Array.from({ length: draw.integer(0, 6) }, () => draw.integer(-n, n - 1));
        const expected = dense.toArray();
        const picked = axis === 0 ? indices.map((i) => expected.at(i)) : expected.map((row) => indices.map((j) => row.at(j)));
        expect(sparse.take(indices, axis).toArray()).toEqual(picked);
        expect(sparse.take(Int32Array.from(indices), axis === 0 ? -2 : -1).toArray()).toEqual(picked);
        expect(() => sparse.take([n], axis)).toThrow(ShapeError);
      }
    }));
});

describe('entries', () => {
  it('mul, scaleRows and scaleColumns are products with numbers and diagonals', () =>
    forAll((draw) => {
      const { sparse, dense } = drawSparse(draw);
      const [m, n] = sparse.shape;
      const [f, g] = [Float64Array.from({ length: m }, () => draw.integer(-4, 4)), Array.from({ length: n }, () => draw.integer(-4, 4))];
      assertSame(sparse.mul(3).toDense().add(0), dense.mul(3).add(0));
      assertSame(sparse.scaleRows(f).toDense().add(0), dense.mul(tensor(f).reshape([m, 1])).add(0));
      assertSame(
        sparse
          .scaleColumns(new Cell(tensor(g)))
          .toDense()
          .add(0),
        dense.mul(tensor(g)).add(0),
      );
    }));

  it('scaling refuses vectors of another length and what are no numbers', () => {
    const B: SparseMatrix = A;
    expect(() => B.scaleRows([1, 2])).toThrow(ShapeError);
    expect(() => B.scaleColumns(zeros([4]))).toThrow(ShapeError);
    // @ts-expect-error texts are no factors
    expect(() => B.scaleRows(['1', '2', '3'])).toThrow(DTypeError);
    // @ts-expect-error a matrix is no vector
    expect(() => B.scaleColumns(zeros([3, 1]))).toThrow(DTypeError);
    // @ts-expect-error a list is no number
    expect(() => B.mul([1, 2, 3])).toThrow(/scaleRows and scaleColumns take vectors/);
  });

  it('map sees each entry with its row and column, and nothing else', () => {
    const seen: number[][] = [];
    const B = A.map((value, row, column) => {
      seen.push([value, row, column]);
      return value * 10;
    });
    expect(seen).toEqual([
      [1, 0, 0],
      [2, 0, 2],
      [3, 2, 1],
      [-4, 2, 2],
    ]);
    expect(B.toArray()).toEqual(A.toDense().mul(10).toArray());
    expect(
      A.map(() => 1)
        .sum()
        .item(),
    ).toBe(4);
  });

  it('cast rounds to float32 and back', () => {
    const B = A.mul(0.1);
    expect(B.cast('float32').at(0, 0)).toBe(Math.fround(0.1));
    expect(B.cast('float32').cast('float64').dtype).toBe('float64');
    // @ts-expect-error int32 holds no fractions
    expect(() => B.cast('int32')).toThrow(DTypeError);
  });

  it('toTriplets gives what fromTriplets takes, the caller’s own', () =>
    forAll((draw) => {
      const { sparse } = drawSparse(draw);
      const triplets = sparse.toTriplets();
      const again = SparseMatrix.fromTriplets(triplets, sparse.shape);
      expect(again.equals(sparse)).toBe(true);
      triplets.values.fill(9);
      triplets.columns.fill(0);
      expect(again.equals(sparse)).toBe(true);
    }));
});

describe('comparison', () => {
  it('equals and allClose look at elements, not at entries', () => {
    const zero = SparseMatrix.fromTriplets({ rows: [0], columns: [1], values: [0] }, [1, 2]);
    const none = SparseMatrix.fromRows([[]], 2);
    expect(zero.equals(none)).toBe(true);
    expect(none.equals(zero)).toBe(true);
    expect(none.equals(SparseMatrix.fromRows([[]], 3))).toBe(false);
    expect(A.equals(A.mul(1 + 1e-12))).toBe(false);
    expect(A.allClose(A.mul(1 + 1e-12))).toBe(true);
    expect(A.allClose(A.mul(1 + 1e-4))).toBe(false);
    expect(A.allClose(A.mul(1 + 1e-4), { rtol: 1e-3 })).toBe(true);
    expect(none.allClose(SparseMatrix.fromRows([[[0, 1e-9]]], 2))).toBe(true);
    expect(none.allClose(SparseMatrix.fromRows([[[0, 1e-9]]], 2), { atol: 0 })).toBe(false);
  });

  it('an infinity is close to itself alone, NaN to NaN where that is asked for', () => {
    const of = (value: number): SparseMatrix => SparseMatrix.fromRows([[[0, value]]], 1);
    expect(of(Infinity).allClose(of(Infinity))).toBe(true);
    expect(of(1).allClose(of(Infinity))).toBe(false);
    expect(of(Infinity).allClose(of(1))).toBe(false);
    expect(of(Number.NaN).allClose(of(Number.NaN))).toBe(false);
    expect(of(Number.NaN).allClose(of(Number.NaN), { equalNaN: true })).toBe(true);
    // @ts-expect-error a misspelling
    expect(() => of(1).allClose(of(1), { tol: 1 })).toThrow(OptionError);
  });
});

describe('toJSON and fromJSON', () => {
  it('carry every bit, also through text', () =>
    forAll((draw) => {
      const { sparse } = drawSparse(draw, undefined, undefined, draw.pick(['float64', 'float32']));
      const wild = sparse.map((value) => (value > 1 ? Infinity : value < -1 ? Number.NaN : value < 0 ? -0 : value / 3));
      const again = SparseMatrix.fromJSON(JSON.parse(JSON.stringify(wild)));
      expect(again.toJSON()).toEqual(wild.toJSON());
      expect(again.dtype).toBe(wild.dtype);
    }));

  const good = A.toJSON();
  const hostile: readonly (readonly [string, unknown])[] = [
    ['text', JSON.stringify(good)],
    ['nothing', null],
    ['an array', [good]],
    ['a tensor', tensor([[1]]).toJSON()],
    ['another version', { ...good, version: 2 }],
    ['a field too many', { ...good, extra: 1 }],
    ['an integer type', { ...good, dtype: 'int32' }],
    ['a type that is inherited', { ...good, dtype: 'toString' }],
    ['three axes', { ...good, shape: [3, 3, 1] }],
    ['one axis', { ...good, shape: [3] }],
    ['a negative size', { ...good, shape: [3, -1] }],
    ['more rows than pointers', { ...good, shape: [2 ** 30, 3] }],
    ['more columns than int32 counts', { ...good, shape: [3, 2 ** 31] }],
    ['pointers that descend', { ...good, indptr: [0, 3, 2, 4] }],
    ['pointers that begin late', { ...good, indptr: [1, 2, 2, 4] }],
    ['pointers beyond the entries', { ...good, indptr: [0, 2, 2, 2 ** 30] }],
    ['pointers that are texts', { ...good, indptr: ['0', '2', '2', '4'] }],
    ['a column beyond the last', { ...good, indices: [0, 2, 1, 3] }],
    ['a negative column', { ...good, indices: [-1, 2, 1, 2] }],
    ['columns that descend', { ...good, indices: [2, 0, 1, 2] }],
    ['a column twice', { ...good, indices: [0, 2, 1, 1] }],
    ['entries that are missing', { ...good, data: [1, 2, 3] }],
    ['an entry that is no number', { ...good, data: [1, 2, 3, '4'] }],
    ['an entry beyond float32', { ...good, dtype: 'float32', data: [1, 2, 3, 1e300] }],
    ['only inherited fields', Object.create(good)],
  ];
  it.each(hostile)('fromJSON refuses %s', (_, json) => expect(() => SparseMatrix.fromJSON(json)).toThrow(DataError));

  it('fromJSON says which field is wrong', () => {
    expect(() => SparseMatrix.fromJSON({ ...good, indices: [0, 2, 1, 1] })).toThrow(/field 'indices\[3\]' of the saved sparse matrix/);
  });
});

describe('printing', () => {
  it('shows shape, type and entries', () => {
    expect(String(A)).toBe('SparseMatrix(float64 [3, 3], 4 entries)\n  [0, 0] 1\n  [0, 2] 2\n  [2, 1] 3\n  [2, 2] -4');
    expect(String(SparseMatrix.fromRows([[[0, 1 / 3]]], 1))).toBe('SparseMatrix(float64 [1, 1], 1 entry)\n  [0, 0] 0.33333333');
    expect(String(SparseMatrix.fromRows([], 5))).toBe('SparseMatrix(float64 [0, 5], 0 entries)');
  });

  it('shortens what has more than 20 entries', () => {
    const lines = String(SparseMatrix.fromDense(tensor([Array.from({ length: 21 }, (_, j) => j + 1)]))).split('\n');
    expect(lines.length).toBe(14);
    expect([lines[6], lines[7], lines[8]]).toEqual(['  [0, 5] 6', '  …', '  [0, 15] 16']);
  });

  it('is what console.log shows', () => expect(Reflect.get(A, Symbol.for('nodejs.util.inspect.custom')).call(A)).toBe(String(A)));
});

it('isSparse knows sparse matrices, also those of another copy of the package', () => {
  expect(isSparse(A)).toBe(true);
  expect(isSparse(Object.create(null, { [Symbol.for('@hml/tensor/sparse')]: { value: true } }))).toBe(true);
  for (const other of [undefined, null, 1, [[1]], tensor([[1]]), {}]) expect(isSparse(other)).toBe(false);
  // @ts-expect-error a tensor is not sparse
  expect(() => csrOf(tensor([[1]]))).toThrow(DTypeError);
});

it('take refuses what is no list of indices, and says what is one', () => {
  // @ts-expect-error a tensor is no list
  expect(() => A.take(tensor([1]))).toThrow(/take: no list of indices[\s\S]*indices\.toArray\(\)/);
  // @ts-expect-error a number is no list
  expect(() => A.take(2)).toThrow(/take\(\[2\]\)/);
  // @ts-expect-error nothing at all
  expect(() => A.take()).toThrow(DTypeError);
});

it('map refuses what is no number, fromRows what is no pair, fromTriplets tensors', () => {
  // @ts-expect-error texts are no numbers
  expect(() => A.map(() => 'x')).toThrow(/map: an entry that is no number/);
  // @ts-expect-error a number is no function
  expect(() => A.map(3)).toThrow(/^map: not a function\n(.*\n)*.*got: +3/);
  // @ts-expect-error three are no pair
  expect(() => SparseMatrix.fromRows([[[0, 2, 3]]], 2)).toThrow(/an entry of row 0 is no pair/);
  const triplets = { rows: [0], columns: [0], values: tensor([1]) };
  // @ts-expect-error tensors are no lists
  expect(() => SparseMatrix.fromTriplets(triplets, [1, 1])).toThrow(/values\.toTypedArray\(\)/);
});
