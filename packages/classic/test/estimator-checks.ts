import { DataError, HmlError, normal, OptionError, random, ShapeError, tensor, transpose } from '@hml/tensor';
import { describe, expect, it, vi } from 'vitest';
import type { AsyncOptions, Fit, MatrixLike, ModelJson, VectorLike, WeightedFitOptions } from '../src/index.ts';

/** What every fitted regressor can do. */
export interface Regressor {
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  predict(X: MatrixLike): Float64Array;
  score(X: MatrixLike, y: VectorLike, options?: { readonly sampleWeight?: VectorLike }): number;
  toJSON(): ModelJson;
}

/** What every recipe of a regressor can do. */
export interface RegressorRecipe<State> {
  readonly options: object;
  fit(X: MatrixLike, y: VectorLike, options?: WeightedFitOptions): Regressor;
  steps(X: MatrixLike, y: VectorLike, options?: WeightedFitOptions): Fit<State, Regressor>;
  fitAsync(X: MatrixLike, y: VectorLike, options?: WeightedFitOptions & AsyncOptions<State>): Promise<Regressor>;
}

interface Counted {
  readonly nIter: number;
}

/** A regressor to be checked. */
export interface RegressorUnderTest<State extends Counted> {
  readonly name: string;
  /** A recipe with options for columns of mean 0 and variance 1. */
  readonly recipe: () => RegressorRecipe<State>;
  /** A recipe with an option that does not exist, and the name that was meant. */
  readonly misspelt: readonly [make: () => unknown, meant: string];
  readonly fromJSON: (json: unknown) => Regressor;
  /** How far results may lie apart that are equal but for rounding. */
  readonly tolerance: number;
}

/** n rows of d standard normal columns, and targets that follow a plane with a little noise. The same seed gives the same data. */
export function sampleData(n: number, d: number, seed: number): { readonly X: number[][]; readonly y: number[] } {
  const rng = random(seed);
  const x = normal(rng.split(0), [n, d]).toTypedArray();
  const noise = normal(rng.split(1), [n]).toTypedArray();
  const X = Array.from({ length: n }, (_, i) => Array.from(x.slice(i * d, (i + 1) * d)));
  return { X, y: X.map((row, i) => 3 + 0.1 * noise[i] + row.reduce((sum, value, j) => sum + (j + 1) * value, 0)) };
}

/** The model's every bit, as text. */
export function bits(model: { toJSON(): ModelJson }): string {
  return JSON.stringify(model.toJSON());
}

/** Runs `f` and returns what it threw, or undefined. */
export function thrown(f: () => unknown): unknown {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
}

const rename = (X: readonly (readonly number[])[], names: readonly string[]): Record<string, number[]> =>
  Object.fromEntries(names.map((name, j) => [name, X.map((row) => row[j])]));

