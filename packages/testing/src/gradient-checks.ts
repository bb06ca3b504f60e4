import { gradGradCheck, jvp, vjp } from '@hml/autograd';
import { add, broadcastTo, HmlError, mul, reshape, type Shape, sum, type Tensor, tensor, zerosLike } from '@hml/tensor';
import { expect } from 'vitest';
import type { Call, Floats } from './call.ts';
import { assertClose, assertSame, isClose } from './close.ts';
import type { Draw } from './draw.ts';
import { compacted, expanded, layouts, relaid } from './layouts.ts';

/** How far two ways to the same derivative may lie apart, relative to the size of what is added up. */
const precision = 1e-12;

/**
 * $\langle v, J u \rangle = \langle J^\top v, u \rangle$: two derivations of the same derivative, without the noise of differences;
 * for all inputs together, and for each while the others are constant.
 */
export function checkDuality(f: Call, inputs: Floats, draw: Draw): void {
  const directions = alike(draw, inputs);
  const v = like(draw, f(...inputs).shape);
  compareDuals(f, inputs, directions, v);
  if (inputs.length > 1) {
    inputs.forEach((x, i) => {
      compareDuals((one) => f(...inputs.with(i, one)), [x], [directions[i]], v);
    });
  }
}

function compareDuals(f: Call, inputs: Floats, directions: Floats, v: Tensor): void {
  const { value, tangent } = jvp(f, inputs, directions);
  const gradients = vjp(f, inputs).pullback(v);
  expect([tangent.shape, tangent.dtype], 'shape and dtype of the tangent').toEqual([value.shape, value.dtype]);
  gradients.forEach((g, i) => {
    expect([g.shape, g.dtype], `shape and dtype of gradient ${i}`).toEqual([inputs[i].shape, inputs[i].dtype]);
  });
  const forwards = inner(v, tangent);
  const backwards = gradients.map((g, i) => inner(g, directions[i]));
  const total = backwards.reduce((sum, { value: part }) => sum + part, 0);
  const size = Math.max(forwards.size, ...backwards.map((part) => part.size));
  if (!isClose(forwards.value, total, { atol: precision * Math.max(1, size) })) {
    throw new Error(`⟨v, Ju⟩ = ${forwards.value} by jvp, but ⟨Jᵀv, u⟩ = ${total} by vjp`);
  }
}

/**
 * The gradient of $\langle J^\top v, u \rangle$ by the inputs and by $v$: against finite differences, against the gradient of
 * $\langle v, J u \rangle$, and against the derivative in forward mode. The rules are themselves made of ops that have derivatives.
 */
export function checkSecondOrder(f: Call, inputs: Floats, draw: Draw): void {
  gradGradCheck(f, inputs, { rtol: 1e-6, atol: 1e-7 });
  const directions = alike(draw, inputs);
  const v = like(draw, f(...inputs).shape);
  const reverse = (...at: Tensor[]): Tensor => {
    const [xs, dy] = [floats(at.slice(0, -1)), at[at.length - 1]];
    const parts = vjp(f, xs).pullback(dy);
    return parts.map((g, i) => sum(mul(g, directions[i]))).reduce((total, part) => add(total, part));
  };
  const forward = (...at: Tensor[]): Tensor => sum(mul(jvp(f, floats(at.slice(0, -1)), directions).tangent, at[at.length - 1]));
  const at: Floats = [...inputs, v];
  const [byReverse, byForward] = [reverse, forward].map((g) => vjp(g, at).pullback(tensor(1)));
  byReverse.forEach((g, i) => {
    assertNear(byForward[i], g, Math.max(1, size(g)) * 100);
  });
  const along = alike(draw, at);
  const slope = jvp(reverse, at, along).tangent.item();
  const parts = byReverse.map((g, i) => inner(g, along[i]));
  const scale = parts.reduce((total, part) => total + part.size, 0);
  assertNear(tensor(slope), tensor(parts.reduce((total, part) => total + part.value, 0)), scale * 100);
}

/** $J^\top(\alpha u + \beta v) = \alpha J^\top u + \beta J^\top v$ */
export function checkLinearity(f: Call, inputs: Floats, draw: Draw): void {
  const { value, pullback } = vjp(f, inputs);
  const [u, v] = [like(draw, value.shape), like(draw, value.shape)];
  const [alpha, beta] = [draw.number(-2, 2), draw.number(-2, 2)];
  const [us, vs] = [pullback(u), pullback(v)].map((gradients, i) => gradients.map((g) => mul(g, [alpha, beta][i])));
  pullback(add(mul(u, alpha), mul(v, beta))).forEach((g, i) => {
    assertNear(g, add(us[i], vs[i]), size(us[i]) + size(vs[i]));
  });
}

/** Where nothing comes in, nothing goes out: for a cotangent of zeros, and for a value that is not used. */
export function checkNothing(f: Call, inputs: Floats): void {
  const { value, pullback } = vjp(f, inputs);
  for (const g of pullback(zerosLike(value))) assertSame(g, zerosLike(g));
  const squares = (...xs: Tensor[]): Tensor => xs.map((x) => sum(mul(x, x))).reduce((total, part) => add(total, part));
  const expected = vjp(squares, inputs).pullback(tensor(1));
  const beside = (...xs: Tensor[]): Tensor => {
    f(...xs);
    return squares(...xs);
  };
  vjp(beside, inputs)
    .pullback(tensor(1))
    .forEach((g, i) => {
      assertSame(g, expected[i]);
    });
}

