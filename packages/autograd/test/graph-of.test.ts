import { type ComputationGraph, grad, graphOf } from '@hml/autograd';
import {
  add,
  argmax,
  Cell,
  DataError,
  DTypeError,
  exp,
  greater,
  log,
  matmul,
  mul,
  OptionError,
  type Shape,
  ShapeError,
  sum,
  type Tensor,
  tanh,
  tensor,
  where,
  zeros,
} from '@hml/tensor';
import { apply, unary } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

const names = ({ nodes }: ComputationGraph) => nodes.map(({ name }) => name);
const node = ({ nodes }: ComputationGraph, name: string) => {
  const found = nodes.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found;
};

it('graphOf works out by hand: tanh(w x + b) with its values and gradients', () => {
  const graph = graphOf(({ w, x, b }) => tanh(add(mul(w, x), b)), { w: tensor(2), x: tensor(0.25), b: tensor(-0.5) });
  expect(names(graph)).toEqual(['w', 'x', 'b', 'mul', 'add', 'tanh']);
  expect(graph.nodes.map(({ value }) => value)).toEqual([2, 0.25, -0.5, 0.5, 0, 0]);
  expect(graph.nodes.map(({ gradient }) => gradient)).toEqual([0.25, 2, 1, 1, 1, 1]);
  expect(graph.edges).toEqual([
    { from: 0, to: 3, operand: 0 },
    { from: 1, to: 3, operand: 1 },
    { from: 3, to: 4, operand: 0 },
    { from: 2, to: 4, operand: 1 },
    { from: 4, to: 5, operand: 0 },
  ]);
  expect([graph.inputs, graph.output]).toEqual([[0, 1, 2], 5]);
});

it('graphOf is the same after a round trip through JSON, NaN and infinities included', () => {
  const f = (x: Tensor): Scalar => sum(log(x), 0) as Scalar;
  const graph = graphOf(f, tensor([1, 0, -1]));
  expect(node(graph, 'log').value).toEqual([0, '-Infinity', 'NaN']);
  expect(node(graph, 'x').gradient).toEqual([1, 'Infinity', -1]);
  expect(node(graph, 'sum').attrs).toBe('{"axes":[0],"keepDims":false}');
  expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
});

it('graphOf names inputs by their place, repeated ops by number, and tells one tensor in two places apart', () => {
  const t = tensor([1, 2]);
  const graph = graphOf(({ layers: [first, second], x }: { layers: readonly Tensor[]; x: Tensor }) => sum(mul(mul(x, first), second)), {
    layers: [t, t],
    x: t,
  });
  expect(names(graph)).toEqual(['layers.0', 'layers.1', 'x', 'mul', 'mul_2', 'sum']);
  expect(node(graph, 'mul_2').inputs).toEqual([3, 1]);
});

it('graphOf follows shapes alone, of any nesting, and computes no value', () => {
  const f = ({ W, x }: { W: Tensor; x: Tensor }): Tensor => exp(matmul(W, x));
  const graph = graphOf(f, { W: { shape: [1000, 2000], dtype: 'float32' }, x: zeros([2000, 1], { dtype: 'float32' }) });
  expect(graph.nodes.map(({ name, shape, dtype, value }) => [name, shape, dtype, value])).toEqual([
    ['W', [1000, 2000], 'float32', undefined],
    ['x', [2000, 1], 'float32', undefined],
    ['matmul', [1000, 1], 'float32', undefined],
    ['exp', [1000, 1], 'float32', undefined],
  ]);
  expect(() => graphOf((x) => (x.item() ? x : x), { shape: [], dtype: 'float64' })).toThrow(DataError);
  expect(() => graphOf((x) => x, { shape: [-1], dtype: 'float64' })).toThrow(ShapeError);
});

it('graphOf shows what carries no gradient: comparisons, indices, constants, cells and integer inputs', () => {
  const cell = new Cell(tensor([10, 20]));
  const f = ({ x, k }: { x: Tensor; k: Tensor }): Tensor => sum(mul(where(greater(x, 0), x, cell), add(argmax(x), k)));
  const graph = graphOf(f, { x: tensor([-1, 3]), k: tensor(2, { dtype: 'int32' }) });
  expect([node(graph, 'argmax').value, node(graph, 'argmax').gradient]).toEqual([1, undefined]);
  expect([node(graph, 'greater').value, node(graph, 'greater').gradient]).toEqual([[false, true], undefined]);
  expect([node(graph, 'k').dtype, node(graph, 'k').gradient]).toEqual(['int32', undefined]);
  expect(graph.nodes.filter(({ kind }) => kind === 'constant').map(({ value }) => value)).toContainEqual([10, 20]);
  expect(node(graph, 'x').gradient).toEqual([0, 3]);
});

