import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectTaught, thrown } from './expectations.ts';
import { columnNames, columnsOf } from './samples.ts';
import { classOf, type Subject } from './subject.ts';
import type { Model } from './under-test.ts';

/** Models as JSON, friendly and hostile: C13. */
export function checkSaving(subject: Subject, check: Check): void {
  const { X, y } = subject.samples;
  const named = columnsOf(X);
  const fitted = (): { model: Model; json: Record<string, unknown>; kind: string; load: (json: unknown) => Model } => {
    const model = subject.fit(named, y);
    const json: Record<string, unknown> = JSON.parse(bits(model));
    return { model, json, kind: String(json.kind), load: (value) => subject.load(value, model) };
  };

  check('C13', 'a model comes back with the same bits from JSON text and from structuredClone', () => {
    const { model, json, load } = fitted();
    for (const again of [load(json), load(structuredClone(model.toJSON()))]) {
      expect(bits(again)).toBe(bits(model));
      expect(subject.everything(again, X)).toEqual(subject.everything(model, X));
      expect(subject.score(again, X, y)).toBe(subject.score(model, X, y));
      expect(again.featureNamesIn).toEqual(columnNames);
      expect(again.constructor).toBe(model.constructor);
    }
    expect(bits(load(JSON.parse(bits(subject.fit()))))).toBe(bits(subject.fit()));
    expect(classOf(model).kind, 'the class names its kind').toBe(json.kind);
    expect(json).toMatchObject({ hml: 1, version: expect.any(Number) });
  });

  check('C13', 'what is no saved model of this class and version is refused', () => {
    const { json, kind, load } = fitted();
    const head: readonly unknown[] = [
      JSON.stringify(json),
      null,
      undefined,
      7,
      [json],
      { ...json, hml: 2 },
      { ...json, kind: 'AnotherModel' },
      { ...json, version: Number(json.version) + 1 },
      { ...json, unknownField: 1 },
      Object.create(json),
    ];
    for (const value of head) expectTaught(() => load(value), 'DataError', `${kind}.fromJSON`);
  });

  check('C13', 'a field that is missing, or of another type or length, is refused by its name', () => {
    const { json, kind, load } = fitted();
    const unnamed: Record<string, unknown> = JSON.parse(bits(subject.fit())); // null stands for names that there are not
    for (const [name, value] of Object.entries(json)) {
      const { [name]: _, ...without } = json;
      expectTaught(() => load(without), 'DataError', `${kind}.fromJSON`);
      for (const other of strangers(value).filter((stranger) => stranger !== unnamed[name]))
        expectTaught(() => load({ ...json, [name]: other }), 'DataError', `${kind}.fromJSON`, name);
      if (!Array.isArray(value)) continue;
      for (const other of [value.slice(1), [...value, value[0]]]) // perhaps another field is blamed, whose length then does not fit
        expectTaught(() => load({ ...json, [name]: other }), 'DataError', `${kind}.fromJSON`);
    }
  });

  check('C13', 'loading executes nothing, takes no memory that the file only claims, and changes no prototype', () => {
    const { json, load } = fitted();
    const ran = (): never => {
      throw new Error('executed');
    };
    for (const [name, value] of Object.entries(json)) {
      if (!Array.isArray(value)) continue;
      const trap = Object.assign([...value], { toJSON: ran, toString: ran, valueOf: ran, map: ran, filter: ran, [Symbol.iterator]: ran });
      const outcome = thrown(() => load({ ...json, [name]: trap }));
      expect(Object(outcome).message, 'a method of the file was called').not.toBe('executed');
      const long: unknown[] = [];
      long.length = 2 ** 32 - 1;
      expectTaught(() => load({ ...json, [name]: long }), 'DataError', name);
      expectTaught(() => load({ ...json, [name]: { length: 2 ** 40 } }), 'DataError', name);
    }
    const polluted = JSON.parse(`{"__proto__": {"polluted": 1}, ${JSON.stringify(json).slice(1)}`);
    expectTaught(() => load(polluted), 'DataError');
    expect('polluted' in {}).toBe(false);
  });
}

/** Values that cannot stand in the place of this one. */
function strangers(value: unknown): unknown[] {
  if (Array.isArray(value)) return [null, 'text', {}, value.with(0, null), value.with(0, { a: 1 })];
  if (typeof value === 'number') return [null, '1', {}, [value], Number.NaN];
  if (typeof value === 'boolean') return [null, 'true', 1];
  return [7, {}, ['a', 7]];
}
