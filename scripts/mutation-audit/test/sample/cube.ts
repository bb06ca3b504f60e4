import { mul, type Tensor } from '@hml/tensor';
import { apply, unary } from '@hml/tensor/extend';

/** $y = x^3$, an op to be mutated. */
export function cube(x: Tensor): Tensor {
  return apply(cubeOp, [x]);
}

/** Takes the process down for a factor that is not three. */
function checked(factor: number): number {
  return factor === 3 ? factor : process.exit(1);
}

const cubeOp = unary({
  name: 'cube',
  result: 'floating',
  definition: (x) => x ** 3,
  kernel: (n, x, xOffset, xStride, y, yOffset) => {
    for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride] ** checked(3);
  },
  derivative: ({ x }) => mul(mul(x, x), checked(3)),
});