it('graphOf takes cells, with values and on shapes alone', () => {
  const cell = new Cell(tensor([10, 20]));
  const graph = graphOf(({ w, x }) => sum(mul(w, x)), { w: cell, x: tensor([1, 2]) });
  expect(names(graph)).toEqual(['w', 'x', 'mul', 'sum']);
  expect(node(graph, 'w').gradient).toEqual([1, 2]);
  const shapes = graphOf(({ w, x }) => mul(w, x), { w: cell, x: { shape: [5, 2], dtype: 'float64' } });
  expect(shapes.nodes.map(({ kind, shape }) => [kind, shape])).toEqual([
    ['input', [2]],
    ['input', [5, 2]],
    ['op', [5, 2]],
  ]);
  expect(cell.value.toArray()).toEqual([10, 20]);
});

it('graphOf leaves out what the output does not depend on, keeps unused inputs, and adds up fan-out', () => {
  const graph = graphOf(
    ({ x }: { x: Scalar; unused: Scalar }): Scalar => {
      exp(x);
      return add(mul(x, x), x);
    },
    { x: tensor(3), unused: tensor(1) },
  );
  expect(names(graph)).toEqual(['x', 'unused', 'mul', 'add']);
  expect([node(graph, 'x').gradient, node(graph, 'unused').gradient]).toEqual([7, 0]);
});

it('graphOf of a gradient shows the ops of the walk, and differentiates them once more', () => {
  const cube = (x: Scalar): Scalar => mul(mul(x, x), x);
  const graph = graphOf(grad(cube), tensor(2));
  expect(node(graph, 'x').gradient).toBe(12);
  expect(graph.nodes[graph.output].value).toBe(12);
  const inner = grad((x: Scalar) => mul(x, tensor(Number(graphOf((y: Scalar) => mul(x, y), tensor(5)).nodes[2].value)))); // within a tape
  expect(inner(tensor(3)).item()).toBe(15);
});

it('graphOf gives no gradients where the output is no scalar, or an op has none', () => {
  expect(graphOf((x) => mul(x, x), tensor([1, 2])).nodes.every(({ gradient }) => gradient === undefined)).toBe(true);
  const half = unary({ name: 'half', result: 'floating', definition: (x) => x / 2, kernel: () => undefined });
  const graph = graphOf((x) => apply(half, [mul(x, x)]), tensor(1));
  expect([names(graph), graph.nodes.some(({ gradient }) => gradient !== undefined)]).toEqual([['x', 'mul', 'half'], false]);
});

it('graphOf takes the input or a constant for an output, and thins large values out', () => {
  expect(graphOf((x) => x, tensor(1)).output).toBe(0);
  expect(names(graphOf(() => tensor(1), tensor(1)))).toEqual(['x', 'constant']);
  expect(graphOf((x) => sum(x), zeros([1001])).nodes.map(({ value }) => value)).toEqual([undefined, 0]);
  expect(graphOf((x) => sum(x), zeros([3]), { maxElements: 2 }).nodes[0].value).toBeUndefined();
});

it('graphOf reads a chain of a hundred thousand ops without recursion', () => {
  const f = (x: Tensor<Shape>): Tensor => {
    let y = x;
    for (let i = 0; i < 100_000; i++) y = add(y, x);
    return y;
  };
  expect(graphOf(f, tensor(1)).nodes[0].gradient).toBe(100_001);
}, 60_000);

it('graphOf refuses what is no tensor and options that do not exist', () => {
  // @ts-expect-error a number is no tensor
  expect(() => graphOf((x: Tensor) => x, 3)).toThrow(DTypeError);
  // @ts-expect-error a number is no tensor
  expect(() => graphOf(({ a }: { a: Tensor }) => a, { a: 3 })).toThrow(/a is no tensor/);
  // @ts-expect-error misspelt
  expect(() => graphOf((x) => x, tensor(1), { maxElement: 1 })).toThrow(OptionError);
  // @ts-expect-error a number is no tensor
  expect(() => graphOf(() => 1, tensor(1))).toThrow(/returned no tensor/);
});
