import { grad, noGrad, Parameter, valueAndGrad } from '@hml/autograd';
import {
  add,
  argmax,
  DTypeError,
  log,
  matmul,
  mean,
  mul,
  NotDifferentiableError,
  normal,
  OptionError,
  random,
  ShapeError,
  sin,
  sub,
  sum,
  type Tensor,
  tensor,
  zerosLike,
} from '@hml/tensor';
import { trace, untaped } from '@hml/tensor/extend';
import { assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

it('loss.backward() gives each parameter its gradient, the same as valueAndGrad to the bit', () => {
  const rng = random(2);
  const [w, b] = [new Parameter(normal(rng, [3, 2])), new Parameter(normal(rng, [2]))];
  const [X, y] = [normal(rng, [5, 3]), normal(rng, [5, 2])];
  const loss = () => {
    const error = sub(sin(add(matmul(X, w), b)), y);
    return mean(mul(error, error));
  };
  expect([w.grad.toArray(), b.grad.toArray()]).toEqual([zerosLike(w).toArray(), [0, 0]]);
  loss().backward();
  const { grads } = valueAndGrad(loss, { w, b });
  assertSame(w.grad, grads.w);
  assertSame(b.grad, grads.b);
});

it('gradients add up over calls of backward, until zeroGrad()', () => {
  const w = new Parameter(tensor([1, 2]));
  sum(mul(w, 3)).backward();
  sum(mul(w, w)).backward();
  expect(w.grad.toArray()).toEqual([5, 7]);
  w.zeroGrad();
  expect(w.grad.toArray()).toEqual([0, 0]);
  sum(mul(w, 3)).backward();
  expect(w.grad.toArray()).toEqual([3, 3]);
});

it('a loop as in PyTorch fits a line', () => {
  const X = tensor([[0], [1], [2], [3]]);
  const y = tensor([[1], [3], [5], [7]]);
  const parameters = [new Parameter<readonly number[]>(tensor([[0]])), new Parameter<readonly number[]>(tensor([0]))] as const;
  const [w, b] = parameters;
  for (let step = 0; step < 200; step++) {
    for (const parameter of parameters) parameter.zeroGrad();
    const error = sub(add(matmul(X, w), b), y);
    mean(mul(error, error)).backward();
    noGrad(() => {
      for (const parameter of parameters) parameter.assign(sub(parameter, mul(parameter.grad, 0.1)));
    });
  }
  expect(w.value.item()).toBeCloseTo(2, 6);
  expect(b.value.item()).toBeCloseTo(1, 6);
});

it('a second backward through the same graph is refused, unless the first retained it', () => {
  const w = new Parameter(tensor([1, 2]));
  const trunk = mul(w, w);
  const [first, second] = [sum(trunk), sum(sin(trunk))];
  first.backward();
  expect(() => first.backward()).toThrow(NotDifferentiableError);
  expect(() => second.backward()).toThrow(/has been walked already.*\n.*\n.*\n.*retainGraph: true/);
  expect(w.grad.toArray()).toEqual([2, 4]);
  const again = sum(mul(w, w));
  again.backward({ retainGraph: true });
  again.backward();
  expect(w.grad.toArray()).toEqual([6, 12]);
  // @ts-expect-error misspelt
  expect(() => sum(mul(w, w)).backward({ retain: true })).toThrow(OptionError);
});

it('backward lets go of what was computed, also while the loss is kept', async () => {
  const w = new Parameter(tensor([1, 2]));
  const hidden: WeakRef<Tensor>[] = [];
  const compute = () => {
    const y = mul(w, w);
    hidden.push(new WeakRef(untaped(y))); // what the tape holds
    return sum(mul(y, y));
  };
  const losses = [compute(), compute()];
  losses[0].backward();
  expect(await collected(hidden)).toEqual([true, false]);
  expect(losses.map((loss) => loss.item())).toEqual([17, 17]);
});

it('a frozen parameter gets no gradient, and its graph is not kept', () => {
  const [w, frozen] = [new Parameter(tensor([1, 2])), new Parameter(tensor([3, 4]), { requiresGrad: false })];
  expect(mul(frozen, frozen).node).toBeUndefined();
  sum(mul(w, frozen)).backward();
  expect([w.grad.toArray(), frozen.grad.toArray()]).toEqual([
    [3, 4],
    [0, 0],
  ]);
  frozen.requiresGrad = true;
  sum(mul(w, frozen)).backward();
  expect(frozen.grad.toArray()).toEqual([1, 2]);
});

it('backward refuses a loss that depends on no parameter, is no scalar, or is cut off, and says by what', () => {
  const w = new Parameter(tensor([1, 2]));
  expect(() => tensor(1).backward()).toThrow(/does not depend on a parameter/);
  expect(() => sum(tensor([Number(w.value.at(0).item())])).backward()).toThrow(/not from values read out/);
  // @ts-expect-error no scalar
  expect(() => mul(w, w).backward()).toThrow(ShapeError);
  expect(() => argmax(w).cast('float64').backward()).toThrow(/^argmax: no gradient flows back through argmax/);
  expect(() => mean(w.value.greater(1).cast('float64')).backward()).toThrow(/^greater: /);
  // @ts-expect-error integers have no gradient
  expect(() => new Parameter(tensor([1], { dtype: 'int32' }))).toThrow(DTypeError);
  // @ts-expect-error misspelt
  expect(() => new Parameter(tensor([1]), { requireGrad: false })).toThrow(/did you mean 'requiresGrad'/);
});

it('within valueAndGrad a listed parameter is a variable of that call alone: nothing is noted for backward', () => {
  const w = new Parameter(tensor([1, 2]));
  const { value, grads } = valueAndGrad(() => sum(mul(w, w)), [w]);
  expect([value.node, grads[0].node]).toEqual([undefined, undefined]);
  expect(w.grad.toArray()).toEqual([0, 0]);
});

it('backward goes through gradients by other things: a penalty on the slope', () => {
  const w = new Parameter(tensor([2, 3]));
  const slope = grad((x: Tensor) => sum(mul(mul(x, x), w)))(tensor([5, 7])); // 2 x w
  sum(mul(slope, slope)).backward(); // Σ 4 x² w², by w: 8 x² w
  expect(w.grad.toArray()).toEqual([400, 1176]);
});

it('backward within a differentiated function adds to the parameters, and leaves that gradient alone', () => {
  const w = new Parameter(tensor([2, 3]));
  const f = (x: Tensor): Tensor<readonly []> => {
    const loss = sum(mul(x, w));
    loss.backward();
    return loss;
  };
  expect(grad(f)(tensor([5, 7])).toArray()).toEqual([2, 3]);
  expect(w.grad.toArray()).toEqual([5, 7]);
});

it('a step with backward is traced: gradients and values are outputs of the graph', () => {
  const make = () => {
    const w = new Parameter<readonly number[]>(tensor([1, 2]));
    const step = (x: Tensor): Tensor => {
      const loss = sum(log(add(1, mul(mul(w, w), x))));
      loss.backward();
      noGrad(() => w.assign(sub(w, mul(w.grad, 0.1))));
      return loss;
    };
    return { w, step };
  };
  const x = tensor([3, 5]);
  const [traced, eager] = [make(), make()];
  const graph = trace(traced.step, [x]);
  expect(traced.w.value.toArray()).toEqual([1, 2]);
  for (let i = 0; i < 3; i++) {
    const { outputs, assignments } = replay(graph, [x]);
    for (const [cell, value] of assignments) cell.assign(value);
    assertSame(outputs[0], eager.step(x));
    assertSame(traced.w.value, eager.w.value);
    assertSame(traced.w.grad, eager.w.grad);
  }
});
