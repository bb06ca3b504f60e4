import { expect } from 'vitest';
import type { Check } from './check.ts';
import { expectTaught } from './expectations.ts';
import { columnsOf } from './samples.ts';
import type { Subject } from './subject.ts';
import type { Label, Matrix } from './under-test.ts';

/** What `X` may not be: C07–C10, C24. */
export function checkRefusals(subject: Subject, check: Check): void {
  for (const part of [checkShapes, checkValues]) part(subject, check);
}

/** Vectors, and tables without rows or columns: C07, C08. */
function checkShapes(subject: Subject, check: Check): void {
  const { y } = subject.samples;
  const answer = (data: Matrix): Label[][] => subject.answers(subject.fit(), data);

  check('C07', 'a vector as X is a ShapeError that says how to make a matrix of it', () => {
    expectTaught(() => Reflect.apply(subject.fit, subject, [[1, 2, 3], y]), 'ShapeError', 'X is not a matrix', 'X.map((value) => [value])');
    expectTaught(() => Reflect.apply(answer, undefined, [Float64Array.of(1, 2, 3)]), 'ShapeError', 'shape: [nSamples, nFeatures]');
    const recipe = subject.recipe();
    expectTaught(() => Reflect.apply(recipe.fit, recipe, []), 'ShapeError', 'X is missing');
  });

  check('C08', 'no rows and no columns are errors that show the shape', () => {
    expectTaught(() => subject.fit([], []), 'DataError', 'X [0, 0]');
    expectTaught(() => subject.fit([[], []], y.slice(0, 2)), 'DataError', 'X [2, 0]');
    expectTaught(() => answer([]), 'DataError', 'X [0, 0]');
  });
}

/** Values that are no numbers, or none that are taken: C09, C10, C24. */
function checkValues(subject: Subject, check: Check): void {
  const { samples, spec } = subject;
  const { X, y } = samples;
  const columns = columnsOf(X);
  const answer = (data: Matrix): Label[][] => subject.answers(subject.fit(), data);

  check('C09', 'NaN and infinities in X are errors that name the place, unless NaN is allowed', () => {
    const withValue = (value: number): readonly (readonly number[])[] => X.with(4, [X[4][0], value, X[4][2]]);
    for (const value of [Infinity, -Infinity, ...(spec.allowNaN ? [] : [Number.NaN])]) {
      expectTaught(() => subject.fit(withValue(value), y), 'DataError', `${value} in row 4, column 1`);
      expectTaught(() => answer(withValue(value)), 'DataError', `${value} in row 4, column 1`);
    }
    expectTaught(() => subject.fit({ ...columns, age: columns.age.with(2, Infinity) }), 'DataError', "row 2, column 0 ('age')");
    if (spec.allowNaN) expect(subject.fit(withValue(Number.NaN), y)).toBeDefined();
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

  if (spec.nonNegative) {
    check('C24', 'a negative value is an error that names the place', () => {
      expectTaught(() => subject.fit(X.with(4, [0, -1, 0]), y), 'DataError', '-1 in row 4, column 1');
    });
  }
}