/** However inputs, cotangents and tangents lie in memory, gradients and tangents have the same bits. */
export function checkDerivativeLayouts(f: Call, inputs: Floats, draw: Draw): void {
  const { value, pullback } = vjp(f, inputs);
  const v = like(draw, value.shape);
  const directions = alike(draw, inputs);
  const another = (x: Tensor): Tensor => relaid(x, draw.pick(layouts));
  const lying = floats(inputs.map(another));
  assertEachSame(vjp(f, lying).pullback(another(v)), pullback(v));
  assertEachSame(pullback(expanded(v)), pullback(compacted(expanded(v))));
  assertSame(jvp(f, lying, floats(directions.map(another))).tangent, jvp(f, inputs, directions).tangent);
  const repeated = floats(inputs.map((x) => (draw.boolean() ? expanded(x) : x)));
  let expected: readonly Tensor[];
  try {
    expected = vjp(f, floats(repeated.map(compacted))).pullback(v);
  } catch {
    return; // the structure of the inputs does not survive, as with positive definite matrices
  }
  assertEachSame(vjp(f, repeated).pullback(v), expected);
}

/**
 * An input that the op repeats gets the sum of what its copies would get: $\bar x = B^\top \overline{Bx}$ where $f(x) = f(Bx)$.
 * Whether the op repeats it is seen from the values, here and nearby.
 */
export function checkBroadcasting(f: Call, inputs: Floats, draw: Draw): void {
  const { value, pullback } = vjp(f, inputs);
  const v = like(draw, value.shape);
  const nearby = inputs.map((x) => add(x, mul(like(draw, x.shape), 1e-3)));
  inputs.forEach((x, i) => {
    if (!repeats(x.shape, value.shape)) return;
    const repeated = (xs: readonly Tensor[]): Floats => floats(xs.with(i, broadcastTo(xs[i], value.shape)));
    if (![inputs, nearby].every((xs) => same(f, xs, repeated(xs)))) return;
    const parts = vjp(f, repeated(inputs)).pullback(v)[i];
    assertNear(pullback(v)[i], summedTo(x.shape, parts), size(parts) * Math.max(1, parts.size));
  });
}

/** $\nabla_x f(x, x) = \partial_1 f + \partial_2 f$: an op does not notice that two inputs are one. */
export function checkAliasing(f: Call, inputs: Floats, draw: Draw): void {
  const [x] = inputs;
  const places = inputs.flatMap((other, i) => (other.shape.join() === x.shape.join() ? [i] : []));
  if (places.length < 2) return;
  const filled = (at: (i: number) => Tensor): Floats => floats(inputs.map((other, i) => (places.includes(i) ? at(i) : other)));
  const copies = filled(() => compacted(x));
  let v: Tensor;
  try {
    v = like(draw, f(...copies).shape);
  } catch (error) {
    if (error instanceof HmlError) return; // what is allowed at one place is refused at another
    throw error;
  }
  const parts = vjp(f, copies).pullback(v);
  const expected = places.map((i) => parts[i]).reduce((total, part) => add(total, part));
  const [g] = vjp((one: Tensor) => f(...filled(() => one)), [x]).pullback(v);
  assertNear(g, expected, Math.max(...places.map((i) => size(parts[i]))));
}

/** A tensor to multiply with: elements from −1 to 1. */
function like(draw: Draw, shape: Shape): Tensor {
  return draw.tensor({ shape, min: -1, max: 1 });
}

function alike(draw: Draw, [first, ...others]: Floats): Floats {
  return [like(draw, first.shape), ...others.map((x) => like(draw, x.shape))];
}

function floats([first, ...others]: readonly Tensor[]): Floats {
  return [first, ...others];
}

/** An inner product, and the sum of the sizes of its terms. */
function inner(a: Tensor, b: Tensor): { value: number; size: number } {
  const [x, y] = [a.toTypedArray(), b.toTypedArray()];
  const terms = Array.from(x, (v, i) => v * y[i]);
  return { value: terms.reduce((total, term) => total + term, 0), size: terms.reduce((total, term) => total + Math.abs(term), 0) };
}

/** The size of the largest finite element. */
function size(x: Tensor): number {
  return Array.from(x.toTypedArray()).reduce((max, value) => (Number.isFinite(value) ? Math.max(max, Math.abs(value)) : max), 0);
}

function assertNear(actual: Tensor, expected: Tensor, scale: number): void {
  assertClose(actual, expected, { rtol: precision, atol: precision * Math.max(1, scale) });
}

function assertEachSame(actual: readonly Tensor[], expected: readonly Tensor[]): void {
  actual.forEach((x, i) => {
    assertSame(x, expected[i]);
  });
}

/** Whether broadcasting makes the larger shape of the smaller one by repeating something. */
function repeats(small: Shape, large: Shape): boolean {
  const missing = large.length - small.length;
  return missing >= 0 && small.join() !== large.join() && small.every((n, i) => n === 1 || n === large[i + missing]);
}

/** Whether both calls give the same; a call that is refused is not the same. */
function same(f: Call, one: readonly Tensor[], other: readonly Tensor[]): boolean {
  try {
    assertSame(f(...other), f(...one));
    return true;
  } catch {
    return false;
  }
}

function summedTo(shape: Shape, x: Tensor): Tensor {
  const missing = x.ndim - shape.length;
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis < missing || shape[axis - missing] === 1);
  return reshape(sum(x, axes), shape);
}
