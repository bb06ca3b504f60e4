import { customGradient, grad, jacobian } from '@hml/autograd';
import {
  Cell,
  DTypeError,
  matmul,
  mul,
  NotDifferentiableError,
  normal,
  random,
  reshape,
  sin,
  sum,
  type Tensor,
  tensor,
  transpose,
} from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { assertClose, assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';

const modes = ['reverse', 'forward'] as const;

for (const mode of modes) {
  it(`jacobian in ${mode} mode works out by hand: y = x Σ x has J = diag(Σ x) + x 1ᵀ`, () => {
    const J = jacobian((x) => mul(x, sum(x)), { mode })(tensor([1, 2, 4]));
    expect(J.toArray()).toEqual([
      [8, 1, 1],
      [2, 9, 2],
      [4, 4, 11],
    ]);
  });

  it(`jacobian in ${mode} mode has the axes of the result, then those of the argument`, () => {
    const rng = random(1);
    const [A, X] = [normal(rng, [2, 3]), normal(rng, [3, 4])];
    const J = jacobian((x: Tensor) => matmul(A, x), { mode })(X); // ∂(A X)_ij / ∂X_kl = A_ik [j = l]
    expect(J.shape).toEqual([2, 4, 3, 4]);
    expect(J.at(1, 2, 0, 2).item()).toBe(A.at(1, 0).item());
    expect(J.at(1, 2, 0, 3).item()).toBe(0);
  });

  it(`jacobian in ${mode} mode takes nestings and cells, and passes the other arguments on`, () => {
    const scale = new Cell(tensor([2, 3]));
    const f = ({ x, parts: [s] }: { x: Tensor; parts: readonly [Cell] }, factor: number): Tensor => mul(mul(x, s), factor);
    const { x, parts } = jacobian(f, { mode })({ x: tensor([5, 7]), parts: [scale] }, 10);
    expect(x.toArray()).toEqual([
      [20, 0],
      [0, 30],
    ]);
    expect(parts[0].toArray()).toEqual([
      [50, 0],
      [0, 70],
    ]);
    expect(scale.value.toArray()).toEqual([2, 3]);
  });

  it(`jacobian in ${mode} mode of scalars, of nothing, and of what does not depend on the argument`, () => {
    expect(jacobian((x) => mul(x, x), { mode })(tensor(3)).item()).toBe(6);
    expect(jacobian((x) => mul(x, x), { mode })(tensor([])).shape).toEqual([0, 0]);
    expect(jacobian(() => tensor([1, 2]), { mode })(tensor([3])).toArray()).toEqual([[0], [0]]);
    expect(jacobian((x) => mul(x, x), { mode })(tensor([1], { dtype: 'float32' })).dtype).toBe('float32');
  });

  it(`jacobian in ${mode} mode is traced like any computation`, () => {
    const J = jacobian((x) => mul(sin(x), sum(x)), { mode });
    const x = tensor([0.3, 0.5]);
    assertSame(
      replay(
        trace((v) => J(v), [x]),
        [x],
      ).outputs[0],
      J(x),
    );
  });
}

it('jacobian of a gradient is the Hessian, and of a Jacobian the third derivative', () => {
  const H = jacobian(grad((x) => sum(mul(mul(x, x), x))))(tensor([1, 2]));
  expect(H.toArray()).toEqual([
    [6, 0],
    [0, 12],
  ]);
  const third = jacobian(jacobian((x: Tensor) => mul(mul(x, x), x)))(tensor([2]));
  expect(third.toArray()).toEqual([[[12]]]);
});

it('jacobian walks over whichever is fewer, unless told', () => {
  const noForward = customGradient((x: Tensor) => reshape(transpose(x), [-1]), {
    name: 'flat',
    vjp: ({ dy }) => [transpose(reshape(dy, [2, 2]))],
  });
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const doubled = (v: Tensor): Tensor => matmul(tensor([[1], [2], [3], [4], [5], [6], [7], [8]]), noForward(v).reshape([1, 4]));
  assertClose(jacobian(noForward)(x), jacobian((v: Tensor) => reshape(transpose(v), [-1]))(x));
  expect(() => jacobian(doubled)(x)).toThrow(/flat has no forward-mode derivative/);
  expect(jacobian(doubled, { mode: 'reverse' })(x).shape).toEqual([8, 4, 2, 2]);
});

it('jacobian refuses what has no derivative, and options that do not exist', () => {
  expect(() => jacobian((x) => x)(tensor([1], { dtype: 'int32' }))).toThrow(DTypeError);
  expect(() => jacobian((x) => x.greater(0).cast('float64'))(tensor([1]))).toThrow(NotDifferentiableError);
  // @ts-expect-error misspelt
  expect(() => jacobian((x) => x, { mod: 'reverse' })).toThrow(/did you mean 'mode'/);
  // @ts-expect-error no such mode
  expect(() => jacobian((x) => x, { mode: 'backwards' })).toThrow(/'reverse' or 'forward'/);
});
