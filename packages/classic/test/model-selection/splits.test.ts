import { fc, test } from '@fast-check/vitest';
import type { Matrix, Vector } from '@hml/tensor';
import { DataError, HmlError, OptionError, ShapeError, tensor } from '@hml/tensor';
import { SparseMatrix } from '@hml/tensor/sparse';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { KFold, StratifiedKFold, takeRows, trainTestIndices, trainTestSplit } from '../../src/model-selection/index.ts';
import { thrown } from '../samples.ts';

const lists = (folds: Iterable<{ readonly train: Int32Array; readonly test: Int32Array }>) =>
  Array.from(folds, ({ train, test: rows }) => ({ train: [...train], test: [...rows] }));

describe('KFold.split', () => {
  it('by hand: 5 rows in 2 folds', () => {
    expect(lists(new KFold({ nSplits: 2 }).split(5))).toEqual([
      { train: [3, 4], test: [0, 1, 2] },
      { train: [0, 1, 2], test: [3, 4] },
    ]);
  });

  it('counts the rows of every kind of X', () => {
    const tests = (X: Parameters<KFold['split']>[0]) => lists(new KFold({ nSplits: 3 }).split(X)).map((fold) => fold.test);
    for (const X of [3, [[1], [2], [3]], tensor([[1], [2], [3]]), { a: [1, 2, 3] }, { data: [1, 2, 3], shape: [3, 1] as const }])
      expect(tests(X)).toEqual([[0], [1], [2]]);
  });

  test.prop([fc.integer({ min: 2, max: 12 }), fc.integer({ min: 0, max: 30 }), fc.boolean(), fc.nat(1e6)])(
    'puts each row into one test set, of sizes that differ by one at most, and the others into train, in order',
    (nSplits, more, shuffle, randomState) => {
      const n = nSplits + more;
      const folds = lists(new KFold({ nSplits, shuffle, randomState }).split(n));
      expect(folds.flatMap((fold) => fold.test).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      for (const fold of folds) {
        expect(fold.test.length - Math.floor(n / nSplits)).toBeLessThanOrEqual(1);
        expect([...fold.train, ...fold.test].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
        expect(fold.train).toEqual(fold.train.toSorted((a, b) => a - b));
      }
      expect(lists(new KFold({ nSplits, shuffle, randomState }).split(n))).toEqual(folds);
    },
  );

  it('with shuffle depends on the seed alone', () => {
    const tests = (randomState: number) => lists(new KFold({ shuffle: true, randomState }).split(40)).map((fold) => fold.test);
    expect(tests(1)).toEqual(tests(1));
    expect(tests(1)).not.toEqual(tests(2));
  });

  it.each<[string, () => unknown, typeof HmlError, object]>([
    ['more folds than rows', () => new KFold({ nSplits: 4 }).split(3), DataError, { got: '3', fix: 'nSplits: 3 or less' }],
    ['one fold', () => new KFold({ nSplits: 1 }), OptionError, { expected: 'a whole number, 2 or more' }],
    ['no rows', () => new KFold().split(0), DataError, { what: 'there are no rows to split' }],
    ['a misspelt option', () => new KFold(Object({ nSplit: 3 })), OptionError, { fix: "did you mean 'nSplits'?" }],
  ])('with %s is an error at once', (_, call, kind, parts) => {
    expect(thrown(call)).toBeInstanceOf(kind);
    expect(thrown(call)).toMatchObject(parts);
  });
});

describe('StratifiedKFold.split', () => {
  test.prop([fc.array(fc.integer({ min: 4, max: 12 }), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.nat(1e6)])(
    'gives each test set each class in its share, to within one row',
    (counts, shuffle, randomState) => {
      const y = counts.flatMap((count, k) => Array.from({ length: count }, () => `class ${k}`));
      const folds = lists(new StratifiedKFold({ nSplits: 4, shuffle, randomState }).split(y.length, y));
      expect(folds.flatMap((fold) => fold.test).sort((a, b) => a - b)).toEqual(y.map((_, i) => i));
      counts.forEach((count, k) => {
        for (const fold of folds) {
          const here = fold.test.filter((i) => y[i] === `class ${k}`).length;
          expect(Math.abs(here - count / 4)).toBeLessThan(1);
        }
      });
    },
  );

  it('does not depend on what the classes are called', () => {
    const y = [1, 1, 0, 0, 1, 1, 0, 1];
    const tests = (labels: readonly (string | number)[]) => lists(new StratifiedKFold({ nSplits: 2 }).split(8, labels));
    expect(tests(y.map((label) => (label === 1 ? 'a' : 'b')))).toEqual(tests(y));
  });

  it('refuses more folds than the largest class has rows, and labels of another number', () => {
    expect(thrown(() => new StratifiedKFold({ nSplits: 3 }).split(4, ['a', 'a', 'b', 'b']))).toMatchObject({ got: '2 in the largest' });
    expect(thrown(() => new StratifiedKFold({ nSplits: 2 }).split(4, ['a', 'b']))).toBeInstanceOf(ShapeError);
  });
});

describe('trainTestSplit', () => {
  const X = Array.from({ length: 10 }, (_, i) => [i, -i]);
  const y = X.map(([a]) => (a % 2 === 0 ? 'even' : 'odd'));

  it('keeps rows and targets together, and types what comes out as what went in', () => {
    const [XTrain, XTest, yTrain, yTest] = trainTestSplit(X, y, { testSize: 0.3 });
    expect([XTrain.length, XTest.length]).toEqual([7, 3]);
    expectTypeOf(XTrain).toEqualTypeOf<number[][]>();
    expectTypeOf(yTest).toEqualTypeOf<('even' | 'odd')[]>();
    for (const [rows, labels] of [
      [XTrain, yTrain],
      [XTest, yTest],
    ] as const)
      rows.forEach(([a], i) => {
        expect(labels[i]).toBe(a % 2 === 0 ? 'even' : 'odd');
      });
    expect([...XTrain, ...XTest].map(([a]) => a).sort((a, b) => a - b)).toEqual(X.map(([a]) => a));
  });

  it('without shuffle takes the last rows to test on, rounded up', () => {
    expect(trainTestSplit(X, y, { testSize: 0.21, shuffle: false })[1]).toEqual(X.slice(7));
    expect([...trainTestIndices(10, { trainSize: 0.29, shuffle: false }).train]).toEqual([0, 1]);
    expect(trainTestIndices(10, { trainSize: 4, testSize: 3 }).train).toHaveLength(4);
    expect(trainTestIndices(10).test).toHaveLength(3);
  });

  it('splits X alone, and any number of arrays along with it, each in the same two parts and typed as what it is', () => {
    const weights = Float64Array.from(X, (_, i) => i / 2);
    const parts = trainTestSplit(X, y, weights, tensor(X), tensor(weights), { i: X.map(([a]) => a) }, { testSize: 0.3, randomState: 4 });
    const { train, test: rows } = trainTestIndices(10, { testSize: 0.3, randomState: 4 });
    expect(parts).toHaveLength(12);
    for (const [part, numbers] of [train, rows].entries()) {
      expect(parts[part]).toEqual(Array.from(numbers, (i) => X[i]));
      expect(parts[2 + part]).toEqual(Array.from(numbers, (i) => y[i]));
      expect(parts[4 + part]).toEqual(Array.from(numbers, (i) => i / 2));
      expect(Object(parts[6 + part]).toArray()).toEqual(Array.from(numbers, (i) => X[i]));
      expect(Object(parts[8 + part]).toArray()).toEqual(Array.from(numbers, (i) => i / 2));
      expect(parts[10 + part]).toEqual({ i: Array.from(numbers) });
    }
    expectTypeOf(parts).toEqualTypeOf<
      [
        ...[number[][], number[][], ('even' | 'odd')[], ('even' | 'odd')[], number[], number[], Matrix, Matrix, Vector, Vector],
        ...[{ readonly i: number[] }, { readonly i: number[] }],
      ]
    >();
    expect(trainTestSplit(X, { testSize: 0.3, randomState: 4 })).toEqual(parts.slice(0, 2));
    expectTypeOf(trainTestSplit(X)).toEqualTypeOf<[number[][], number[][]]>();
    expect(trainTestSplit(y, undefined)).toEqual(trainTestSplit(y));
    expect(trainTestSplit(X, y)[1]).toHaveLength(3);
  });

  it('in order is what scikit-learn gives: train_test_split(range(7), range(7, 14), "abcdefg", test_size=0.3, shuffle=False), 1.2.1', () => {
    const a = [0, 1, 2, 3, 4, 5, 6];
    const parts = trainTestSplit(
      a,
      a.map((i) => i + 7),
      [...'abcdefg'],
      { testSize: 0.3, shuffle: false },
    );
    expect(parts).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
      [7, 8, 9, 10],
      [11, 12, 13],
      ['a', 'b', 'c', 'd'],
      ['e', 'f', 'g'],
    ]);
  });

  it('takes a last record for options if their names are, or nearly are, and else for columns', () => {
    const labels = X.map(([a]) => a % 2);
    expect(trainTestSplit(X, { stratify: labels })).toHaveLength(2);
    expect(trainTestSplit(X, {})).toHaveLength(2);
    expect(trainTestSplit(X, Object.create(null))).toHaveLength(2);
    expect(trainTestSplit(X, { parity: labels })).toHaveLength(4);
    expect(thrown(() => trainTestSplit(X, Object({ stratifi: labels })))).toMatchObject({ fix: "did you mean 'stratify'?" });
  });

  it('splits a record of columns, keeping the names', () => {
    expect(trainTestSplit({ age: [1, 2, 3, 4] }, [1, 2, 3, 4], { shuffle: false })[0]).toEqual({ age: [1, 2, 3] });
  });

  test.prop([fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 2, maxLength: 4 }), fc.nat(1e6)])(
    'with stratify keeps the share of each class to within one row, and takes no row twice',
    (counts, randomState) => {
      const labels = counts.flatMap((count, k) => Array.from({ length: count }, () => k));
      const { train, test: rows } = trainTestIndices(labels.length, { testSize: 0.5, stratify: labels, randomState });
      expect(new Set([...train, ...rows]).size).toBe(labels.length);
      counts.forEach((count, k) => {
        const here = Array.from(rows).filter((i) => labels[i] === k).length;
        expect(Math.abs(here - (count * rows.length) / labels.length)).toBeLessThan(1);
      });
    },
  );

  it.each<[string, () => unknown, object]>([
    [
      'a share above 1',
      () => trainTestSplit(X, y, { testSize: 1.5 }),
      { where: 'trainTestSplit', what: "option 'testSize' is out of range" },
    ],
    ['a misspelt option', () => trainTestSplit(X, y, Object({ test_size: 0.2 })), { fix: "did you mean 'testSize'?" }],
    ['nothing to learn from', () => trainTestSplit(X, y, { testSize: 10 }), { what: 'a part is empty or too large' }],
    ['targets of another length', () => trainTestSplit(X, [1, 2]), { expected: 'y [10]', got: 'y [2]' }],
    ['weights of another length', () => trainTestSplit(X, y, [1, 2]), { expected: 'argument 3 [10]', got: 'argument 3 [2]' }],
    ['a size without a name', () => Reflect.apply(trainTestSplit, undefined, [X, y, 0.2]), { got: '0.2', fix: '{ testSize: 0.2 }' }],
    ['nothing', () => Reflect.apply(trainTestSplit, undefined, []), { what: 'X is missing' }],
    ['no rows', () => trainTestSplit([], []), { what: 'there are no rows to split' }],
    [
      'something without rows',
      () => Reflect.apply(trainTestSplit, undefined, [X, 3, y]),
      { where: 'trainTestSplit', what: 'y is not a matrix' },
    ],
    [
      'a promise of targets',
      () => Reflect.apply(trainTestSplit, undefined, [X, Promise.resolve(y)]),
      { what: 'y is not a matrix', got: 'a promise', fix: 'await it' },
    ],
    ['a map of targets', () => Reflect.apply(trainTestSplit, undefined, [X, new Map(y.entries())]), { expected: 'y [10]' }],
    ['a set of targets', () => Reflect.apply(trainTestSplit, undefined, [X, new Set(y)]), { expected: 'y [10]' }],
    ['a date', () => Reflect.apply(trainTestSplit, undefined, [X, new Date()]), { name: 'ShapeError' }],
    ['stratify without shuffle', () => trainTestSplit(X, y, { stratify: y, shuffle: false }), { got: 'shuffle: false' }],
    ['a class of one', () => trainTestIndices(4, { stratify: ['a', 'a', 'a', 'b'], testSize: 2 }), { got: '1 of b' }],
    ['fewer test rows than classes', () => trainTestSplit(X, y, { stratify: y, testSize: 1 }), { expected: '2 rows or more in each part' }],
  ])('with %s is an error that says so', (_, call, parts) => {
    expect(thrown(call)).toBeInstanceOf(HmlError);
    expect(thrown(call)).toMatchObject(parts);
  });
});

