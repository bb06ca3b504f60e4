import { type Cell, DTypeError, isTensor, type Tensor } from '@hml/tensor';
import { describeValue, isCell } from '@hml/tensor/extend';

/**
 * What a derivative can be taken by: a tensor, a cell, or any nesting of arrays and records of them. A record is an object literal or
 * what a `type` describes; an `interface` is open to additions, so that TypeScript does not take it for one.
 */
export type Tree = Tensor | Cell | readonly Tree[] | { readonly [name: string]: Tree };

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
  if (typeof tree === 'object' && tree !== null)
    return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, mapTree(where, part, change)]));
  throw new DTypeError({
    where,
    what: 'nothing to differentiate by',
    expected: 'a tensor, a cell, or arrays and records of them',
    got: describeValue(tree),
    fix: 'tensor(value) makes one',
  });
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
