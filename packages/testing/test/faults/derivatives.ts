import { mul, type Tensor } from '@hml/tensor';
import { apply, asCommon, primitive, unary } from '@hml/tensor/extend';
import type { Call, Draw, NamedOpCase } from '@hml/testing';
import {
  adjoint,
  broadcast,
  derivativeLayouts,
  differences,
  type Fault,
  linear,
  nothing,
  onOne,
  primitiveSquare,
  projected,
  second,
  square,
  squareKernel,
} from './fault.ts';

const abs = unary({
  name: 'abs',
  result: 'same',
  definition: Math.abs,
  kernel: (n, x, xOffset, xStride, y, yOffset) => {
    for (let i = 0; i < n; i++) y[yOffset + i] = Math.abs(x[xOffset + i * xStride]);
  },
  derivative: ({ x }) => x.greater(0).cast('float64').mul(2).sub(1),
});

/** A product whose gradients keep the shape of the output, also where an operand was repeated. */
const product = primitive({
  name: 'product',
  inputs: ['a', 'b'],
  prepare: asCommon,
  infer: ([a, b]) => ({ shape: mul(a, b).shape, dtype: a.dtype }),
  run: ([a, b]) => mul(a, b),
  vjp: { a: ({ b, dy }) => mul(dy, b), b: ({ a, dy }) => mul(dy, a) },
  jvp: { a: ({ b, dx }) => mul(dx, b), b: ({ a, dx }) => mul(dx, a) },
});

function onTwo(call: Call): (draw: Draw) => NamedOpCase {
  return (draw) => {
    const [a, b] = draw.broadcastable(2, { minRank: 1, minSide: 2 });
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b })], call };
  };
}

const times =
  (factor: number) =>
  ({ x, ...d }: { readonly x: Tensor; readonly dy?: Tensor; readonly dx?: Tensor }): Tensor =>
    x.mul(factor).mul(d.dy ?? d.dx ?? 0);

/** Derivatives that are wrong in one direction, in both, in shape, in type, or not there. */
export const derivativeFaults: readonly Fault[] = [
  {
    name: 'a derivative of the wrong sign',
    spec: { cases: onOne(square(squareKernel, -2)) },
    fails: [differences, projected],
    says: /the gradient is wrong/,
  },
  {
    name: 'a vjp that is wrong',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: times(2.1) } })) },
    fails: [differences, projected, adjoint, second],
  },
  {
    name: 'a jvp that is wrong',
    spec: { cases: onOne(primitiveSquare({ jvp: { x: times(-2) } })) },
    fails: [adjoint, second],
    says: /by jvp, but .* by vjp/,
  },
  {
    name: 'a gradient in another dtype',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: ({ x, dy }) => dy.mul(x).mul(2).cast('float32') } })) },
    fails: [differences, projected, adjoint, second, linear],
    says: /shape and dtype of gradient 0/,
  },
  {
    name: 'a gradient that was not summed over what repeats',
    spec: { cases: onTwo((a, b) => apply(product, [a, b])) },
    fails: [differences, projected, adjoint, broadcast],
  },
  {
    name: 'no derivative at all',
    spec: { cases: onOne(primitiveSquare({ vjp: {}, jvp: {} })) },
    fails: [differences, projected, adjoint, second, linear, nothing, derivativeLayouts],
    says: /square has no reverse-mode derivative by its input 0/,
  },
  {
    name: 'a spec that draws inputs at a kink',
    spec: { cases: onOne((x) => apply(abs, [x])) },
    fails: [differences, projected, second],
    says: /gradCheck/,
  },
  {
    name: 'a gradient that is wrong for large inputs alone',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: (at) => times(at.x.size > 128 ? 2.1 : 2)(at) } })) },
    fails: [projected],
    says: /gradCheck/,
  },
  {
    name: 'a gradient that is wrong for sides that are no multiple of four',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: (at) => times(at.x.shape.some((n) => n > 4 && n % 4 > 0) ? 2.1 : 2)(at) } })) },
    fails: [differences, projected, adjoint, second],
  },
];
