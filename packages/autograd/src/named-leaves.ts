import { type Cell, DTypeError, isTensor, type Tensor } from '@hml/tensor';
import { isCell } from '@hml/tensor/extend';
import { describePart, isRecord } from './tree.ts';

/** A leaf of a nesting, and the way to it: `layers.0.weight`; empty when the nesting is the leaf itself. */
export interface NamedLeaf<Leaf> {
  readonly name: string;
  readonly leaf: Leaf;
}

/** All leaves of a nesting of arrays and records, in its order, with their names. */
export function namedLeaves<Leaf>(where: string, tree: unknown, isLeaf: (x: unknown) => x is Leaf): NamedLeaf<Leaf>[] {
  const leaves: NamedLeaf<Leaf>[] = [];
  replaceLeaves(where, tree, isLeaf, (leaf, name) => leaves.push({ name, leaf }));
  return leaves;
}

/** The same nesting with something else in place of each leaf. */
export function replaceLeaves<Leaf>(
  where: string,
  tree: unknown,
  isLeaf: (x: unknown) => x is Leaf,
  change: (leaf: Leaf, name: string) => unknown,
): unknown {
  const visit = (part: unknown, name: string): unknown => {
    if (isLeaf(part)) return change(part, name);
    const below = (key: string | number): string => (name === '' ? `${key}` : `${name}.${key}`);
    if (Array.isArray(part)) return part.map((inner, i) => visit(inner, below(i)));
    if (isRecord(part)) return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner, below(key))]));
    throw new DTypeError({
      where,
      what: name === '' ? 'the input is no tensor' : `${name} is no tensor`,
      expected: 'a tensor, a cell, or arrays and records of them',
      got: describePart(part),
      fix: 'tensor(value) makes one; what is no tensor can be closed over',
    });
  };
  return visit(tree, '');
}

/** Whether this is a tensor, or a cell that holds one. */
export function isVariable(x: unknown): x is Tensor | Cell {
  return isTensor(x) || isCell(x);
}

/** Calls `f` with these tensors, in a row, in place of the leaves of its arguments; cells are handed on, and hold theirs for the call. */
export function callWith<Leaf>(
  where: string,
  f: (...args: unknown[]) => Tensor,
  args: readonly unknown[],
  isLeaf: (x: unknown) => x is Leaf,
  tensors: readonly Tensor[],
): Tensor {
  const restore: (() => void)[] = [];
  let next = 0;
  const place = (leaf: Leaf): unknown => {
    const tensor = tensors[next++];
    if (!isCell(leaf)) return tensor;
    restore.unshift(leaf.hold(tensor)); // a cell that is listed twice gets back what it held first
    return leaf;
  };
  try {
    return f(...args.map((arg) => replaceLeaves(where, arg, isLeaf, place)));
  } finally {
    for (const giveBack of restore) giveBack();
  }
}
