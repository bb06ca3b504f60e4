import { expect } from 'vitest';
import type { Check } from './check.ts';
import { bits, expectTaught, thrown } from './expectations.ts';
import type { Subject } from './subject.ts';

/** Numbers that an option of this name refuses, whatever the estimator: counts are whole, shares between 0 and 1. */
const outOfRange: ReadonlyMap<string, readonly number[]> = new Map([
  ['C', [0, Infinity]],
  ['degree', [0.5, -1]],
  ['l1Ratio', [-0.01, 1.01]],
  ['learningRate', [0]],
  ['maxIter', [0, -3, 0.5]],
  ['nIterNoChange', [0, 0.5]],
  ['randomState', [0.5]],
  ['validationFraction', [0, 1]],
]);

/** Options and what becomes of them: C01–C04, C27. */
export function checkOptionsOf(subject: Subject, check: Check): void {
  for (const part of [checkNames, checkRanges, checkUnchanged]) part(subject, check);
}

/** Options are filled in by name, and none is misspelt in silence: C01. */
function checkNames(subject: Subject, check: Check): void {
  const { name, samples } = subject;
  const names = Object.keys(subject.defaults);

  check('C01', 'the defaults construct a recipe; options are filled in and frozen, what came in stays as it was', () => {
    const given = { ...subject.defaults };
    const before = { ...given };
    const recipe = subject.recipe(given);
    expect(Object.isFrozen(recipe)).toBe(true);
    expect(Object.isFrozen(recipe.options)).toBe(true);
    expect(Object.isFrozen(subject.defaults)).toBe(true);
    expect(Object.isFrozen(given)).toBe(false);
    expect(given).toEqual(before);
    expect(recipe.options).toEqual(given);
    expect(Object.keys(subject.recipe().options).sort()).toEqual([...names].sort());
  });

  check('C01', 'a misspelt option is an OptionError that names the right one', () => {
    for (const option of names.filter((known) => known.length > 1)) {
      const misspelt = `${option.slice(0, 1)}${option.slice(2)}`; // a letter is missing
      expectTaught(() => subject.recipe({ [misspelt]: 1 }), 'OptionError', `new ${name}`, misspelt, `did you mean '${option}'`);
    }
    expectTaught(() => subject.recipe(JSON.parse('{"__proto__": 1}')), 'OptionError');
    const recipe = subject.recipe();
    expectTaught(() => Reflect.construct(Object(recipe.constructor), [null]), 'OptionError', 'null');
  });

  check('C01', 'a misspelt option of fit, steps, fitAsync and score is an error that names the right one', async () => {
    const wrong: object = { onWarnin: () => {} };
    const fix = /did you mean 'onWarning'/;
    expectTaught(() => subject.fit(samples.X, samples.y, wrong), 'OptionError', new RegExp(`^${name}\\.fit: `), fix);
    expectTaught(() => subject.steps(samples.X, samples.y, wrong), 'OptionError', new RegExp(`^${name}\\.steps: `), fix);
    await expect(subject.fitAsync(wrong)).rejects.toThrow(fix);
    await expect(subject.fitAsync(Object({ sginal: AbortSignal.abort() }))).rejects.toThrow(/did you mean 'signal'/);
    const model = subject.fit();
    const misspelt: object = { sampleWeigth: samples.X.map(() => 1) };
    if (model.score !== undefined) expectTaught(() => subject.score(model, samples.X, samples.y, misspelt), 'OptionError', /sampleWeight/);
  });
}

/** Values of another type, and numbers out of range: C27. */
function checkRanges(subject: Subject, check: Check): void {
  const { name } = subject;

  check('C27', 'a value of another type is an OptionError with the name and the range', () => {
    for (const option of Object.keys(subject.defaults)) {
      for (const value of [Symbol('no value'), () => 1, Number.NaN, [['no value']], { no: 'value' }])
        expectTaught(() => subject.recipe({ [option]: value }), 'OptionError', `new ${name}`, option);
    }
  });

  check('C27', 'a number outside its range is an OptionError with the name and the range', () => {
    const { anyNumber = [] } = subject.spec;
    for (const [option, value] of Object.entries(subject.defaults)) {
      const wrong = typeof value === 'number' && !anyNumber.includes(option) ? [-1.5, -1e300] : [];
      for (const number of [...wrong, ...(outOfRange.get(option) ?? [])])
        expectTaught(() => subject.recipe({ [option]: number }), 'OptionError', `new ${name}`, option, String(number));
    }
  });
}

/** Recipes and models stay as they are: C02–C04. */
function checkUnchanged(subject: Subject, check: Check): void {
  const { samples } = subject;

  check('C02', 'fit and predict change neither the recipe nor the model', () => {
    const recipe = subject.recipe();
    const options = JSON.stringify(recipe.options);
    const model = subject.fit(samples.X, samples.y, undefined, recipe);
    const before = bits(model);
    subject.answers(model, samples.X);
    expect(JSON.stringify(recipe.options)).toBe(options);
    expect(bits(model)).toBe(before);
    expect(Object.isFrozen(model), 'the model is frozen').toBe(true);
  });

  check('C02', 'a model answers and saves the same whatever is written into its fields', () => {
    const model = subject.fit();
    const before = [bits(model), subject.answers(model, samples.X)];
    for (const value of Object.values(model)) {
      if (value instanceof Float64Array || value instanceof Int32Array) value.fill(7);
      if (Array.isArray(value)) thrown(() => value.fill('ant')); // a frozen one throws, which is as good
    }
    expect([bits(model), subject.answers(model, samples.X)]).toEqual(before);
  });

  check('C03', 'fit gives a model of its own each time', () => {
    const recipe = subject.recipe();
    const first = subject.fit(samples.X, samples.y, undefined, recipe);
    expect(subject.fit(samples.X, samples.y, undefined, recipe)).not.toBe(first);
  });

  check('C04', 'a recipe cannot predict or transform: what is not fitted has no such method', () => {
    for (const method of ['predict', 'transform', 'score', 'predictProba']) expect(method in subject.recipe(), method).toBe(false);
  });
}
