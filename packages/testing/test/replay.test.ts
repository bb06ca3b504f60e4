import { add, Cell, matmul, mul, random, tensor, uniform } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { replay } from '@hml/testing';
import { expect, it } from 'vitest';

it('replay computes a graph for other inputs of the same shape', () => {
  const graph = trace((a, b) => [matmul(a, b), add(a, 1)], [tensor([[1, 2]]), tensor([[1], [1]])]);
  const { values, outputs } = replay(graph, [tensor([[3, 4]]), tensor([[10], [100]])]);
  expect(outputs.map((y) => y.toArray())).toEqual([[[430]], [[4, 5]]]);
  expect(values.length).toBe(graph.nodes.length);
});

it('replay reads cells as they are now, and assigns nothing itself', () => {
  const count = new Cell(tensor(1));
  const graph = trace(() => {
    count.assign(add(count, 1));
    count.assign(mul(count, 10));
    return count.value;
  }, []);
  count.assign(tensor(4));
  const { outputs, assignments } = replay(graph, []);
  expect([outputs[0].item(), count.value.item()]).toEqual([50, 4]);
  expect([...assignments].map(([cell, value]) => [cell === count, value.item()])).toEqual([[true, 50]]);
});

it('replay draws what the eager call draws, and tells where the stream stands then', () => {
  const rng = random(5);
  const graph = trace(() => uniform(rng, [3]), []);
  const { outputs, assignments } = replay(graph, []);
  expect(assignments.get(rng.counter)?.item()).toBe(3);
  expect(outputs[0].toArray()).toEqual(uniform(random(5), [3]).toArray());
});

it('replay of a constant gives the constant', () => {
  const constant = tensor([1, 2]);
  expect(
    replay(
      trace(() => constant, []),
      [],
    ).outputs,
  ).toEqual([constant]);
});
