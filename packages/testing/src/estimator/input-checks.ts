import { tensor, transpose } from '@hml/tensor';
import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectAlike, expectTaught, thrown } from './expectations.ts';
import { columnNames, columnsOf, type Samples, sparseOf } from './samples.ts';
import type { Subject } from './subject.ts';
import type { Matrix } from './under-test.ts';

/** What `X` may be: C06, C10, C11, C26. */
export function checkInputs(subject: Subject, check: Check): void {
  for (const part of [checkColumns, checkKinds, checkSparse]) part(subject, check);
}

/** Columns by number and by name: C06. */
function checkColumns(subject: Subject, check: Check): void {
  const { X, y } = ownSamples(subject);
  const columns = columnsOf(X);

  check('C06', 'another number of columns than in fit is a ShapeError with both numbers', () => {
    const narrow = X.map((row) => row.slice(1));
    const method = subject.supervised ? '.predict' : '.transform';
    expectTaught(() => subject.answers(subject.fit(), narrow), 'ShapeError', method, '[nSamples, 3]', 'X [24, 2]');
    const { partialFit } = subject;
    if (partialFit) expectTaught(() => partialFit(narrow, y, subject.fit()), 'ShapeError', '[nSamples, 3]', 'X [24, 2]');
  });

  check('C06', 'named columns are found in any order, and none is missed in silence', () => {
    const model = subject.fit(columns);
    expect(model.nFeaturesIn).toBe(3);
    expect(model.featureNamesIn).toEqual(columnNames);
    const { age, rooms, income } = columns;
    const shuffled = { income, age, rooms };
    expect(subject.everything(model, shuffled)).toEqual(subject.everything(model, X));
    expect(subject.score(model, shuffled, y)).toBe(subject.score(model, X, y));
    expectTaught(() => subject.answers(model, { age, rooms }), 'ShapeError', "column 'income' is missing");
    expectTaught(() => subject.answers(model, { age, rooms, incme: income }), 'ShapeError', "'incme' may mean 'income'");
    expectTaught(() => subject.answers(model, { age, rooms, income, extra: age }), 'ShapeError', "column 'extra' was not there in fit");
    expect(subject.fit().featureNamesIn).toBeUndefined();
  });
}

/** Every kind of table gives the same bits, and is left as it was: C10, C11. */
function checkKinds(subject: Subject, check: Check): void {
  const { X, y } = ownSamples(subject);
  const columns = columnsOf(X);
  const method = subject.supervised ? 'predict' : 'transform';
  const flat = Float64Array.from(X.flat());
  const kinds: readonly (readonly [string, Matrix])[] = [
    ['rows of typed arrays', X.map((row) => Float64Array.from(row))],
    ['a typed array with its shape', { data: flat, shape: [X.length, 3] }],
    ['a tensor', tensor(X)],
    ['a transposed view', transpose(tensor(columnNames.map((_, j) => X.map((row) => row[j]))))],
    ['frozen rows', Object.freeze(X.map((row) => Object.freeze([...row])))],
    ['a record of columns', columns],
    ['rows of objects', { rows: X.map(([age, rooms, income]) => ({ income, rooms, note: 'text', age })), columns: columnNames }],
  ];
  for (const [kind, data] of kinds) {
    check('C10', `X as ${kind} gives the same bits as rows of numbers, in fit and in ${method}`, () => {
      const model = subject.fit();
      expect(subject.everything(subject.fit(data), X)).toEqual(subject.everything(model, X));
      expect(subject.everything(model, data)).toEqual(subject.everything(model, X));
      expect(subject.score(model, data, y)).toBe(subject.score(model, X, y));
    });
  }

  check('C10', 'data are left as they were', () => {
    const before = structuredClone({ X, flat, columns, y: [...y] });
    subject.answers(subject.fit(X, y), X);
    subject.answers(subject.fit({ data: flat, shape: [X.length, 3] }, y), columns);
    expect({ X, flat, columns, y: [...y] }).toEqual(before);
  });

  check('C11', 'X in float32 gives nearly the same answers', () => {
    const single = tensor(X, { dtype: 'float32' });
    expectAlike(subject.answers(subject.fit(single), single), subject.answers(subject.fit(X), X), 1e-4);
  });
}

/** Compressed rows: C26. */
function checkSparse(subject: Subject, check: Check): void {
  const { samples, spec } = subject;
  const { X, y } = samples;

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

/** The samples as copies, so that a fit that writes to rows spoils no comparison but the one that looks for it. */
function ownSamples({ samples: { X, y } }: Subject): Samples {
  return { X: X.map((row) => [...row]), y };
}
