import { checkpoint, grad, gradCheck, hessian, hvp, jvp, Parameter, valueAndGrad, vjp } from '@hml/autograd';
import {
  add,
  Cell,
  DataError,
  DTypeError,
  div,
  exp,
  greater,
  matmul,
  mean,
  mul,
  normal,
  random,
  sin,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor,
  uniform,
} from '@hml/tensor';
import { trace, untaped } from '@hml/tensor/extend';
import { assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

type Scalar = Tensor<readonly []>;
type Wrap = (f: (x: Tensor) => Tensor) => (x: Tensor) => Tensor;
const plain: Wrap = (f) => f;

/** Three blocks that share a weight, with a mask drawn in each and running means: all that a training step may read and assign. */
function network(wrap: Wrap) {
  const rng = random(3);
  const [shared, scale] = [new Cell(normal(rng, [4, 4])), new Cell(normal(rng, [4]))];
  const [running, masks] = [new Cell<readonly number[]>(tensor([0, 0, 0, 0])), random(9)];
  let calls = 0;
  const block = wrap((x) => {
    calls++;
    const mask = greater(uniform(masks, [2, 4]), 0.25).cast('float64');
    const h = mul(tanh(matmul(add(mul(x, scale), x), shared)), mask);
    running.assign(add(mul(running, 0.9), mul(mean(h, 0).reshape([4]), 0.1)));
    return add(mul(sub(h, running), x), mul(x, x));
  });
  const loss = (x: Tensor): Scalar => sum(mul(block(block(block(x))), x));
  return { loss, cells: [shared, scale], state: [running, masks.counter], calls: () => calls };
}

const valuesOf = ({ state }: ReturnType<typeof network>): Tensor[] => state.map((cell) => cell.value);

function assertAllSame(got: readonly Tensor[], expected: readonly Tensor[]): void {
  expect(got.length).toBe(expected.length);
  for (const [i, x] of got.entries()) assertSame(x, expected[i]);
}

for (const [title, wrap] of [
  ['checkpoint(f)', checkpoint],
  ['checkpoint(checkpoint(f))', (f: (x: Tensor) => Tensor) => checkpoint(checkpoint(f))],
  [
    'checkpoint around checkpoints',
    (f: (x: Tensor) => Tensor) => checkpoint((x: Tensor) => checkpoint(f)(checkpoint((y: Tensor) => y)(x))),
  ],
] as const) {
  it(`${title} gives the same bits, with shared weights, drawn masks and cells that are assigned`, () => {
    const x = normal(random(1), [2, 4]);
    const [without, kept] = [network(plain), network(wrap)];
    const expected = valueAndGrad(() => without.loss(x), without.cells);
    const got = valueAndGrad(() => kept.loss(x), kept.cells);
    assertSame(got.value, expected.value);
    assertAllSame(got.grads, expected.grads);
    assertAllSame(valuesOf(kept), valuesOf(without));
    expect(without.calls()).toBe(3);
    const { grads } = valueAndGrad(() => kept.loss(x), kept.cells); // the state moved on as if f had run once per block
    const next = valueAndGrad(() => without.loss(x), without.cells);
    assertAllSame(grads, next.grads);
  });
}

it('checkpoint(f) calls f once for the value, and once more for the gradient', () => {
  const { loss, calls } = network(checkpoint);
  const x = normal(random(1), [2, 4]);
  loss(x);
  expect(calls()).toBe(3);
  grad(loss)(x);
  expect(calls()).toBe(9);
});

it('checkpoint(f) gives the same bits in forward mode and at second order', () => {
  const f = (x: Tensor): Tensor => div(sin(mul(x, x)), add(exp(x), 1));
  const [x, v] = [tensor([0.3, -0.7]), tensor([2, 5])];
  const of = (wrap: Wrap) => {
    const block = wrap(f);
    const loss = (u: Tensor): Scalar => sum(mul(block(mul(block(u), 2)), u));
    const { pullback } = vjp(block, [x]);
    pullback(v);
    return [jvp(block, [x], [v]).tangent, pullback(v)[0], hvp(loss, x, v), hessian(loss)(x), grad((u: Tensor) => sum(hvp(loss, u, v)))(x)];
  };
  assertAllSame(of(checkpoint), of(plain));
  gradCheck((u) => checkpoint(f)(u), [x]);
});

it('checkpoint(f) follows tensors from around it, and gives back what it returned unchanged', () => {
  const f = (w: Tensor): Scalar => {
    const hidden = mul(w, w);
    const block = checkpoint((x: Tensor) => mul(mul(x, hidden), w));
    return sum(block(tensor([1, 2])));
  };
  expect(grad(f)(tensor([3, 5])).toArray()).toEqual([27, 150]);
  const x = tensor([1, 2]);
  expect(checkpoint((u: Tensor) => u)(x)).toBe(x);
  expect(grad((u: Tensor) => sum(checkpoint(() => u)()))(x).toArray()).toEqual([1, 1]);
  expect(checkpoint(() => tensor(1))().node).toBeUndefined();
});

it('checkpoint(f) lets go of what f computes until the walk needs it', async () => {
  const inner: WeakRef<Tensor>[] = [];
  const f = (x: Tensor): Tensor => {
    const y = sin(x);
    inner.push(new WeakRef(untaped(y))); // what the tape holds
    return exp(mul(y, y));
  };
  const { pullback } = vjp(checkpoint(f), [tensor([1, 2])]);
  const kept = vjp(f, [tensor([1, 2])]);
  expect(await collected(inner)).toEqual([true, false]);
  assertSame(pullback(tensor([1, 1]))[0], kept.pullback(tensor([1, 1]))[0]);
});

it('checkpoint(f) works with loss.backward(), and a graph that is kept', () => {
  const weight = new Parameter(tensor([0.3, 0.5]));
  const f = (x: Tensor): Tensor => sin(mul(x, weight));
  const x = tensor([2, 3]);
  const loss = sum(checkpoint(f)(checkpoint(f)(x)));
  loss.backward({ retainGraph: true });
  const once = weight.grad;
  assertSame(once, valueAndGrad(() => sum(f(f(x))), [weight]).grads[0]);
  weight.assign(tensor([7, 7])); // the graph remembers what it was computed from
  loss.backward();
  assertSame(weight.grad, add(once, once));
});

it('checkpoint(f) is traced like any computation', () => {
  const x = normal(random(1), [2, 4]);
  const [traced, eager] = [network(checkpoint), network(checkpoint)];
  const graph = trace((u) => valueAndGrad(() => traced.loss(u), traced.cells).grads, [x]);
  const { grads } = valueAndGrad(() => eager.loss(x), eager.cells);
  const { outputs, assignments } = replay(graph, [x]);
  assertAllSame(outputs, grads);
  assertAllSame(
    traced.state.map((cell) => assignments.get(cell) ?? cell.value),
    valuesOf(eager),
  );
});

it('checkpoint(f) refuses what is no tensor, promises, and functions that change', () => {
  // @ts-expect-error a number is no tensor
  expect(() => checkpoint(() => 1)()).toThrow(DTypeError);
  // @ts-expect-error a promise is no tensor
  expect(() => checkpoint(async () => tensor(1))()).toThrow(/promise/);
  let calls = 0;
  const fickle = checkpoint((x: Tensor) => (calls++ === 0 ? mul(x, x) : tensor([1])));
  expect(() => grad((x: Tensor) => sum(fickle(x)))(tensor([1]))).toThrow(DataError);
});
