import { DTypeError, tensor } from '@hml/tensor';
import { apply, binary } from '@hml/tensor/extend';
import { type Fault, onOne, primitiveSquare, square, squareKernel } from './fault.ts';

const hypot = binary({
  name: 'hypot',
  result: 'floating',
  definition: Math.hypot,
  kernel: (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
    for (let i = 0; i < n; i++) y[yOffset + i] = Math.hypot(a[aOffset + i * aStride], b[bOffset + i * bStride]);
  },
  derivative: { a: ({ a, y }) => a.div(y), b: ({ b, y }) => b.div(y) },
});

/** Ops with nothing wrong: every check passes. */
export const healthy: readonly Fault[] = [
  {
    name: 'a healthy elementwise op',
    spec: {
      cases: onOne(square(squareKernel)),
      residual: (y, x) => y.sub(x.mul(x)),
      invalid: [
        // @ts-expect-error text is no tensor
        [() => square(squareKernel)('a'), DTypeError],
        [() => tensor([1.5], { dtype: 'int32' }), DTypeError],
      ],
    },
    fails: [],
  },
  { name: 'a healthy primitive', spec: { cases: onOne(primitiveSquare({})) }, fails: [] },
  {
    name: 'a healthy op on pairs',
    spec: {
      cases: (draw) => {
        const [a, b] = draw.broadcastable(2);
        return {
          inputs: [draw.tensor({ shape: a, min: 0.1 }), draw.tensor({ shape: b, min: 0.1 })],
          call: (p, q) => apply(hypot, [p, q]),
        };
      },
    },
    fails: [],
  },
];
