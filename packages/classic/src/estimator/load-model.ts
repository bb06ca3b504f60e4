import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

/** A class of models that can be read again: what {@link loadModel} and models that hold others are given. */
export interface ModelClass<Model> {
  /** The `kind` of its saved models. */
  readonly kind: string;
  /** The model from what its `toJSON` gave; one that holds other models is given the classes of these too. */
  fromJSON(json: unknown, classes?: readonly ModelClass<unknown>[]): Model;
}

/**
 * A saved model whose class is one of those given: nothing else can be loaded, and nothing is looked up by name elsewhere. Of a model that
 * holds others, their classes are found among the same.
 *
 * @throws DataError if it is none of these, or not a saved model at all, or `classes` are no classes of models.
 * @example
 * import { loadModel } from '@hml/classic';
 * import { LinearRegression, LinearRegressionGDModel, LinearRegressionModel } from '@hml/classic/linear';
 * const saved = JSON.stringify(new LinearRegression().fit([[1], [2], [3]], [3, 5, 7]));
 * const model = loadModel(JSON.parse(saved), [LinearRegressionModel, LinearRegressionGDModel]);
 * model instanceof LinearRegressionModel // true
 */
export function loadModel<Class extends ModelClass<unknown>>(
  json: unknown,
  classes: readonly Class[],
  where?: string,
): ReturnType<Class['fromJSON']>;
export function loadModel(json: unknown, classes: readonly ModelClass<unknown>[], where: string = 'loadModel'): unknown {
  checkClasses(where, classes);
  const isObject = typeof json === 'object' && json !== null;
  const kind: unknown = isObject && Object.hasOwn(json, 'kind') ? Reflect.get(json, 'kind') : undefined;
  const found = classes.find((one) => one.kind === kind);
  if (found !== undefined) return found.fromJSON(json, classes);
  throw new DataError({
    where,
    what: isObject ? 'a saved model of another class than those given' : 'not a saved model',
    expected: `{ hml: 1, kind: ${classes.map((one) => `'${one.kind}'`).join(' or ')}, … }`,
    got: isObject ? `kind: ${describeValue(kind)}` : describeValue(json),
    fix: typeof json === 'string' ? `${where}(JSON.parse(text), …)` : undefined,
  });
}

/** Refuses what is no list of classes of models, such as one of recipes. */
function checkClasses(where: string, classes: unknown): void {
  const list: readonly unknown[] = Array.isArray(classes) ? classes : [];
  const wrong = list.find((one) => typeof one !== 'function' || !('fromJSON' in one) || !('kind' in one));
  if (list.length > 0 && wrong === undefined) return;
  const name = typeof wrong === 'function' && wrong.name !== '' ? wrong.name : undefined;
  throw new DataError({
    where,
    what: list.length === 0 ? 'the classes to load are missing' : 'one of the classes is no class of models',
    expected: 'an array of classes with fromJSON, such as [LinearRegressionModel]',
    got: list.length === 0 ? describeValue(classes) : (name ?? describeValue(wrong)),
    fix: name === undefined ? `${where}(json, [LinearRegressionModel, …])` : `give the class of what it fits: ${name}Model`,
  });
}