/** What holds for every regressor, as tests: options, data in, the three ways to run, predictions, saving. */
export function describeRegressor<State extends Counted>({ name, recipe, misspelt, fromJSON, tolerance }: RegressorUnderTest<State>): void {
  const { X, y } = sampleData(24, 3, 1);
  const fit = (data: MatrixLike, target: VectorLike = y, options?: WeightedFitOptions): Regressor => recipe().fit(data, target, options);

  describe(`${name}: options`, () => {
    it('are frozen, and so is the recipe', () => {
      expect(Object.isFrozen(recipe().options)).toBe(true);
      expect(Object.isFrozen(recipe())).toBe(true);
    });

    it('with a misspelt name are an OptionError that names the right one', () => {
      const error = thrown(misspelt[0]);
      expect(error).toBeInstanceOf(OptionError);
      expect(error).toMatchObject({ where: `new ${name}`, fix: `did you mean '${misspelt[1]}'?` });
    });

    it('of fit, steps, fitAsync and score with a misspelt name are errors that name the right one', async () => {
      const wrong: readonly (readonly [object, string])[] = [
        [{ sampleWeights: y }, 'sampleWeight'],
        [{ onWarnin: () => {} }, 'onWarning'],
      ];
      for (const [options, meant] of wrong) {
        const error = { name: 'OptionError', fix: `did you mean '${meant}'?` };
        expect(thrown(() => recipe().fit(X, y, options))).toMatchObject({ ...error, where: 'fit' });
        expect(thrown(() => recipe().steps(X, y, options))).toMatchObject({ ...error, where: 'steps' });
        await expect(recipe().fitAsync(X, y, options)).rejects.toMatchObject({ ...error, where: 'fitAsync' });
      }
      const sginal: object = { sginal: new AbortController().signal };
      await expect(recipe().fitAsync(X, y, sginal)).rejects.toMatchObject({ fix: "did you mean 'signal'?" });
      const sampleWeigth: object = { sampleWeigth: y };
      expect(thrown(() => fit(X).score(X, y, sampleWeigth))).toMatchObject({ fix: "did you mean 'sampleWeight'?" });
    });
  });

  describe(`${name}: data in`, () => {
    const names = ['a', 'b', 'c'];
    const flat = Float64Array.from(X.flat());
    const kinds: readonly (readonly [string, MatrixLike])[] = [
      ['rows of typed arrays', X.map((row) => Float64Array.from(row))],
      ['a typed array with its shape', { data: flat, shape: [24, 3] }],
      ['a tensor', tensor(X)],
      ['a transposed view', transpose(tensor(names.map((_, j) => X.map((row) => row[j]))))],
      ['frozen rows', Object.freeze(X.map((row) => Object.freeze([...row])))],
      ['a record of columns', rename(X, names)],
      ['rows of objects', { rows: X.map(([a, b, c]) => ({ c, b, a, note: 'text' })), columns: names }],
    ];
    it.each(kinds)('as %s gives the same bits as rows of numbers', (_, data) => {
      expect(fit(data).predict(X)).toEqual(fit(X).predict(X));
      expect(fit(X).predict(data)).toEqual(fit(X).predict(X));
    });

    it.each([
      ['a typed array', Float64Array.from(y)],
      ['a tensor', tensor(y)],
    ])('takes y as %s', (_, target) => expect(bits(fit(X, target))).toBe(bits(fit(X))));

    it('is left as it was', () => {
      const before = structuredClone({ X, y, flat });
      fit(X).predict(X);
      fit({ data: flat, shape: [24, 3] }, y, { sampleWeight: y.map(() => 2) });
      expect({ X, y, flat }).toEqual(before);
    });

    it('may be changed by the caller during a slow fit without changing the model', () => {
      const data = structuredClone(X);
      const run = recipe().steps(data, y);
      run.next();
      data[0][0] = 1e9;
      expect(bits(run.model)).toBe(bits(fit(X)));
    });

    it('in float32 gives nearly the same predictions', () => {
      const single = fit(tensor(X, { dtype: 'float32' })).predict(X);
      fit(X)
        .predict(X)
        .forEach((value, i) => {
          expect(Math.abs(single[i] - value)).toBeLessThan(1e-4);
        });
    });

    const invalid: readonly (readonly [string, () => unknown, typeof HmlError, object])[] = [
      ['no rows', () => fit([], []), DataError, { got: 'X [0, 0]' }],
      ['no columns', () => fit([[], []], [1, 2]), DataError, { got: 'X [2, 0]' }],
      [
        'a vector as X',
        () =>
          Reflect.apply(fit, undefined, [
            [1, 2, 3],
            [1, 2, 3],
          ]),
        ShapeError,
        { what: 'X is not a matrix' },
      ],
      [
        'ragged rows',
        () => fit([[1, 2], [3]], [1, 2]),
        DataError,
        { what: 'X is ragged', got: 'row 1: an array of 1', fix: 'complete row 1 or leave it out' },
      ],
      ['NaN in X', () => fit(X.with(4, [1, Number.NaN, 2])), DataError, { got: 'NaN in row 4, column 1' }],
      ['infinity in X', () => fit(X.with(4, [1, -Infinity, 2])), DataError, { got: '-Infinity in row 4, column 1' }],
      ['NaN in a named column', () => fit({ age: [1, 2, Number.NaN] }, [1, 2, 3]), DataError, { got: "NaN in row 2, column 0 ('age')" }],
      [
        'text in X',
        () => Reflect.apply(fit, undefined, [X.map(() => ['1', '2', '3']), y]),
        DataError,
        { got: "the text '1' in row 0, column 0" },
      ],
      ['NaN in y', () => fit(X, y.with(3, Number.NaN)), DataError, { what: 'y holds a value that is not finite' }],
      [
        'y of another length',
        () => fit(X, [1, 2]),
        ShapeError,
        { what: 'y has another length', got: 'y [2]', fix: 'give one row per sample' },
      ],
      ['no y', () => Reflect.apply(recipe().fit, recipe(), [X]), ShapeError, { what: 'y is missing', got: 'undefined' }],
      ['columns of two lengths', () => fit({ a: [1, 2], b: [1] }, [1, 2]), DataError, { got: "column 'b': an array of 1" }],
      ['a shape that does not fit', () => fit({ data: [1, 2, 3], shape: [2, 2] }, [1, 2]), ShapeError, {}],
      ['a weight too few', () => fit(X, y, { sampleWeight: [1] }), ShapeError, { got: 'sampleWeight [1]' }],
      ['a negative weight', () => fit(X, y, { sampleWeight: y.map((_, i) => i - 1) }), DataError, { got: '-1 at index 0' }],
      ['no weight above 0', () => fit(X, y, { sampleWeight: y.map(() => 0) }), DataError, { what: 'all weights are zero' }],
    ];
    it.each(invalid)('with %s is an error that says so', (_, call, kind, parts) => {
      const error = thrown(call);
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject(parts);
    });

    const corners: readonly (readonly [string, number[][], number[]])[] = [
      ['one row', [[1, 2]], [3]],
      ['one column', [[1], [2], [4]], [1, 2, 3]],
      [
        'as many rows as columns',
        [
          [1, 0],
          [0, 1],
        ],
        [1, 2],
      ],
      [
        'equal rows',
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [1, 2, 3],
      ],
      [
        'equal rows and targets',
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [2, 2, 2],
      ],
      ['a constant column', X.map(([a]) => [a, 7]), y],
      ['equal columns', X.map(([a]) => [a, a]), y],
      ['constant targets', X, y.map(() => 4)],
      ['targets of zero', X, y.map(() => 0)],
      ['a huge offset', X.map((row) => row.map((value) => 1e6 + value)), y],
      ['huge values', X.map((row) => row.map((value) => 1e200 * value)), y],
      ['tiny values', X.map((row) => row.map((value) => 1e-200 * value)), y],
      ['huge targets', X, y.map((value) => 1e200 * value)],
    ];
    it.each(corners)('with %s gives finite predictions or an error with its parts', (_, data, target) => {
      const quiet = { onWarning: () => {} };
      const outcome = thrown(() => expect(recipe().fit(data, target, quiet).predict(data).every(Number.isFinite)).toBe(true));
      if (outcome !== undefined) expect(outcome).toBeInstanceOf(HmlError);
    });
  });

  describe(`${name}: fit`, () => {
    it('gives the same bits twice, whatever the recipe was fitted on in between', () => {
      const one = recipe();
      const first = bits(one.fit(X, y));
      one.fit(sampleData(30, 2, 9).X, sampleData(30, 2, 9).y);
      expect(bits(one.fit(X, y))).toBe(first);
    });

    it('explains most of the variance, the same for whole targets of any type', () => {
      expect(fit(X).score(X, y)).toBeGreaterThan(0.9);
      const whole = y.map(Math.round);
      expect(bits(fit(X, Int32Array.from(whole)))).toBe(bits(fit(X, whole)));
    });

    it('on permuted samples gives the same model', () => {
      const order = X.map((_, i) => (i * 7) % X.length);
      const permuted = fit(
        order.map((i) => X[i]),
        order.map((i) => y[i]),
      ).predict(X);
      fit(X)
        .predict(X)
        .forEach((value, i) => {
          expect(Math.abs(permuted[i] - value)).toBeLessThan(tolerance);
        });
    });

    it('with weight k equals rows given k times, and weight 0 leaves them out', () => {
      const sampleWeight = X.map((_, i) => i % 3);
      const repeated = X.flatMap((row, i) => Array.from({ length: sampleWeight[i] }, () => ({ row, target: y[i] })));
      const twice = fit(
        repeated.map(({ row }) => row),
        repeated.map(({ target }) => target),
      ).predict(X);
      fit(X, y, { sampleWeight })
        .predict(X)
        .forEach((value, i) => {
          expect(Math.abs(twice[i] - value)).toBeLessThan(tolerance);
        });
    });

    it('uses no clock, no console and no randomness of the machine', () => {
      const forbidden = () => {
        throw new Error('forbidden');
      };
      const spies = [vi.spyOn(Math, 'random'), vi.spyOn(Date, 'now'), vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')];
      for (const spy of spies) spy.mockImplementation(forbidden);
      try {
        expect(fit(X).predict(X)).toHaveLength(24);
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
    });
  });

  describe(`${name}: steps`, () => {
    it('ends in the model of fit, bit for bit, with every state frozen and none changed later', () => {
      const run = recipe().steps(X, y);
      const seen = Array.from(run, (state) => ({ state, before: asText(state) }));
      expect(seen.length).toBeGreaterThan(0);
      for (const { state, before } of seen) {
        expect(Object.isFrozen(state)).toBe(true);
        expect(asText(state)).toBe(before);
      }
      expect(bits(run.model)).toBe(bits(fit(X)));
    });

    it('may be left and taken up again; each state comes once', () => {
      const all = [...recipe().steps(X, y)].length;
      const run = recipe().steps(X, y);
      for (const _ of run) break;
      expect([...run]).toHaveLength(all - 1);
      expect([...run]).toHaveLength(0);
    });

    it('finishes when asked for the model', () => expect(bits(recipe().steps(X, y).model)).toBe(bits(fit(X))));

    it('throws what fit throws, again when asked for the model', () => {
      const run = recipe().steps([], []);
      expect(() => run.next()).toThrow(DataError);
      expect(() => run.model).toThrow(DataError);
    });
  });

  describe(`${name}: fitAsync`, () => {
    it('gives the model of fit, bit for bit, and reports its last iteration', async () => {
      const onProgress = vi.fn();
      expect(bits(await recipe().fitAsync(X, y, { onProgress }))).toBe(bits(fit(X)));
      const last = onProgress.mock.lastCall?.[0];
      expect(last.nIter).toBe([...recipe().steps(X, y)].at(-1)?.nIter);
      expect(last.nIter).toBeLessThanOrEqual(last.maxIter);
      expect(Object.isFrozen(last.state)).toBe(true);
    });

    it('rejects bad data rather than throwing', async () => {
      await expect(recipe().fitAsync([], [])).rejects.toThrow(DataError);
    });

    it('with an aborted signal rejects with its reason and leaves nothing behind', async () => {
      const one = recipe();
      const reason = new Error('changed my mind');
      await expect(one.fitAsync(X, y, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expect(bits(await one.fitAsync(X, y))).toBe(bits(fit(X)));
    });

    it('stops within 50 ms of work when aborted, and lets timers run before', async () => {
      const { X: many, y: targets } = sampleData(60_000, 8, 3);
      const controller = new AbortController();
      let abortedAt = Number.NaN;
      const timer = setTimeout(() => {
        abortedAt = performance.now();
        controller.abort();
      }, 1);
      const data = { data: Float64Array.from(many.flat()), shape: [60_000, 8] as const };
      const finished = await recipe()
        .fitAsync(data, targets, { signal: controller.signal, onWarning: () => {} })
        .then(
          () => true,
          (error: unknown) => error !== controller.signal.reason,
        );
      clearTimeout(timer);
      if (!finished) expect(performance.now() - abortedAt).toBeLessThan(200); // 50 ms of work; the machine may be shared
    });

    it('aborted from onProgress is rejected, even at the end', async () => {
      const controller = new AbortController();
      const promise = recipe().fitAsync(X, y, { signal: controller.signal, onProgress: () => controller.abort() });
      const error: unknown = await promise.catch((reason: unknown) => reason);
      expect(error).toBe(controller.signal.reason);
    });
  });

  describe(`${name}: predict`, () => {
    it('row by row, in batches and in another order gives the same bits', () => {
      const model = fit(X);
      const all = model.predict(X);
      X.forEach((row, i) => {
        expect(model.predict([row])[0]).toBe(all[i]);
      });
      expect(model.predict(X.slice(3, 10))).toEqual(all.slice(3, 10));
      expect(model.predict(X.toReversed())).toEqual(all.toReversed());
    });

    it('with another number of columns is a ShapeError with both numbers', () => {
      expect(thrown(() => fit(X).predict([[1, 2]]))).toMatchObject({
        where: expect.stringContaining('.predict'),
        expected: 'X [nSamples, 3]',
        got: 'X [1, 2]',
        fix: 'give the columns of fit',
      });
    });

    it('finds named columns in any order, and misses none in silence', () => {
      const model = fit(rename(X, ['age', 'income', 'rooms']));
      expect(model.featureNamesIn).toEqual(['age', 'income', 'rooms']);
      const { age, income, rooms } = rename(X, ['age', 'income', 'rooms']);
      expect(model.predict({ rooms, age, income })).toEqual(model.predict(X));
      expect(thrown(() => model.predict({ age, income }))).toMatchObject({ what: "column 'rooms' is missing" });
      expect(thrown(() => model.predict({ age, incme: income, rooms }))).toMatchObject({ fix: "'incme' may mean 'income'" });
      expect(thrown(() => model.predict({ age, income, rooms, extra: age }))).toMatchObject({
        what: "column 'extra' was not there in fit",
      });
    });
  });

  it(`${name}: a model predicts and saves the same whatever is written into its fields`, () => {
    const model = fit(X);
    const before = [bits(model), [...model.predict(X)]];
    for (const value of Object.values(model)) if (value instanceof Float64Array) value.fill(7);
    expect([bits(model), [...model.predict(X)]]).toEqual(before);
  });

  describe(`${name}: saving`, () => {
    const model = fit(rename(X, ['a', 'b', 'c']));
    const json: Record<string, unknown> = JSON.parse(JSON.stringify(model));
    const hostile: readonly (readonly [string, unknown])[] = [
      ['text', JSON.stringify(model)],
      ['null', null],
      ['an array', [json]],
      ['another format', { ...json, hml: 2 }],
      ['another kind', { ...json, kind: 'KMeansModel' }],
      ['another version', { ...json, version: 99 }],
      ['no coefficients', { ...json, coef: undefined }],
      ['a length instead of an array', { ...json, coef: { length: 2 ** 40 } }],
      ['text among the numbers', { ...json, coef: ['1', 2, 3] }],
      ['null among the numbers', { ...json, coef: [null, 2, 3] }],
      ['a truncated array', { ...json, coef: [1, 2] }],
      ['names that repeat', { ...json, featureNamesIn: ['a', 'a', 'b'] }],
      ['an unknown field', { ...json, weights: 1 }],
      ['__proto__', JSON.parse(`{"__proto__": {"coef": [1]}, ${JSON.stringify(json).slice(1)}`)],
      ['fields on the prototype only', Object.create(json)],
    ];
    it('comes back with the same bits from JSON text and from structuredClone', () => {
      expect(bits(fromJSON(json))).toBe(bits(model));
      expect(fromJSON(json).predict(X)).toEqual(model.predict(X));
      expect(bits(fromJSON(structuredClone(model.toJSON())))).toBe(bits(model));
      expect(json).toMatchObject({ hml: 1, version: 1 });
    });
    it.each(hostile)('refuses %s', (_, value) => {
      expect(thrown(() => fromJSON(value))).toBeInstanceOf(DataError);
      expect(thrown(() => fromJSON(value))).toMatchObject({ where: `${String(json.kind)}.fromJSON` });
    });
  });
}

/** A state's values as text, for comparison before and after. */
function asText(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Array.from(Object.values(value))
      : typeof value === 'object' && value !== null && 'toArray' in value
        ? String(value)
        : value,
  );
}
