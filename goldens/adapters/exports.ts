import * as classic from '@hml/classic';
import * as tensors from '@hml/tensor';

/** A package's public names. */
export type Exports = ReadonlyMap<string, unknown>;

/** A function of ours, called with whatever a golden case brings: our own checks are what refuses wrong arguments. */
export type Callable = (...args: readonly unknown[]) => unknown;

/** An estimator class. */
export type Constructor = new (options: unknown) => object;

/** All that `@hml/tensor` exports. */
export const tensorExports: Exports = new Map(Object.entries(tensors));

/** All that `@hml/classic` exports: add a sub-entry here when it exports what the main entry does not. */
export const classicExports: Exports = new Map(Object.entries(classic));

/** The function of that name, where the package exports one. */
export function findFunction(exports: Exports, name: string): Callable | undefined {
  const value = exports.get(name);
  return isCallable(value) && !isClassName(name) ? value : undefined;
}

/** The class of that name, where the package exports one. */
export function findClass(exports: Exports, name: string): Constructor | undefined {
  const value = exports.get(name);
  return isClassName(name) && isConstructor(value) ? value : undefined;
}

/** True for a function that can be called. */
export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

function isConstructor(value: unknown): value is Constructor {
  return typeof value === 'function' && value.prototype !== undefined;
}

function isClassName(name: string): boolean {
  return /^[A-Z]/.test(name);
}
