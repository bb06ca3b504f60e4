import { grad, valueAndGrad } from '@hml/autograd';
import {
  add,
  Cell,
  cast,
  div,
  exp,
  log,
  matmul,
  mean,
  mul,
  neg,
  normal,
  ones,
  random,
  sigmoid,
  sqrt,
  sub,
  sum,
  type Tensor,
  tensor,
  uniform,
  zerosLike,
} from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';

/** A two-layer network on XOR with noise on its inputs, and Adam: everything that changes lives in cells. */
function network(dtype: 'float64' | 'float32') {
  const rng = random(11);
  const weights = [
    normal(rng.split(0), [2, 8], { dtype }),
    mul(ones([8], { dtype }), 0),
    normal(rng.split(1), [8, 1], { dtype }),
    mul(ones([1], { dtype }), 0),
  ];
  const parameters = weights.map((w) => new Cell<readonly number[]>(w));
  const moments = parameters.map(({ value }) => ({ m: new Cell(zerosLike(value)), v: new Cell(zerosLike(value)) }));
  const count = new Cell(tensor(0));
  const [w1, b1, w2, b2] = parameters;

  const adam = (grads: readonly Tensor[]): void => {
    count.assign(add(count, 1));
    grads.forEach((g, i) => {
      const { m, v } = moments[i];
      m.assign(add(mul(m, 0.9), mul(g, 0.1)));
      v.assign(add(mul(v, 0.999), mul(mul(g, g), 0.001)));
      const corrected = (moment: Cell, beta: number): Tensor => div(moment, cast(sub(1, exp(mul(count, Math.log(beta)))), dtype));
      const move = div(corrected(m, 0.9), add(sqrt(corrected(v, 0.999)), 1e-8));
      parameters[i].assign(sub(parameters[i], mul(move, 0.05)));
    });
  };
  const step = (x: Tensor, y: Tensor): Tensor => {
    const noisy = add(x, uniform(rng, [4, 2], { low: -0.1, high: 0.1, dtype }));
    const { value, grads } = valueAndGrad(() => {
      const p = sigmoid(add(matmul(sigmoid(add(matmul(noisy, w1), b1)), w2), b2));
      return neg(mean(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p))))));
    }, parameters);
    adam(grads);
    return value;
  };
  return { step, cells: [...parameters, ...moments.flatMap(({ m, v }) => [m, v]), count, rng.counter] };
}

const X = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const Y = [[0], [1], [1], [0]];

for (const dtype of ['float64', 'float32'] as const) {
  it(`a training step in ${dtype}, traced once and replayed, equals the eager one for ten steps`, () => {
    const x = cast(tensor(X), dtype);
    const y = cast(tensor(Y), dtype);
    const eager = network(dtype);
    const traced = network(dtype);
    const graph = trace((a, b) => traced.step(a, b), [x, y]);
    // Tracing computes nothing and changes no cell.
    for (const [i, cell] of traced.cells.entries()) assertSame(cell.value, eager.cells[i].value);
    expect(graph.assignments.map(({ cell }) => traced.cells.indexOf(cell)).sort((a, b) => a - b)).toEqual(traced.cells.map((_, i) => i));
    let first = 0;
    let last = 0;
    for (let i = 0; i < 10; i++) {
      const loss = eager.step(x, y);
      const { outputs, assignments } = replay(graph, [x, y]);
      for (const [cell, value] of assignments) cell.assign(value);
      assertSame(outputs[0], loss);
      for (const [k, cell] of traced.cells.entries()) assertSame(cell.value, eager.cells[k].value);
      if (i === 0) first = Number(loss.item());
      last = Number(loss.item());
    }
    expect(last).toBeLessThan(first);
    expect(eager.cells.at(-2)?.value.item()).toBe(10);
  });
}

it('a million tiny training steps would not grow the tape: nothing stays on the cells', () => {
  const { step, cells } = network('float64');
  for (let i = 0; i < 20; i++) step(tensor(X), tensor(Y));
  expect(cells.every((cell) => cell.value.node === undefined)).toBe(true);
});

it('what a differentiated function assigns or returns keeps its place in the graph', () => {
  const w = new Cell(tensor([1, 2]));
  const loss = new Cell(tensor(0));
  let leaked: Tensor = tensor(0);
  const step = (): Tensor => {
    const { grads } = valueAndGrad(() => {
      const total = sum(mul(w, w));
      loss.assign(total);
      leaked = total;
      return add(total, mul(loss, 0));
    }, [w]);
    w.assign(sub(w, mul(grads[0], 0.1)));
    return add(leaked, loss);
  };
  const graph = trace(step, []);
  const { outputs, assignments } = replay(graph, []);
  expect([outputs[0].item(), assignments.get(loss)?.item(), assignments.get(w)?.toArray()]).toEqual([10, 5, [0.8, 1.6]]);
  expect(step().item()).toBe(10);
  expect([loss.value.item(), w.value.toArray()]).toEqual([5, [0.8, 1.6]]);
});

it('a gradient flows through a replayed graph', () => {
  const x = tensor(5);
  const graph = trace((a) => mul(a, a), [x]);
  expect(grad<Tensor<readonly []>>((a) => sum(replay(graph, [a]).outputs[0]))(x).item()).toBe(10);
});
