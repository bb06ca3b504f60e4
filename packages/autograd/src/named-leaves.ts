import { DTypeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

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
    if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part))
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner, below(key))]));
    throw new DTypeError({
      where,
      what: name === '' ? 'the input is no tensor' : `${name} is no tensor`,
      expected: 'a tensor, or arrays and records of tensors',
      got: describeValue(part),
      fix: 'tensor(value) makes one; what is no tensor can be closed over',
    });
  };
  return visit(tree, '');
}
