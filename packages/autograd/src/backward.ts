import { add, NotDifferentiableError, type Tensor, zerosLike } from '@hml/tensor';
import { type Op, scope, type TapeNode } from '@hml/tensor/extend';

/**
 * The nodes that `root` depends on, each after all of its parents. Iterative, since a chain of ops may be longer than the call stack.
 */
export function topologicalOrder(root: TapeNode): TapeNode[] {
  const order: TapeNode[] = [];
  const seen = new Set<TapeNode>([root]);
  const path: { node: TapeNode; next: number }[] = [{ node: root, next: 0 }];
  while (path.length > 0) {
    const top = path[path.length - 1];
    const parent = top.node.parents[top.next++];
    if (parent !== undefined && !seen.has(parent)) {
      seen.add(parent);
      path.push({ node: parent, next: 0 });
    } else if (top.next > top.node.parents.length) {
      order.push(top.node);
      path.pop();
    }
  }
  return order;
}

/**
 * The backward walk: from the output to the leaves, each op turning the cotangent of its output into those of its inputs.
 *
 * $$ \bar x = \sum_{y \text{ computed from } x} \Bigl(\frac{\partial y}{\partial x}\Bigr)^{\!\top} \bar y $$
 *
 * The rules are made of the same ops, so that a tape further out, or a trace, notes the walk like any other computation.
 *
 * @returns The cotangent of each leaf: zeros where the output does not depend on it.
 */
export function backward(root: TapeNode | undefined, seed: Tensor, leaves: readonly TapeNode[]): Tensor[] {
  const cotangents = new Map<TapeNode, Tensor>();
  if (root !== undefined) {
    cotangents.set(root, seed);
    const order = topologicalOrder(root);
    for (let i = order.length - 1; i >= 0; i--) {
      const node = order[i];
      const dy = cotangents.get(node);
      if (dy === undefined || node.op === undefined) continue;
      cotangents.delete(node); // nobody adds to it any more
      passOn(node, dy, cotangents);
    }
  }
  return leaves.map((leaf) => cotangents.get(leaf) ?? zerosLike(leaf.value));
}

function passOn(node: TapeNode, dy: Tensor, cotangents: Map<TapeNode, Tensor>): void {
  const { op, parents } = node;
  for (let index = 0; index < parents.length; index++) {
    const parent = parents[index];
    if (parent === undefined || op === undefined) continue;
    const before = cotangents.get(parent);
    const watcher = scope?.watcher;
    const total =
      watcher === undefined
        ? contribution(node, op, index, dy, before)
        : watcher.walked({ direction: 'reverse', node, index, d: dy }, () => contribution(node, op, index, dy, before));
    cotangents.set(parent, total);
  }
}

/** What `dy` on the output means for input `index`, added to what is known of it. */
function contribution({ attrs, inputs, value }: TapeNode, op: Op, index: number, dy: Tensor, before: Tensor | undefined): Tensor {
  const dx = op.vjp({ inputs, y: value, attrs }, index, dy);
  if (dx === undefined) throw noRule(op.name, 'reverse', index);
  return before === undefined ? dx : add(before, dx);
}

/** The error for an op that declares no gradient. */
export function noRule(name: string, mode: 'reverse' | 'forward', index: number): NotDifferentiableError {
  return new NotDifferentiableError({
    where: name,
    what: `${name} has no ${mode}-mode derivative by its input ${index}`,
    expected: 'ops that declare one',
    got: name,
    fix: 'keep it outside the differentiated function, or declare its vjp and jvp',
  });
}