describe('takeRows', () => {
  const rows = Int32Array.of(2, 0, 2);

  it('gives back the kind it was given', () => {
    expect(takeRows([[1], [2], [3]], rows)).toEqual([[3], [1], [3]]);
    expect(
      takeRows(
        tensor([
          [1, 9],
          [2, 8],
          [3, 7],
        ]),
        rows,
      ).toArray(),
    ).toEqual([
      [3, 7],
      [1, 9],
      [3, 7],
    ]);
    expect(takeRows(tensor([1, 2, 3], { dtype: 'int32' }), rows).dtype).toBe('int32');
    expect(takeRows({ data: [1, 9, 2, 8, 3, 7], shape: [3, 2] }, rows)).toEqual({ data: Float64Array.of(3, 7, 1, 9, 3, 7), shape: [3, 2] });
    expect(takeRows({ rows: [{ a: 1 }, { a: 2 }, { a: 3 }], columns: ['a'] }, rows)).toEqual({
      rows: [{ a: 3 }, { a: 1 }, { a: 3 }],
      columns: ['a'],
    });
    const sparse = {
      shape: [3, 2] as const,
      indptr: Int32Array.of(0, 1, 1, 3),
      indices: Int32Array.of(1, 0, 1),
      values: Float64Array.of(5, 6, 7),
    };
    expect(takeRows(sparse, rows)).toEqual({
      shape: [3, 2],
      indptr: Int32Array.of(0, 2, 3, 5),
      indices: Int32Array.of(0, 1, 1, 0, 1),
      values: Float64Array.of(6, 7, 5, 6, 7),
    });
    const matrix = SparseMatrix.fromRows(
      [
        [[1, 5]],
        [],
        [
          [0, 6],
          [1, 7],
        ],
      ],
      2,
    );
    expect(takeRows(matrix, rows)).toEqual(takeRows(sparse, rows));
  });
});
