import { NotDifferentiableError, type Tensor, zerosLike } from '@hml/tensor';
import { release, scope, type TapeNode, withScope } from '@hml/tensor/extend';
import { applyRule } from './apply-rule.ts';

/**
 * The nodes that the roots depend on, in the order in which they were noted. Without recursion, since a chain of ops may be longer
 * than the call stack. The search ends at `stops`.
 *
 * @throws NotDifferentiableError when part of the graph has been walked and let go.
 */
export function topologicalOrder(roots: readonly TapeNode[], stops: readonly (TapeNode | undefined)[] = []): TapeNode[] {
  const seen = new Set<TapeNode | undefined>([undefined, ...roots, ...stops]);
  const order = [...new Set(roots)];
  for (let i = 0; i < order.length; i++) {
    const { op, parents } = order[i];
    if (op !== undefined && parents.length === 0) throw letGo(op.name);
    for (const parent of parents) {
      if (parent === undefined || seen.has(parent)) continue;
      seen.add(parent);
      order.push(parent);
    }
  }
  return order.sort((a, b) => a.index - b.index);
}

/**
 * The backward walk: from the output to the leaves, each op turning the cotangent of its output into those of its inputs.
 *
 * $$ \bar x = \sum_{y \text{ computed from } x} \Bigl(\frac{\partial y}{\partial x}\Bigr)^{\!\top} \bar y $$
 *
 * The rules are made of the same ops, so that a tape further out, or a trace, notes the walk like any other computation.
 * A walk that happens `once` lets go of each node behind it.
 *
 * @returns The cotangent of each leaf: zeros where the output does not depend on it.
 */
export function backward(root: TapeNode | undefined, seed: Tensor, leaves: readonly TapeNode[], once = false): Tensor[] {
  const cotangents = new Map<TapeNode, Tensor>();
  if (root !== undefined) {
    cotangents.set(root, seed);
    walking(() => walk(topologicalOrder([root]), cotangents, once));
  }
  return leaves.map((leaf) => cotangents.get(leaf) ?? zerosLike(leaf.value));
}

function walk(order: readonly TapeNode[], cotangents: Map<TapeNode, Tensor>, once: boolean): void {
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    const dy = cotangents.get(node);
    if (dy !== undefined && node.op !== undefined) {
      cotangents.delete(node); // nobody adds to it any more
      const expanded = node.op.expand?.(node);
      if (expanded === undefined) passOn(node, dy, cotangents);
      else walk(topologicalOrder([expanded], node.parents), cotangents.set(expanded, dy), true);
    }
    if (once) release(node);
  }
}

function passOn(node: TapeNode, dy: Tensor, cotangents: Map<TapeNode, Tensor>): void {
  const { parents } = node;
  for (let index = 0; index < parents.length; index++) {
    const parent = parents[index];
    if (parent !== undefined) cotangents.set(parent, applyRule('reverse', node, index, dy, cotangents.get(parent)));
  }
}

/** Lets go of all that the roots depend on, when the last walk over it is done. */
export function releaseAll(roots: readonly (TapeNode | undefined)[]): void {
  for (const node of topologicalOrder(roots.filter((root) => root !== undefined))) release(node);
}

/** Runs a walk one level deeper than the tapes that may note it: what its rules compare is not what the user wrote. */
export function walking<R>(walk: () => R): R {
  return scope === undefined ? walk() : withScope('grad', { ...scope, depth: scope.depth + 1 }, walk);
}

function letGo(name: string): NotDifferentiableError {
  return new NotDifferentiableError({
    where: 'backward',
    what: 'the graph has been walked already, and what it held is let go',
    expected: 'one backward for each computation of the loss',
    got: `a second one through ${name}`,
    fix: 'compute the loss again, add several losses up first, or keep the graph: loss.backward({ retainGraph: true })',
  });
}
