import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { take } from '../ops/take.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, normalizeAxis, type Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { below } from './below.ts';
import type { Key, Random } from './random.ts';
import { startOf, uniformsOf } from './sample.ts';

/** Options of {@link permutation}. */
export interface PermutationOptions {
  /** Along which axis the parts of a tensor are shuffled. @defaultValue 0 */
  readonly axis?: number;
}

/**
 * The numbers from 0 to n − 1 in random order, or the parts of a tensor: every order equally likely.
 *
 * $$ P(y = \pi) = \frac{1}{n!}, \qquad \bar x_{\pi_i} = \bar y_i $$
 *
 * Shapes: n → [n] of int32; x [...] → y [...], shuffled along an axis as a whole (rows stay rows), in its own dtype. The stream moves by n.
 * The shuffle is that of Fisher and Yates.
 *
 * @throws ShapeError for an n that is no size, or an axis that does not exist.
 * @see D. Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2P.
 * @example
 * import { permutation, random, tensor } from '@hml/tensor';
 * permutation(random(0), 4).toArray().sort() // [0, 1, 2, 3]
 * permutation(random(0), tensor([[1, 2], [3, 4]])).sum(1).toArray().sort() // [3, 7]
 */
export function permutation<const N extends number>(rng: Random, n: N): Tensor<readonly [N], 'int32'>;
export function permutation<S extends Shape, D extends DType>(rng: Random, x: TensorLike<S, D>, options?: PermutationOptions): Tensor<S, D>;
export function permutation(rng: Random, from: number | TensorLike, options?: PermutationOptions): Tensor {
  const { axis } = withDefaults('permutation', { axis: 0 }, options);
  if (typeof from === 'number') return shuffled('permutation', rng, from);
  const x = asTensor('permutation', from);
  const along = normalizeAxis('permutation', axis, x.ndim);
  return take(x, shuffled('permutation', rng, x.shape[along]), along);
}

/** The numbers below n in random order, on behalf of the function `where`. */
export function shuffled(where: string, rng: Random, n: number): Tensor {
  checkShape(where, [n]);
  return apply(permutationOp, [rng.advance(n)], { key: rng.key, n });
}

const permutationOp = primitive<'counter', { readonly key: Key; readonly n: number }>({
  name: 'permutation',
  inputs: ['counter'],
  infer: (_, { n }) => ({ shape: Object.freeze([n]), dtype: 'int32' }),
  run: ([counter], { key, n }, { shape, dtype }) => {
    const uniforms = uniformsOf(key, 'float64');
    const start = startOf(counter);
    const y = allocate(dtype, n);
    for (let i = 0; i < n; i++) y[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = below(i + 1, uniforms, start + i);
      const last = y[i];
      y[i] = y[j];
      y[j] = last;
    }
    return counter.like(y, shape, dtype);
  },
  definition: ([place], [counter], { key, n }) => {
    const uniforms = uniformsOf(key, 'float64');
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i >= place; i--) {
      const j = Math.floor((uniforms(counter() + i) * 2 ** 53) % (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order[place];
  },
});
