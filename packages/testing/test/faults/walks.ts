import { add, clip, mul, sum, type Tensor } from '@hml/tensor';
import { apply, primitive, storageOf } from '@hml/tensor/extend';
import type { Draw, NamedOpCase } from '@hml/testing';
import {
  adjoint,
  aliased,
  broadcast,
  definition,
  derivativeLayouts,
  differences,
  everyLayout,
  type Fault,
  linear,
  nothing,
  onOne,
  primitiveSquare,
  projected,
  second,
  specials,
  squared,
  traced,
  untouched,
} from './fault.ts';

/** The same values, cut off from what they were computed from. */
function detached(x: Tensor): Tensor {
  return x.like(x.toTypedArray(), x.shape, x.dtype);
}

/** $2x$ with a wrong tangent. */
const wronglyPushed = primitive({
  name: 'twice',
  inputs: ['x'],
  infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  run: ([x]) => mul(x, 2),
  vjp: { x: ({ dy }) => mul(dy, 2) },
  jvp: { x: ({ dx }) => mul(dx, 3) },
});

/** The sum of the rows of a matrix and a vector, with a tangent of the vector that stays a vector. */
function rowsPlus(): (draw: Draw) => NamedOpCase {
  const op = primitive({
    name: 'rowsPlus',
    inputs: ['a', 'b'],
    infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
    run: ([a, b]) => add(a, b),
    definition: ([i, j], [a, b]) => a(i, j) + b(j),
    vjp: { a: ({ dy }) => dy, b: ({ b, dy }) => (b.ndim === 1 ? sum(dy, 0) : dy) },
    jvp: { a: ({ dx }) => dx, b: ({ dx }) => dx },
  });
  return (draw) => {
    const a = draw.tensor({ minRank: 2, maxRank: 2, minSide: 2 });
    return { inputs: [a, draw.tensor({ shape: [a.shape[1]] })], call: (x, y) => apply(op, [x, y]) };
  };
}

/** $x^2$ as it should be, and half of every x left behind. */
function squareInPlace([x]: readonly Tensor[]): Tensor {
  const y = squared(x);
  const data = storageOf(x);
  for (let i = 0; i < data.length; i++) data[i] /= 2;
  return y;
}

/** The product of the rows of a matrix with a vector, where the gradient of the vector is made of that of the rows it was. */
function rowsTimes(together: (rows: Tensor) => Tensor, slope = 1): (draw: Draw) => NamedOpCase {
  const op = primitive({
    name: 'rowsTimes',
    inputs: ['a', 'b'],
    infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
    run: ([a, b]) => mul(a, b),
    definition: ([i, j], [a, b]) => a(i, j) * b(j),
    vjp: { a: ({ b, dy }) => mul(dy, b), b: ({ a, b, dy }) => (b.ndim === 1 ? together(mul(dy, a)) : mul(dy, a)) },
    jvp: { a: ({ b, dx }) => mul(dx, b), b: ({ a, dx }) => mul(mul(a, dx), slope) },
  });
  return (draw) => {
    const a = draw.tensor({ minRank: 2, maxRank: 2, minSide: 2 });
    return { inputs: [a, draw.tensor({ shape: [a.shape[1]] })], call: (x, y) => apply(op, [x, y]) };
  };
}

/** Rules that hold for one call by itself, but not where it is used: twice differentiated, scaled, laid out, repeated. */
export const walkFaults: readonly Fault[] = [
  {
    name: 'a vjp that is cut off from its input',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: ({ x, dy }) => mul(dy, detached(x)).mul(2) } })) },
    fails: [second],
    says: /gradGradCheck/,
  },
  {
    name: 'a jvp that is cut off from its input',
    spec: { cases: onOne(primitiveSquare({ jvp: { x: ({ x, dx }) => mul(dx, detached(x)).mul(2) } })) },
    fails: [second],
    says: /expected/,
  },
  {
    name: 'a vjp whose own op has no right tangent',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: ({ x, dy }) => apply(wronglyPushed, [mul(dy, x)]) } })) },
    fails: [second],
  },
  {
    name: 'a tangent that has the shape of the output only together with that of the other input',
    spec: { cases: rowsPlus() },
    fails: [adjoint],
    says: /shape and dtype of the tangent/,
  },
  {
    name: 'a vjp that clips its cotangent',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: ({ x, dy }) => mul(clip(dy, -1.5, 1.5), x).mul(2) } })) },
    fails: [differences, projected, linear],
  },
  {
    name: 'a vjp that divides by the size of its cotangent',
    spec: {
      cases: onOne(
        primitiveSquare({
          vjp: {
            x: ({ x, dy }) => {
              const size = sum(mul(dy, dy));
              return dy.div(size).mul(size).mul(x).mul(2);
            },
          },
        }),
      ),
    },
    fails: [linear, nothing],
    says: /got NaN, expected 0/,
  },
  {
    name: 'an op that writes into its input, which others use as well',
    spec: { cases: onOne(primitiveSquare({ run: squareInPlace })), dtypes: [] },
    fails: [definition, traced, everyLayout, untouched, specials, differences, projected, adjoint, second, nothing, derivativeLayouts],
  },
  {
    name: 'a vjp that is less exact where its cotangent does not lie row by row',
    spec: { cases: onOne(primitiveSquare({ vjp: { x: ({ x, dy }) => mul(dy, x).mul(dy.contiguous ? 2 : 2 + 1e-15) } })) },
    fails: [derivativeLayouts],
  },
  {
    name: 'a jvp that is less exact where its input does not lie row by row',
    spec: { cases: onOne(primitiveSquare({ jvp: { x: ({ x, dx }) => mul(dx, x).mul(x.contiguous ? 2 : 2 + 1e-15) } })) },
    fails: [derivativeLayouts],
  },
  {
    name: 'a gradient that is the mean over what repeats',
    spec: { cases: rowsTimes((rows) => rows.mean(0)) },
    fails: [differences, projected, adjoint, second, broadcast],
  },
  {
    name: 'derivatives that agree with each other, but hardly with what is repeated',
    spec: {
      cases: rowsTimes((rows) => rows.sum(0).mul(1 + 1e-9), 1 + 1e-9),
    },
    fails: [broadcast],
  },
  {
    name: 'a rule that notices that two inputs are one',
    spec: { cases: squareOfOne() },
    fails: [aliased],
  },
];

/** A product whose rule gives the whole derivative to each of two inputs that are one. */
function squareOfOne(): (draw: Draw) => NamedOpCase {
  const op = primitive({
    name: 'product',
    inputs: ['a', 'b'],
    infer: ([a]) => ({ shape: a.shape, dtype: a.dtype }),
    run: ([a, b]) => mul(a, b),
    definition: (index, [a, b]) => a(...index) * b(...index),
    vjp: { a: ({ a, b, dy }) => mul(dy, b).mul(a === b ? 2 : 1), b: ({ a, b, dy }) => mul(dy, a).mul(a === b ? 2 : 1) },
    jvp: { a: ({ b, dx }) => mul(dx, b), b: ({ a, dx }) => mul(dx, a) },
  });
  return (draw) => {
    const a = draw.tensor();
    return { inputs: [a, draw.tensor({ shape: a.shape })], call: (x, y) => apply(op, [x, y]) };
  };
}
