import type { Tensor } from '@hml/tensor';
import { apply, type Op, primitive, type UnaryLoop, unary } from '@hml/tensor/extend';
import type { Call, Draw, NamedOpCase, OpSpec } from '@hml/testing';

/** An op with one thing wrong, and the checks that must notice. */
export interface Fault {
  /** What is wrong. */
  readonly name: string;
  readonly spec: OpSpec<NamedOpCase>;
  /** The titles of the checks that must fail; all others must pass. */
  readonly fails: readonly string[];
  /** What one of the failures must say. */
  readonly says?: RegExp;
}

/** The titles of the checks. */
export const definition = 'computes its definition';
export const traced = 'gives the traced shape and dtype, and its graph replays to the same bits';
export const everyLayout = 'gives the same bits for every layout of its inputs';
export const untouched = 'leaves its inputs as they were';
export const specials = 'computes its definition for NaN, infinities and extremes';
export const equation = 'solves its equation';
export const differences = 'has a vjp that agrees with finite differences';
export const projected = 'has a vjp that agrees with finite differences for large and odd shapes';
export const adjoint = 'has a jvp that is the adjoint of its vjp';
export const second = 'has second derivatives that agree with finite differences and with each other';
export const linear = 'has a vjp that is linear in the cotangent';
export const nothing = 'passes nothing back for a cotangent of zeros or an unused value';
export const derivativeLayouts = 'gives the same bits of derivatives for every layout of inputs, cotangents and tangents';
export const broadcast = 'sums its gradients over what it broadcasts';
export const aliased = 'adds its gradients where two inputs are one';
export const takes = (dtype: string): string => `takes ${dtype} by the rules, or refuses it`;
export const refuses = (i: number, error: string): string => `refuses invalid call ${i} with a ${error}`;

/** $y = x^2$ as it should be computed. */
export const squareKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride] ** 2;
};

/** $y = x^2$ with the given kernel and derivative. */
export function square(kernel: UnaryLoop, slope = 2): Call {
  const op = unary({ name: 'square', result: 'same', definition: (x) => x ** 2, kernel, derivative: ({ x }) => x.mul(slope) });
  return (x) => apply(op, [x]);
}

/** What a case of an op on one tensor looks like. */
export function onOne(call: Call, max = 2): (draw: Draw) => NamedOpCase {
  return (draw) => ({ inputs: [draw.tensor({ min: -max, max })], call });
}

/** $y = x^2$ as a primitive, in which every part can be replaced. */
export function primitiveSquare(parts: Partial<Parameters<typeof primitive<'x'>>[0]>): Call {
  const op: Op<undefined> = primitive<'x'>({
    name: 'square',
    inputs: ['x'],
    infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
    run: ([x], _, out) => squared(x, out.dtype === 'bool' ? 1 : 2),
    definition: (index, [x]) => x(...index) ** 2,
    vjp: { x: ({ x, dy }) => dy.mul(x).mul(2) },
    jvp: { x: ({ x, dx }) => dx.mul(x).mul(2) },
    ...parts,
  });
  return (x) => apply(op, [x]);
}

/** The elements of `x` to a power, as an op's `run` gives them. */
export function squared(x: Tensor, power = 2): Tensor {
  return x.like(
    x.toTypedArray().map((v) => v ** power),
    x.shape,
    x.dtype,
  );
}
