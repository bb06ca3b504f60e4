import { tensor, transpose } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { columnsOf, sparseOf } from './samples.ts';
import { bits, expectAlike, expectTaught, listOf, type Subject, thrown } from './subject.ts';
import type { Matrix, Targets } from './under-test.ts';

/** What `X` and `y` may be, and what they may not: C06–C11, C24, C26. */
export function checkInputs(subject: Subject, check: Check): void {
  const { samples, spec } = subject;
  const X = samples.X.map((row) => [...row]);
  const { y } = samples;
  const names = ['age', 'rooms', 'income'];
  const columns = columnsOf(X, names);
  const method = subject.supervised ? 'predict' : 'transform';
  const answer = (data: Matrix) => subject.answers(subject.fit(), data);

  check('C06', 'another number of columns than in fit is a ShapeError with both numbers', () => {
    const narrow = X.map((row) => row.slice(1));
    expectTaught(() => answer(narrow), 'ShapeError', `.${method}`, '[nSamples, 3]', 'X [24, 2]');
    const { partialFit } = subject;
    if (partialFit) expectTaught(() => partialFit(narrow, y, subject.fit()), 'ShapeError', '[nSamples, 3]', 'X [24, 2]');
  });

  check('C06', 'named columns are found in any order, and none is missed in silence', () => {
    const model = subject.fit(columns);
    expect(model.nFeaturesIn).toBe(3);
    expect(model.featureNamesIn).toEqual(names);
    const { age, rooms, income } = columns;
    const shuffled = { income, age, rooms };
    expect(subject.everything(model, shuffled)).toEqual(subject.everything(model, X));
    expect(subject.score(model, shuffled, y)).toBe(subject.score(model, X, y));
    expectTaught(() => subject.answers(model, { age, rooms }), 'ShapeError', "column 'income' is missing");
    expectTaught(() => subject.answers(model, { age, rooms, incme: income }), 'ShapeError', "'incme' may mean 'income'");
    expectTaught(() => subject.answers(model, { age, rooms, income, extra: age }), 'ShapeError', "column 'extra' was not there in fit");
    expect(subject.fit().featureNamesIn).toBeUndefined();
  });

  check('C07', 'a vector as X is a ShapeError that says how to make a matrix of it', () => {
    expectTaught(() => Reflect.apply(subject.fit, subject, [[1, 2, 3], y]), 'ShapeError', 'X is not a matrix', 'X.map((value) => [value])');
    expectTaught(() => Reflect.apply(answer, undefined, [Float64Array.of(1, 2, 3)]), 'ShapeError', 'shape: [nSamples, nFeatures]');
    const recipe = subject.recipe();
    expectTaught(() => Reflect.apply(recipe.fit, recipe, []), 'ShapeError', 'X is missing');
  });

  if (subject.supervised) {
    check('C07', 'y as a column of one value per row is read as the same values', () => {
      if (spec.severalOutputs || y.some((value) => typeof value !== 'number')) return; // only numbers come in columns
      const column = y.map((value) => [Number(value)]);
      const [a, b] = [subject.fit(X, column), subject.fit(X, y)].map((model) => listOf(model.predict?.(X)));
      expect(a).toEqual(b);
    });

    check('C07', 'y of another length, or none, is an error with both numbers', () => {
      expectTaught(() => subject.fit(X, y.slice(2)), 'ShapeError', 'y has another length', '24', 'y [22');
      expectTaught(() => Reflect.apply(subject.recipe().fit, subject.recipe(), [X]), undefined, 'y is missing');
      expectTaught(() => subject.fit(X, [...y.slice(1), JSON.parse('null')]), 'DataError', 'null');
    });

    check('C09', 'NaN and infinities in y are errors that name the place', () => {
      for (const value of [Number.NaN, Infinity]) {
        const numbers = Array.from(y, (_, i) => (i === 3 ? value : i % 2));
        expectTaught(() => subject.fit(X, numbers), 'DataError', String(value), '3');
      }
    });
  }

  check('C08', 'no rows and no columns are errors that show the shape', () => {
    expectTaught(() => subject.fit([], []), 'DataError', 'X [0, 0]');
    expectTaught(() => subject.fit([[], []], y.slice(0, 2)), 'DataError', 'X [2, 0]');
    expectTaught(() => answer([]), 'DataError', 'X [0, 0]');
  });

  check('C09', 'NaN and infinities in X are errors that name the place, unless NaN is allowed', () => {
    const withValue = (value: number): number[][] => X.with(4, [X[4][0], value, X[4][2]]);
    for (const value of [Infinity, -Infinity, ...(spec.allowNaN ? [] : [Number.NaN])]) {
      expectTaught(() => subject.fit(withValue(value), y), 'DataError', `${value} in row 4, column 1`);
      expectTaught(() => answer(withValue(value)), 'DataError', `${value} in row 4, column 1`);
    }
    expectTaught(() => subject.fit({ ...columns, age: columns.age.with(2, Infinity) }), 'DataError', "row 2, column 0 ('age')");
    if (spec.allowNaN) expect(subject.fit(withValue(Number.NaN), y)).toBeDefined();
  });

  const flat = Float64Array.from(X.flat());
  const kinds: readonly (readonly [string, Matrix])[] = [
    ['rows of typed arrays', X.map((row) => Float64Array.from(row))],
    ['a typed array with its shape', { data: flat, shape: [X.length, 3] }],
    ['a tensor', tensor(X)],
    ['a transposed view', transpose(tensor(names.map((_, j) => X.map((row) => row[j]))))],
    ['frozen rows', Object.freeze(X.map((row) => Object.freeze([...row])))],
    ['a record of columns', columns],
    ['rows of objects', { rows: X.map(([age, rooms, income]) => ({ income, rooms, note: 'text', age })), columns: names }],
  ];
  for (const [kind, data] of kinds) {
    check('C10', `X as ${kind} gives the same bits as rows of numbers, in fit and in ${method}`, () => {
      const model = subject.fit();
      expect(subject.everything(subject.fit(data), X)).toEqual(subject.everything(model, X));
      expect(subject.everything(model, data)).toEqual(subject.everything(model, X));
      expect(subject.score(model, data, y)).toBe(subject.score(model, X, y));
    });
  }

  if (subject.supervised) {
    check('C10', 'y as a typed array or a tensor gives the same bits as a list', () => {
      const whole = y.map((value, i) => (typeof value === 'number' ? Math.round(value) : i % 3));
      const expected = bits(subject.fit(X, whole));
      for (const target of [Int32Array.from(whole), Float64Array.from(whole), tensor(whole)] satisfies Targets[])
        expect(bits(subject.fit(X, target))).toBe(expected);
    });
  }

  check('C10', 'data are left as they were', () => {
    const before = structuredClone({ X, flat, columns, y: [...y] });
    subject.answers(subject.fit(X, y), X);
    subject.answers(subject.fit({ data: flat, shape: [X.length, 3] }, y), columns);
    expect({ X, flat, columns, y: [...y] }).toEqual(before);
  });

  check('C10', 'what is no rectangle of numbers is an error that says what was found', () => {
    expectTaught(() => subject.fit(X.with(1, [1, 2]), y), 'DataError', 'X is ragged', 'row 1');
    expectTaught(
      () => Reflect.apply(subject.fit, subject, [X.map(() => ['1', '2', '3']), y]),
      'DataError',
      "the text '1' in row 0, column 0",
    );
    expectTaught(() => Reflect.apply(subject.fit, subject, [X.map(() => [1, null, 3]), y]), 'DataError', 'null in row 0, column 1');
    expectTaught(() => subject.fit({ a: [1, 2], b: [1] }, y.slice(0, 2)), 'DataError', "column 'b'");
    expectTaught(() => subject.fit({ data: [1, 2, 3], shape: [2, 2] }, y.slice(0, 2)), 'ShapeError');
  });

  check('C11', 'X in float32 gives nearly the same answers', () => {
    const single = tensor(X, { dtype: 'float32' });
    expectAlike(subject.answers(subject.fit(single), single), subject.answers(subject.fit(X), X), 1e-4);
  });

  if (spec.nonNegative) {
    check('C24', 'a negative value is an error that names the place', () => {
      expectTaught(() => subject.fit(X.with(4, [0, -1, 0]), y), 'DataError', '-1 in row 4, column 1');
    });
  }

  check('C26', 'a sparse X gives the answers of the dense one, or is refused with a way out', () => {
    const holes = X.map((row, i) => row.map((value, j) => ((i + j) % 3 === 0 ? 0 : value)));
    const sparse = sparseOf(holes);
    if (!spec.sparse) return expectTaught(() => subject.fit(sparse, y), 'ShapeError', 'sparse rows', 'toDense()');
    const dense = subject.answers(subject.fit(holes), holes);
    expectAlike(subject.answers(subject.fit(sparse), holes), dense, Math.max(subject.tolerance, 1e-10));
    const model = subject.fit(holes);
    expectAlike(subject.everything(model, sparse), subject.everything(model, holes), Math.max(subject.tolerance, 1e-10));
    if (model.score !== undefined) expect(subject.score(model, sparse, y)).toBeCloseTo(subject.score(model, holes, y) ?? Number.NaN, 9);
    if (subject.weighted) {
      const sampleWeight = X.map((_, i) => 1 + 7 * (i % 3));
      const weighted = subject.fit(sparse, y, { sampleWeight });
      expectAlike(subject.answers(weighted, holes), subject.answers(subject.fit(holes, y, { sampleWeight }), holes), subject.tolerance);
      expect(bits(weighted)).not.toBe(bits(subject.fit(sparse)));
    }
    for (const wrong of [
      { ...sparse, indices: sparse.indices.map(() => 9) },
      { ...sparse, indptr: sparse.indptr.map((p) => -p) },
    ])
      expect(thrown(() => subject.fit(wrong, y))).toMatchObject({ name: 'DataError' });
  });
}
