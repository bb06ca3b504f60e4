import { type DType, holds } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { below } from './below.ts';
import type { Random } from './random.ts';
import { drawWith, sampler } from './sample.ts';

/** The element types in which whole numbers are drawn. */
export type IntegerDType = 'int32' | 'uint8';

/** Options of {@link integers}. */
export interface IntegersOptions<D extends IntegerDType = IntegerDType> {
  /** The smallest number that can come. @defaultValue 0 */
  readonly low?: number;
  /** The end of the range, which does not come. */
  readonly high: number;
  /** The element type. @defaultValue 'int32' */
  readonly dtype?: D;
}

/**
 * Independent draws of whole numbers, all between two ends equally likely.
 *
 * $$ P(y_i = k) = \frac{1}{\text{high} - \text{low}}, \qquad k = \text{low}, \dots, \text{high} - 1 $$
 *
 * Shapes: `shape`. Each element moves the stream by one. No number is favoured: the few bits that would favour one are drawn again.
 *
 * @throws OptionError unless low < high are whole numbers that the type holds; ShapeError for sizes that are no whole numbers.
 * @see D. Lemire, "Fast random integer generation in an interval", ACM Transactions on Modeling and Computer Simulation 29 (2019), section 3.
 * @example
 * import { integers, random } from '@hml/tensor';
 * const dice = integers(random(0), [1000], { low: 1, high: 7 });
 * [dice.min().item(), dice.max().item()] // [1, 6]
 */
export function integers<const S extends Shape, D extends IntegerDType = 'int32'>(
  rng: Random,
  shape: S,
  options: IntegersOptions<D>,
): Tensor<S, NoInfer<D>>;
export function integers(rng: Random, shape: Shape, options: IntegersOptions): Tensor {
  const { low, high, dtype } = withDefaults('integers', { low: 0, high: undefined, dtype: 'int32' }, options);
  checkRange(low, high, dtype);
  return drawWith(integersOp, rng, shape, dtype, { low, n: high - low });
}

function checkRange(low: number, high: number, dtype: DType): void {
  const got = `low ${low}, high ${high}`;
  if (dtype !== 'int32' && dtype !== 'uint8')
    throw new OptionError({ where: 'integers', what: 'dtype', expected: "'int32' or 'uint8'", got: String(dtype) });
  if (!(low < high)) throw new OptionError({ where: 'integers', what: 'an empty range', expected: 'low < high', got });
  if (holds(dtype, low) && holds(dtype, high - 1)) return;
  const range = dtype === 'int32' ? '-2147483648 to 2147483647' : '0 to 255';
  throw new OptionError({ where: 'integers', what: `numbers that ${dtype} cannot hold`, expected: `whole numbers from ${range}`, got });
}

const integersOp = sampler<{ readonly low: number; readonly n: number }>({
  name: 'integers',
  fill: (y, uniforms, start, { low, n }) => {
    for (let i = 0; i < y.length; i++) y[i] = low + below(n, uniforms, start + i);
  },
  definition: (i, uniforms, start, { low, n }) => {
    const tries = Array.from({ length: 64 }, (_, part) => BigInt(uniforms(start + i, part) * 2 ** 53));
    const multiple = (2n ** 53n / BigInt(n)) * BigInt(n);
    return low + Number((tries.find((bits) => bits < multiple) ?? 0n) % BigInt(n));
  },
});
