import { add, Cell, DataError, mul, random, slice, sum, type Tensor, tensor, uniform, where } from '@hml/tensor';
import { describeValue, scope, trace, withScope } from '@hml/tensor/extend';
import { replay } from '@hml/testing';
import { expect, it } from 'vitest';

it('trace gives the graph as plain data, with shapes and dtypes, without computing anything', () => {
  const graph = trace((x) => sum(mul(add(x, 1), 2), 0), [tensor([[1, 2, 3]])]);
  expect(graph.nodes.map((node) => (node.kind === 'op' ? node.op.name : node.kind))).toEqual([
    'input',
    'constant',
    'add',
    'constant',
    'mul',
    'sum',
  ]);
  expect(graph.nodes.map((node) => node.shape)).toEqual([[1, 3], [], [1, 3], [], [1, 3], [3]]);
  expect(graph.outputs).toEqual([5]);
  expect(replay(graph, [tensor([[1, 2, 3]])]).outputs[0].toArray()).toEqual([4, 6, 8]);
});

it('trace reads each cell once as an input, sees its own assignments, and assigns nothing', () => {
  const cell = new Cell(tensor([1, 2]));
  const graph = trace(() => {
    cell.assign(add(cell, 1));
    cell.assign(mul(cell, 10));
    return cell.value;
  }, []);
  expect(graph.nodes.filter((node) => node.kind === 'cell')).toHaveLength(1);
  expect(graph.assignments).toHaveLength(1);
  expect(cell.value.toArray()).toEqual([1, 2]);
  expect(replay(graph, []).assignments.get(cell)?.toArray()).toEqual([20, 30]);
});

it('trace advances a random stream in the graph as eager draws do', () => {
  const [eager, traced] = [random(4), random(4)];
  const draw = (rng: typeof eager) => (): Tensor => add(uniform(rng, [2]), uniform(rng, [2]));
  const graph = trace(draw(traced), []);
  expect(traced.counter.value.item()).toBe(0);
  for (let i = 0; i < 3; i++) {
    const { outputs, assignments } = replay(graph, []);
    for (const [cell, value] of assignments) cell.assign(value);
    expect(outputs[0].toArray()).toEqual(draw(eager)().toArray());
  }
});

it('trace refuses functions that look at values or return promises, and restores the scope', () => {
  expect(() => trace((x) => (x.at(0).item() ? x : x), [tensor([1])])).toThrow(DataError);
  expect(() => trace((x) => where(x.toArray() ? x : x, x, x), [tensor([1])])).toThrow(/values of a tensor were asked for/);
  // @ts-expect-error a promise is no tensor
  expect(() => trace(async (x) => x, [tensor([1])])).toThrow(/promise/);
  expect(scope).toBeUndefined();
});

it('a traced tensor prints its shape, and what is outside stays usable', () => {
  let text = '';
  const outside = tensor([1, 2]);
  trace(
    (x) => {
      text = `${String(x)} ${describeValue(x)}`;
      return slice(add(x, outside), 0);
    },
    [tensor([1, 2])],
  );
  expect(text).toBe('tensor(without values, float64 [2]) float64 [2]');
  expect(outside.toArray()).toEqual([1, 2]);
});

it('a scope ends with its call, also when that throws', () => {
  expect(() =>
    withScope('test', { trace: undefined, depth: 1 }, () => {
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(scope).toBeUndefined();
});

it('a tensor of one trace is refused by another, and results that are no tensors too', () => {
  let kept: Tensor = tensor(0);
  trace(
    (x) => {
      kept = x;
      return x;
    },
    [tensor(1)],
  );
  expect(() => trace((x) => add(x, kept), [tensor(1)])).toThrow(/another trace/);
  // @ts-expect-error a number is no tensor
  expect(() => trace(() => 3, [])).toThrow(/no tensor/);
  // @ts-expect-error a record is no list of tensors
  expect(() => trace((x) => ({ x }), [tensor(1)])).toThrow(/no tensor/);
});
