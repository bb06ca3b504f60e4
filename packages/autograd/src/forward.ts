import { add, type Tensor, zerosLike } from '@hml/tensor';
import type { TapeNode } from '@hml/tensor/extend';
import { applyRule } from './apply-rule.ts';
import { topologicalOrder, walking } from './backward.ts';
import type { Output } from './recording.ts';

/**
 * The forward walk: from the leaves to the outputs, each op turning the tangents of its inputs into that of its output.
 *
 * $$ \dot y = \sum_i \frac{\partial y}{\partial x_i}\, \dot x_i $$
 *
 * It uses the `jvp` rules, which are written independently of the `vjp` rules, so that each proves the other. A leaf without
 * a tangent does not move.
 *
 * @returns The tangent of each output: zeros where it does not depend on the leaves.
 */
export function forward(outputs: readonly Output[], leaves: readonly TapeNode[], seeds: readonly (Tensor | undefined)[]): Tensor[] {
  const tangents = new Map<TapeNode, Tensor>();
  leaves.forEach((leaf, i) => {
    const dx = seeds[i];
    const before = tangents.get(leaf);
    if (dx !== undefined) tangents.set(leaf, before === undefined ? dx : add(before, dx)); // a cell that is listed twice moves by both
  });
  const roots = outputs.flatMap(({ root }) => root ?? []);
  walking(() => walk(topologicalOrder(roots), tangents));
  return outputs.map(({ root, value }) => (root && tangents.get(root)) ?? zerosLike(value));
}

function walk(order: readonly TapeNode[], tangents: Map<TapeNode, Tensor>): void {
  for (const node of order) {
    if (!node.parents.some((parent) => parent !== undefined && tangents.has(parent))) continue;
    const expanded = node.op?.expand?.(node);
    if (expanded !== undefined) walk(topologicalOrder([expanded], node.parents), tangents);
    const dy = expanded === undefined ? pushForward(node, tangents) : tangents.get(expanded);
    if (dy !== undefined) tangents.set(node, dy);
  }
}

function pushForward(node: TapeNode, tangents: ReadonlyMap<TapeNode, Tensor>): Tensor | undefined {
  let total: Tensor | undefined;
  const { parents } = node;
  for (let index = 0; index < parents.length; index++) {
    const parent = parents[index];
    const dx = parent && tangents.get(parent);
    if (dx !== undefined) total = applyRule('forward', node, index, dx, total);
  }
  return total;
}
