import { customGradient, grad, hessian, hvp } from '@hml/autograd';
import {
  add,
  Cell,
  exp,
  log,
  matmul,
  mul,
  NotDifferentiableError,
  normal,
  random,
  ShapeError,
  sigmoid,
  sum,
  type Tensor,
  tensor,
} from '@hml/tensor';
import { assertClose } from '@hml/testing';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

it('hvp works out by hand: Σ x³ has H = diag(6x)', () => {
  expect(hvp((x) => sum(mul(x, mul(x, x))), tensor([1, 2]), tensor([1, 10])).toArray()).toEqual([6, 120]);
});

it('hvp(f, x, v) is hessian(f)(x) times v', () => {
  const rng = random(4);
  const [x, v] = [normal(rng, [5]), normal(rng, [5])];
  const f = (u: Tensor): Scalar => log(sum(exp(mul(u, u))));
  assertClose(hvp(f, x, v), matmul(hessian(f)(x), v), { rtol: 1e-12, atol: 1e-12 });
});

it('hvp is symmetric: ⟨u, H v⟩ = ⟨v, H u⟩, over nestings and cells', () => {
  const rng = random(5);
  const bias = new Cell(normal(rng, [2]));
  const X = normal(rng, [4, 3]);
  const at = { w: normal(rng, [3, 2]), b: [bias] } as const;
  const f = ({ w, b: [b] }: typeof at): Scalar => sum(sigmoid(add(matmul(X, w), b)));
  const draw = () => ({ w: normal(rng, [3, 2]), b: [normal(rng, [2])] }) as const;
  const [u, v] = [draw(), draw()];
  const [Hu, Hv] = [hvp(f, at, u), hvp(f, at, v)];
  const inner = (a: typeof u, b: typeof Hu): Scalar => add(sum(mul(a.w, b.w)), sum(mul(a.b[0], b.b[0])));
  assertClose(inner(u, Hv), inner(v, Hu), { rtol: 1e-12 });
});

it('hvp of a linear function is 0', () => {
  expect(hvp((x) => sum(mul(x, 3)), tensor([1, 2]), tensor([1, 1])).toArray()).toEqual([0, 0]);
});

it('hvp can be differentiated', () => {
  const f = (x: Tensor): Scalar => sum(mul(x, mul(x, x)));
  expect(grad((x) => sum(hvp(f, x, tensor([1, 10]))))(tensor([1, 2])).toArray()).toEqual([6, 60]);
});

it('hvp refuses a vector that does not fit, and rules without forward mode', () => {
  const square = (x: Tensor): Scalar => sum(mul(x, x));
  expect(() => hvp(square, tensor([1, 2]), tensor([1]))).toThrow(ShapeError);
  // @ts-expect-error nested otherwise
  expect(() => hvp(square, tensor([1, 2]), [])).toThrow(/tangents do not fit/);
  const reverseOnly = customGradient((x: Tensor) => mul(x, x), { name: 'square', vjp: ({ inputs: [x], dy }) => [mul(dy, mul(2, x))] });
  expect(() => hvp((x) => sum(mul(x, reverseOnly(x))), tensor([1]), tensor([1]))).toThrow(NotDifferentiableError);
});
