import { grad, hessian } from '@hml/autograd';
import { add, Cell, matmul, mul, normal, prod, random, relu, ShapeError, sin, sum, type Tensor, tensor } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { assertClose, assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

it('hessian works out by hand: of xyz, and of a quadratic form ½ xᵀ A x with symmetric A', () => {
  expect(hessian((x) => prod(x))(tensor([2, 3, 5])).toArray()).toEqual([
    [0, 5, 3],
    [5, 0, 2],
    [3, 2, 0],
  ]);
  const A = tensor([
    [2, -1],
    [-1, 3],
  ]);
  const form = (x: Tensor): Scalar => mul(0.5, sum(mul(x, matmul(A, x))));
  expect(hessian(form)(tensor([7, 11])).toArray()).toEqual(A.toArray());
});

it('hessian of a matrix has its axes twice', () => {
  const X = normal(random(2), [2, 3]);
  const H = hessian((x: Tensor) => mul(sum(mul(x, x)), 0.5))(X);
  expect(H.shape).toEqual([2, 3, 2, 3]);
  expect([H.at(1, 2, 1, 2).item(), H.at(1, 2, 0, 2).item()]).toEqual([1, 0]);
});

it('hessian of a nesting has a block for each pair, the transpose of the opposite one', () => {
  const w = new Cell(tensor([0.4, -0.2]));
  const f = ({ a, parts: [b] }: { a: Tensor; parts: readonly [Cell] }, factor: number): Scalar => mul(sum(mul(sin(mul(a, b)), a)), factor);
  const H = hessian(f)({ a: tensor([0.3, 0.7]), parts: [w] }, 3);
  assertClose(H.a.parts[0], H.parts[0].a.T, { atol: 1e-14 });
  expect([H.a.a.shape, H.parts[0].parts[0].shape]).toEqual([
    [2, 2],
    [2, 2],
  ]);
});

it('hessian is 0 where the function is linear, or linear in pieces', () => {
  const zero = [
    [0, 0],
    [0, 0],
  ];
  expect(hessian((x) => sum(mul(x, 3)))(tensor([1, 2])).toArray()).toEqual(zero);
  expect(hessian((x) => sum(relu(x)))(tensor([1, -2])).toArray()).toEqual(zero);
  expect(hessian(() => tensor(1))(tensor([1, 2])).toArray()).toEqual(zero);
});

it('hessian goes through a chain of ten thousand ops without recursion', () => {
  const f = (x: Tensor): Scalar => {
    let y: Tensor = x;
    for (let i = 0; i < 10_000; i++) y = add(y, mul(x, x));
    return sum(y);
  };
  expect(hessian(f)(tensor([1, 2])).toArray()).toEqual([
    [20_000, 0],
    [0, 20_000],
  ]);
}, 60_000);

it('hessian is traced like any computation, and can be differentiated', () => {
  const x = tensor([0.3, 0.5]);
  const H = hessian((v) => sum(mul(sin(v), sum(v))));
  assertSame(
    replay(
      trace((v) => H(v), [x]),
      [x],
    ).outputs[0],
    H(x),
  );
  const third = grad((v) => sum(hessian((u) => sum(mul(mul(u, u), u)))(v)));
  expect(third(tensor([1, 2])).toArray()).toEqual([6, 6]);
});

it('hessian refuses what is no scalar', () => {
  // @ts-expect-error the result may have any shape
  expect(() => hessian((x) => mul(x, x))(tensor([1, 2]))).toThrow(ShapeError);
});
