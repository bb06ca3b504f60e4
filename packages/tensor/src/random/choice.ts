import { apply } from '../apply.ts';
import { tensor } from '../creation.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DataError, ShapeError } from '../errors.ts';
import { logOf } from '../math/log.ts';
import { reshape } from '../ops/reshape.ts';
import { slice } from '../ops/slice.ts';
import { take } from '../ops/take.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, normalizeAxis, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { drawCategories } from './categorical.ts';
import { integers } from './integers.ts';
import { shuffled } from './permutation.ts';
import type { Key, Random } from './random.ts';
import { startOf, uniformsOf } from './sample.ts';
import { addUp } from './weights.ts';

/** Options of {@link choice}. */
export interface ChoiceOptions {
  /** How likely each is to be drawn, relative to the others; ≥ 0, not all 0. @defaultValue all the same */
  readonly weights?: TensorLike | readonly number[];
  /** Whether the same may be drawn again. @defaultValue true */
  readonly replace?: boolean;
}

/** The shape of what is drawn: the drawn axes in the place of the first. */
export type Chosen<S extends Shape, N extends number | Shape> = N extends Shape
  ? S extends readonly [number, ...infer Rest extends Shape]
    ? readonly [...N, ...Rest]
    : Shape
  : N extends number
    ? Chosen<S, readonly [N]>
    : Shape;

/**
 * Random draws from the numbers 0 to n − 1, or from the parts of a tensor along its first axis.
 *
 * $$ P(y = k) = \frac{w_k}{\sum_j w_j} $$
 *
 * Shapes: n → `size` of int32; x [n, ...] → [size, ...] in its own dtype. Without replacement, each is drawn by its share of the weights that
 * are left: the first of those whose exponential waiting times $e_k / w_k$ are the shortest, which is the same. The stream moves by `size`
 * elements with replacement, by n without.
 *
 * @throws DataError when more are wanted than can be had, or for weights that are negative, infinite, NaN or all 0; ShapeError for sizes that
 * are no whole numbers or another number of weights than n.
 * @see P. Efraimidis and P. Spirakis, "Weighted random sampling with a reservoir", Information Processing Letters 97 (2006).
 * @example
 * import { choice, random, tensor } from '@hml/tensor';
 * choice(random(0), 3, 3, { replace: false }).toArray().sort() // [0, 1, 2]
 * choice(random(0), tensor([[1, 2], [3, 4]]), 2, { weights: [0, 1] }).toArray() // [[3, 4], [3, 4]]
 */
export function choice<const N extends number | Shape>(
  rng: Random,
  n: number,
  size: N,
  options?: ChoiceOptions,
): Tensor<Chosen<readonly [number], N>, 'int32'>;
export function choice<S extends Shape, D extends DType, const N extends number | Shape>(
  rng: Random,
  x: TensorLike<S, D>,
  size: N,
  options?: ChoiceOptions,
): Tensor<Chosen<S, N>, D>;
export function choice(rng: Random, from: number | TensorLike, size: number | Shape, options?: ChoiceOptions): Tensor {
  const shape = typeof size === 'number' ? [size] : size;
  if (typeof from === 'number') return places(rng, from, shape, options);
  const x = asTensor('choice', from);
  return take(x, places(rng, x.shape[normalizeAxis('choice', 0, x.ndim)], shape, options), 0);
}

/** Which of n are drawn. */
function places(rng: Random, n: number, shape: Shape, options: ChoiceOptions | undefined): Tensor {
  const { weights, replace } = withDefaults('choice', { weights: undefined, replace: true }, options);
  checkShape('choice', [n]);
  checkShape('choice', shape);
  const size = sizeOf(shape);
  if (size > n && (n === 0 || !replace)) throw tooFew(size, n, n > 0);
  const w = weights === undefined ? undefined : weightsFor(n, weights);
  if (replace && w) return drawCategories('choice', rng, w, shape);
  if (replace) return integers(rng, shape, { high: Math.max(n, 1) });
  const order = w ? apply(choiceOp, [rng.advance(n), w], { key: rng.key, size }) : slice(shuffled('choice', rng, n), [0, size]);
  return reshape(order, shape);
}

function weightsFor(n: number, weights: TensorLike | readonly number[]): Tensor {
  const w = isList(weights) ? tensor([...weights]) : asTensor('choice', weights);
  if (w.ndim === 1 && w.size === n) return w;
  throw new ShapeError({ where: 'choice', what: 'another number of weights', expected: `weights [${n}]`, got: shapeText(w.shape) });
}

function isList(weights: TensorLike | readonly number[]): weights is readonly number[] {
  return Array.isArray(weights);
}

function tooFew(size: number, n: number, again: boolean): DataError {
  return new DataError({
    where: 'choice',
    what: 'more wanted than can be had',
    expected: `a size of at most ${n}`,
    got: String(size),
    fix: again ? 'replace: true lets the same be drawn again' : undefined,
  });
}

/** Draws by weights without replacement: who waits the shortest comes first. */
const choiceOp = primitive<'counter' | 'weights', { readonly key: Key; readonly size: number }>({
  name: 'choice',
  inputs: ['counter', 'weights'],
  infer: (_, { size }) => ({ shape: Object.freeze([size]), dtype: 'int32' }),
  run: ([counter, weights], { key, size }, { shape, dtype }) => {
    const uniforms = uniformsOf(key, 'float64');
    const start = startOf(counter);
    const { data, offset } = compact(weights);
    addUp('choice', data, offset, new Float64Array(weights.size));
    const waits = Float64Array.from({ length: weights.size }, (_, i) => Math.abs(logOf(1 - uniforms(start + i))) / data[offset + i]);
    const order = [...waits.keys()].filter((i) => data[offset + i] > 0).sort((i, j) => waits[i] - waits[j]);
    if (order.length < size) throw tooFew(size, order.length, true);
    const y = allocate(dtype, size);
    for (let i = 0; i < size; i++) y[i] = order[i];
    return weights.like(y, shape, dtype);
  },
  definition: ([place], [counter, weights], { key }) => {
    const uniforms = uniformsOf(key, 'float64');
    const waits = Array.from({ length: weights.shape[0] }, (_, i) =>
      weights(i) > 0 ? -Math.log1p(-uniforms(counter() + i)) / weights(i) : Infinity,
    );
    return waits.findIndex((wait) => waits.filter((other) => other < wait).length === place);
  },
});
