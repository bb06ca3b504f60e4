import { grad, jvp, stopGradient } from '@hml/autograd';
import { add, Cell, log, mul, sum, type Tensor, tensor } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { describeOp, replay } from '@hml/testing';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

describeOp((x) => stopGradient(x), { cases: (draw) => ({ inputs: [draw.tensor()] }), derivative: false });

it('stopGradient(x) counts as a constant in reverse and in forward mode', () => {
  const f = (x: Tensor): Tensor => mul(x, stopGradient(x));
  expect(grad((x) => sum(f(x)))(tensor([2, 3])).toArray()).toEqual([2, 3]);
  expect(jvp(f, [tensor([2, 3])], [tensor([1, 10])]).tangent.toArray()).toEqual([2, 30]);
  expect(grad((x) => sum(stopGradient(x)))(tensor([2, 3])).toArray()).toEqual([0, 0]);
});

it('stopGradient(x) is a constant for derivatives of derivatives too', () => {
  const f = (x: Scalar): Scalar => mul(mul(x, x), stopGradient(x));
  expect(grad<Scalar>(grad<Scalar>(f))(tensor(5)).item()).toBe(10);
});

it('stopGradient(x) cuts: an infinite slope further back gives no NaN', () => {
  expect(grad((x) => add(sum(x), sum(stopGradient(log(x)))))(tensor([0, 1])).toArray()).toEqual([1, 1]);
});

it('stopGradient(x) copies nothing, and takes cells and any nesting', () => {
  const x = tensor([1, 2]);
  const cell = new Cell(tensor([3, 4]));
  expect(stopGradient(x)).toBe(x);
  expect(stopGradient(cell)).toBe(cell.value);
  const { w, rest } = stopGradient({ w: x, rest: [cell] });
  expect([w, rest[0]]).toEqual([x, cell.value]);
});

it('stopGradient(x) is kept by a traced graph', () => {
  const graph = trace((x) => sum(mul(x, stopGradient(x))), [tensor([1, 2])]);
  const f = (x: Tensor): Scalar => sum(replay(graph, [x]).outputs[0]);
  expect(grad(f)(tensor([5, 7])).toArray()).toEqual([5, 7]);
});
