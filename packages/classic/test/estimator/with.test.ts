import { OptionError } from '@hml/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { AnyRecipe } from '../../src/index.ts';
import * as linear from '../../src/linear/index.ts';
import * as naiveBayes from '../../src/naive-bayes/index.ts';
import * as preprocessing from '../../src/preprocessing/index.ts';
import { bits, sampleData, thrown } from '../samples.ts';

const { X, y } = sampleData(20, 3, 4);
const recipes = Object.values({ ...linear, ...naiveBayes, ...preprocessing }).flatMap((one) => {
  if (typeof one !== 'function' || !Object.hasOwn(one, 'defaults')) return [];
  const recipe: unknown = Reflect.construct(one, []);
  return recipe instanceof AnyRecipe ? [recipe] : [];
});

describe('with', () => {
  it('gives the class its own recipe with the options that are named, and keeps the others', () => {
    const recipe = new linear.Ridge({ alpha: 3, fitIntercept: false });
    const other = recipe.with({ alpha: 0.25 });
    expectTypeOf(other).toEqualTypeOf<linear.Ridge>();
    expect(other).toBeInstanceOf(linear.Ridge);
    expect(other.options).toEqual({ ...recipe.options, alpha: 0.25 });
    expect(recipe.options.alpha).toBe(3);
    expect(bits(other.fit(X, y))).toBe(bits(new linear.Ridge({ alpha: 0.25, fitIntercept: false }).fit(X, y)));
    expect(bits(other.with({ alpha: 3 }).fit(X, y))).toBe(bits(recipe.fit(X, y)));
  });

  it('takes undefined for the default', () => {
    const recipe = new linear.LogisticRegression({ solver: 'newton-cg', C: 2 });
    expect(recipe.with({ solver: undefined }).options).toEqual(new linear.LogisticRegression({ C: 2 }).options);
  });

  it('copies what the caller could still write to', () => {
    const classWeight = new Map([['a', 2]]);
    const recipe = new linear.LogisticRegression().with({ classWeight });
    classWeight.set('a', 5);
    expect(recipe.options.classWeight).toEqual(new Map([['a', 2]]));
  });

  it('refuses what the constructor refuses', () => {
    const recipe = new linear.Ridge();
    expect(thrown(() => recipe.with({ alpha: -1 }))).toBeInstanceOf(OptionError);
    // @ts-expect-error a misspelt option
    expect(thrown(() => recipe.with({ alhpa: 1 }))).toMatchObject({ fix: "did you mean 'alpha'?" });
  });

  it.each([null, 3, 'alpha', true])('refuses what are no options: %o', (options) => {
    const recipe = new linear.Ridge();
    expect(thrown(() => Reflect.apply(recipe.with, recipe, [options]))).toMatchObject({
      name: 'OptionError',
      where: 'Ridge.with',
      what: 'options are not an object',
    });
  });

  it('is there for every recipe, and gives an equal one where nothing changes', () => {
    expect(recipes.length).toBeGreaterThan(12);
    for (const recipe of recipes) {
      const other: AnyRecipe = Reflect.apply(recipe.with, recipe, [{}]);
      expect(other).toBeInstanceOf(recipe.constructor);
      expect(Reflect.get(other, 'options')).toEqual(Reflect.get(recipe, 'options'));
      expect(Object.isFrozen(other)).toBe(true);
    }
  });
});
