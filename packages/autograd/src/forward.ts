import { add, type Tensor, zerosLike } from '@hml/tensor';
import { type Op, scope, type TapeNode } from '@hml/tensor/extend';
import { noRule, topologicalOrder } from './backward.ts';

/**
 * The forward walk: from the leaves to the output, each op turning the tangents of its inputs into that of its output.
 *
 * $$ \dot y = \sum_i \frac{\partial y}{\partial x_i}\, \dot x_i $$
 *
 * It uses the `jvp` rules, which are written independently of the `vjp` rules, so that each proves the other.
 */
export function forward(root: TapeNode | undefined, value: Tensor, leaves: readonly TapeNode[], seeds: readonly Tensor[]): Tensor {
  if (root === undefined) return zerosLike(value);
  const tangents = new Map<TapeNode, Tensor>(leaves.map((leaf, i) => [leaf, seeds[i]]));
  for (const node of topologicalOrder(root)) if (node.op !== undefined) tangents.set(node, pushForward(node, tangents));
  return tangents.get(root) ?? zerosLike(value);
}

function pushForward(node: TapeNode, tangents: ReadonlyMap<TapeNode, Tensor>): Tensor {
  let total: Tensor | undefined;
  const { op, parents, value } = node;
  for (let index = 0; index < parents.length; index++) {
    const parent = parents[index];
    const dx = parent && tangents.get(parent);
    if (dx === undefined || op === undefined) continue;
    const before = total;
    const watcher = scope?.watcher;
    total =
      watcher === undefined
        ? contribution(node, op, index, dx, before)
        : watcher.walked({ direction: 'forward', node, index, d: dx }, () => contribution(node, op, index, dx, before));
  }
  return total ?? zerosLike(value);
}

/** What the tangent `dx` of input `index` means for the output, added to what is known of it. */
function contribution({ attrs, inputs, value }: TapeNode, op: Op, index: number, dx: Tensor, before: Tensor | undefined): Tensor {
  const dy = op.jvp({ inputs, y: value, attrs }, index, dx);
  if (dy === undefined) throw noRule(op.name, 'forward', index);
  return before === undefined ? dy : add(before, dy);
}
