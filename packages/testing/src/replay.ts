import type { Cell, Tensor } from '@hml/tensor';
import { apply, type Graph } from '@hml/tensor/extend';

/** What a graph computes: the values of all its nodes, the outputs, and what it would assign to cells. */
export interface Replayed {
  /** All values of the graph, in its order. */
  readonly values: readonly Tensor[];
  /** The values that the traced function returned. */
  readonly outputs: readonly Tensor[];
  /** What each assigned cell would hold. */
  readonly assignments: ReadonlyMap<Cell, Tensor>;
}

/**
 * Computes a traced graph, one op after the other: the plain interpreter against which compiled programs are tested.
 * Cells are read as they are now; nothing is assigned.
 */
export function replay(graph: Graph, inputs: readonly Tensor[]): Replayed {
  const values: Tensor[] = [];
  for (const node of graph.nodes) {
    if (node.kind === 'input') values.push(inputs[node.index]);
    else if (node.kind === 'cell') values.push(node.cell.value);
    else if (node.kind === 'constant') values.push(node.value);
    else {
      const operands = node.inputs.map((id) => values[id]);
      values.push(apply(node.op, operands, node.attrs)); // through the door, so that gradients flow through a replayed graph
    }
  }
  return {
    values,
    outputs: graph.outputs.map((id) => values[id]),
    assignments: new Map(graph.assignments.map(({ cell, value }) => [cell, values[value]])),
  };
}
