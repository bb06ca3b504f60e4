import { type Cell, DTypeError, isTensor, type Tensor } from '@hml/tensor';
import { describeValue, isCell } from '@hml/tensor/extend';

/** What a derivative can be taken by: a tensor, a cell, or any nesting of arrays and records of them. */
export type Tree = Tensor | Cell | readonly Tree[] | { readonly [name: string]: Tree };

/**
 * The bound of an argument `X` to differentiate by: `X` with all its fields, where each is a tensor or a nesting of them. An `interface`
 * has no index signature, so that it is no {@link Tree}, but passes here field by field; what has methods does not.
 */
export type TreeOf<X> = [X] extends [Tree]
  ? Tree
  : [X] extends [(...args: never) => unknown]
    ? Tree
    : [X] extends [object]
      ? { readonly [K in keyof X]: TreeOf<X[K]> }
      : Tree;

/**
 * The bound of the arguments of a function: one or more, each a {@link TreeOf}. Functions that infer their arguments from a call and a
 * list try `readonly [Tree, ...Tree[]]` first: a bound that refers to itself would take the arguments from the call alone.
 */
export type TreesOf<Xs extends readonly unknown[]> = readonly [unknown, ...unknown[]] & { readonly [I in keyof Xs]: TreeOf<Xs[I]> };

/** One thing to differentiate by. */
export type Variable = Tensor | Cell;

/** Cells, in any nesting of arrays and records. */
export type Cells = Cell | readonly Cells[] | { readonly [name: string]: Cells };

/** Tensors, in any nesting of arrays and records. */
export type TensorTree = Tensor | readonly TensorTree[] | { readonly [name: string]: TensorTree };

/** Whether nothing is known of the nesting: to follow it would never end. */
export type Unknown<X> = Cells extends X ? true : TensorTree extends X ? true : false;

/** The gradient by `X`: nested like it, a tensor for each tensor and for each cell. */
export type GradOf<X> =
  Unknown<X> extends true
    ? TensorTree
    : X extends Tensor
      ? X
      : X extends Cell<infer S, infer D>
        ? Tensor<S, D>
        : { readonly [K in keyof X]: GradOf<X[K]> };

/** A tangent of `X`: nested like it. That its shapes fit is checked at run time. */
export type TangentOf<X> =
  Unknown<X> extends true ? TensorTree : X extends Variable ? Tensor : { readonly [K in keyof X]: TangentOf<X[K]> };

/** The same nesting with `change(variable)` in place of every tensor and cell. */
export function mapTree(where: string, tree: Tree, change: (x: Variable) => unknown): unknown {
  if (isTensor(tree) || isCell(tree)) return change(tree);
  if (isList(tree)) return tree.map((part) => mapTree(where, part, change));
  if (isRecord(tree)) return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, mapTree(where, part, change)]));
  throw new DTypeError({
    where,
    what: 'nothing to differentiate by',
    expected: 'a tensor, a cell, or arrays and records of them',
    got: describePart(tree),
    fix: 'tensor(value) makes one',
  });
}

/** Whether this is a plain record: an instance of a class would come back without its methods, a map without its entries. */
export function isRecord<Part>(tree: Part): tree is Part & Readonly<Record<string, Part>> {
  if (typeof tree !== 'object' || tree === null) return false;
  const prototype: unknown = Object.getPrototypeOf(tree);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // those of other windows too
}

/** A part that is no nesting, in words: an object by the name of its class. */
export function describePart(part: unknown): string {
  if (typeof part !== 'object' || part === null || Array.isArray(part) || ArrayBuffer.isView(part) || isRecord(part))
    return describeValue(part);
  return `an instance of ${part.constructor.name || 'a class'}`;
}

/** All tensors and cells of a nesting, in its order. */
export function leavesOf(where: string, tree: Tree): Variable[] {
  const leaves: Variable[] = [];
  mapTree(where, tree, (x) => leaves.push(x));
  return leaves;
}

/** The nesting of `tree` with these in place of its tensors and cells, in order. */
export function refill<T extends Tree>(where: string, tree: T, parts: readonly Tensor[]): GradOf<T>;
export function refill(where: string, tree: Tree, parts: readonly unknown[]): unknown;
export function refill(where: string, tree: Tree, parts: readonly unknown[]): unknown {
  let next = 0;
  return mapTree(where, tree, () => parts[next++]);
}

/** The arguments as the differentiated function gets them: taped tensors in place of tensors; cells stay, they hold theirs. */
export function tapedArguments(where: string, args: readonly Tree[], taped: readonly Tensor[]): unknown[] {
  let next = 0;
  const place = (x: Variable): Variable => {
    const tensor = taped[next++];
    return isCell(x) ? x : tensor;
  };
  return args.map((arg) => mapTree(where, arg, place));
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
