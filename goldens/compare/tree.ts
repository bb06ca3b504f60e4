import { asNumbers, isList, type Json } from '../json.ts';

const perNode = ['feature', 'threshold', 'impurity', 'nNodeSamples', 'weightedNNodeSamples', 'value'];

/**
 * Renumbers the nodes of a tree, given as scikit-learn's arrays, in depth-first order from the root.
 *
 * Two trees that differ in the numbering of their nodes alone become equal. A tree whose children lie out of range, or
 * are met twice, is left as it is: comparing it then says what is wrong.
 */
export function renumber(fields: ReadonlyMap<string, Json>): Map<string, Json> {
  const left = asNumbers(fields.get('childrenLeft'));
  const right = asNumbers(fields.get('childrenRight'));
  const order = left && right ? depthFirst(left, right) : undefined;
  if (!left || !right || !order) return new Map(fields);
  const position = new Map(order.map((node, i) => [node, i]));
  const child = (node: number): number => position.get(node) ?? -1;
  const renumbered = new Map<string, Json>(fields);
  renumbered.set(
    'childrenLeft',
    order.map((node) => child(left[node] ?? -1)),
  );
  renumbered.set(
    'childrenRight',
    order.map((node) => child(right[node] ?? -1)),
  );
  for (const field of perNode) {
    const values = fields.get(field);
    if (isList(values) && values.length === left.length)
      renumbered.set(
        field,
        order.map((node) => values[node] ?? null),
      );
  }
  return renumbered;
}

function depthFirst(left: readonly number[], right: readonly number[]): number[] | undefined {
  const order: number[] = [];
  const pending = left.length > 0 ? [0] : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node >= left.length || order.length === left.length) return undefined;
    order.push(node);
    for (const child of [right[node] ?? -1, left[node] ?? -1]) if (child >= 0) pending.push(child);
  }
  return order.length === left.length ? order : undefined;
}
