import { customGradient, grad, gradCheck, hvp, jvp, valueAndGrad, vjp } from '@hml/autograd';
import { Cell, clip, mul, NotDifferentiableError, OptionError, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { assertSame, replay } from '@hml/testing';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

const clipGradient = customGradient((x: Tensor) => x, { name: 'clipGradient', vjp: ({ dy }) => [clip(dy, -1, 1)] });

/** x³ with rules that are right. */
const cube = customGradient((x: Tensor) => mul(x, mul(x, x)), {
  name: 'cube',
  vjp: ({ inputs: [x], dy }) => [mul(dy, mul(3, mul(x, x)))],
  jvp: ({ inputs: [x], dx: [dx] }) => mul(dx, mul(3, mul(x, x))),
});

/** x² whose gradient claims to be x³: what is differentiated twice is the rule. */
const lie = customGradient((x: Tensor) => mul(x, x), {
  name: 'lie',
  vjp: ({ inputs: [x], dy }) => [mul(dy, mul(x, mul(x, x)))],
  jvp: ({ inputs: [x], dx: [dx] }) => mul(dx, mul(x, mul(x, x))),
});

it('customGradient(f, { vjp }) has the values of f and the gradient of the rule', () => {
  const f = (x: Tensor): Scalar => sum(mul(clipGradient(x), tensor([0.5, 10, -3])));
  expect(f(tensor([1, 2, 3])).item()).toBe(11.5);
  expect(grad(f)(tensor([1, 2, 3])).toArray()).toEqual([0.5, 1, -1]);
});

it('customGradient(f, { vjp, jvp }) passes gradCheck where the rules are right, in both modes and at second order', () => {
  const x = tensor([0.5, -2]);
  gradCheck(cube, [x]);
  gradCheck(
    grad((v: Tensor) => sum(mul(cube(v), v))),
    [x],
  );
  expect(jvp(cube, [x], [tensor([1, 10])]).tangent.toArray()).toEqual([0.75, 120]);
  expect(hvp((v) => sum(cube(v)), x, tensor([1, 1])).toArray()).toEqual([3, -12]);
});

it('customGradient: second derivatives are those of the rules', () => {
  const f = (x: Scalar): Scalar => sum(lie(x));
  expect(grad<Scalar>(f)(tensor(2)).item()).toBe(8);
  expect(grad<Scalar>(grad<Scalar>(f))(tensor(2)).item()).toBe(12);
  expect(hvp(f, tensor(2), tensor(1)).item()).toBe(12);
  expect(grad<Scalar>(grad<Scalar>(grad<Scalar>(f)))(tensor(2)).item()).toBe(12);
});

it('customGradient: a rule that uses the result differentiates it by the rule again', () => {
  // y = x², and dy/dx is said to be y: then d²y/dx² is y as well, not 2x.
  const growth = customGradient((x: Tensor) => mul(x, x), { name: 'growth', vjp: ({ y, dy }) => [mul(dy, y)] });
  const f = (x: Scalar): Scalar => sum(growth(x));
  expect(grad<Scalar>(grad<Scalar>(f))(tensor(3)).item()).toBe(9);
});

it('customGradient takes several arguments, cells and any nesting, and asks its rule once', () => {
  let asked = 0;
  const affine = customGradient(({ x }: { x: Tensor }, w: Cell, parts: readonly Tensor[]) => mul(x, w).add(parts[0]), {
    vjp: ({ inputs: [{ x }, w], dy }) => {
      asked++;
      return [{ x: mul(dy, w) }, mul(dy, x), [dy]];
    },
  });
  const w = new Cell(tensor([2, 3]));
  const { value, pullback } = vjp((x, cell, b) => affine({ x }, cell, [b]), [tensor([5, 7]), w, tensor([1, 1])]);
  expect(value.toArray()).toEqual([11, 22]);
  expect(pullback(tensor([1, 10])).map((g) => g.toArray())).toEqual([
    [2, 30],
    [5, 70],
    [1, 10],
  ]);
  expect(asked).toBe(1);
  const { grads } = valueAndGrad(() => sum(affine({ x: tensor([5, 7]) }, w, [tensor([0, 0])])), [w]);
  expect(grads[0].toArray()).toEqual([5, 7]);
});

it('customGradient: what f reads besides its arguments is constant', () => {
  const f = (w: Scalar): Scalar => sum(customGradient((x: Tensor) => mul(x, w), { vjp: ({ dy }) => [dy] })(mul(w, 1)));
  expect(grad<Scalar>(f)(tensor(5)).item()).toBe(1);
});

it('customGradient: a traced gradient replays the rule, to the bit', () => {
  const x = tensor([0.3, 0.7]);
  const g = grad((v: Tensor) => sum(lie(v)));
  assertSame(
    replay(
      trace((v) => g(v), [x]),
      [x],
    ).outputs[0],
    g(x),
  );
});

it('customGradient names the function when its rules do not fit, or lack the mode', () => {
  const wrong = (vjp: (dy: Tensor) => readonly [Tensor]): (() => unknown) => {
    const f = customGradient(
      function halve(x: Tensor) {
        return mul(x, 0.5);
      },
      { vjp: ({ dy }) => vjp(dy) },
    ); // prettier-ignore
    return () => grad((x: Tensor) => sum(f(x)))(tensor([1, 2]));
  };
  expect(wrong((dy) => [sum(dy)])).toThrow(ShapeError);
  expect(wrong((dy) => [sum(dy)])).toThrow(/^halve: vjp gave cotangents that do not fit/);
  // @ts-expect-error one cotangent for each argument
  expect(wrong(() => [])).toThrow(/^halve: vjp gave/);
  expect(() => jvp(clipGradient, [tensor([1])], [tensor([1])])).toThrow(NotDifferentiableError);
  expect(() => jvp(clipGradient, [tensor([1])], [tensor([1])])).toThrow(/^clipGradient: clipGradient has no forward-mode derivative/);
  const flat = customGradient((x: Tensor) => x, { name: 'flat', vjp: ({ dy }) => [dy], jvp: ({ dx: [dx] }) => sum(dx) });
  expect(() => jvp(flat, [tensor([1, 2])], [tensor([1, 1])])).toThrow(/^flat: jvp gave a tangent that does not fit/);
  // @ts-expect-error a number is no tensor
  expect(() => customGradient(() => 1, { name: 'one', vjp: ({ dy }) => [dy] })(tensor(1))).toThrow(/^one: not a tensor/);
  // @ts-expect-error misspelt
  expect(() => customGradient((x: Tensor) => x, { vpj: () => [] })).toThrow(OptionError);
});
