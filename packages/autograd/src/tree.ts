import { type Cell, DTypeError, isTensor, type Tensor } from '@hml/tensor';

/** A tensor, or any nesting of arrays and records of tensors: what a derivative can be taken with respect to. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree };

/** The gradient with respect to a cell, or with respect to each cell of an array or record. */
export type GradOf<C> = C extends Cell<infer S, infer D> ? Tensor<S, D> : { readonly [K in keyof C]: GradOf<C[K]> };

/** The same nesting with every tensor replaced by `change(tensor)`. */
export function mapTree<T extends Tree>(where: string, tree: T, change: (x: Tensor) => Tensor): T;
export function mapTree(where: string, tree: Tree, change: (x: Tensor) => Tensor): Tree {
  if (isTensor(tree)) return change(tree);
  if (isArray(tree)) return tree.map((part) => mapTree(where, part, change));
  if (typeof tree === 'object' && tree !== null)
    return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, mapTree(where, part, change)]));
  throw new DTypeError({
    where,
    what: 'nothing to differentiate by',
    expected: 'a tensor, or arrays and records of tensors',
    got: String(tree),
    fix: 'tensor(value) makes one',
  });
}

/** All tensors of a nesting, in its order. */
export function leavesOf(where: string, tree: Tree): Tensor[] {
  const leaves: Tensor[] = [];
  mapTree(where, tree, (x) => {
    leaves.push(x);
    return x;
  });
  return leaves;
}

function isArray(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}
