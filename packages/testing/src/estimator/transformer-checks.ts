import { expect } from 'vitest';
import type { Check } from './check.ts';
import { expectAlike, expectTaught } from './expectations.ts';
import { listOf } from './lists.ts';
import { columnsOf } from './samples.ts';
import type { Subject } from './subject.ts';

/** Rows in, rows out: C20. */
export function checkTransformer(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;

  check('C20', 'transform gives one row per row, one column per name, and the same bits each time', () => {
    const model = subject.fit();
    const rows = listOf(model.transform?.(X));
    expect(rows).toHaveLength(X.length);
    expect(model.featureNamesOut).toHaveLength(rows[0].length);
    expect(new Set(model.featureNamesOut).size).toBe(rows[0].length);
    expect(listOf(model.transform?.(X))).toEqual(rows);
  });

  check('C20', 'the names that come out are made of those that went in', () => {
    const named = subject.fit(columnsOf(X), y).featureNamesOut ?? [];
    const unnamed = subject.fit().featureNamesOut ?? [];
    expect(named).toHaveLength(unnamed.length);
    expect(unnamed.map((name) => name.replaceAll('x0', 'age').replaceAll('x1', 'rooms').replaceAll('x2', 'income'))).toEqual(named);
  });

  check('C20', 'inverseTransform undoes transform, where there is one', () => {
    const model = subject.fit();
    if (model.inverseTransform === undefined || model.transform === undefined) return;
    const back = model.inverseTransform(model.transform(X));
    expectAlike(
      listOf(back),
      X.map((row) => [...row]),
      1e-12,
    );
    expectTaught(() => model.inverseTransform?.([[1]]), 'ShapeError', 'inverseTransform');
  });
}
