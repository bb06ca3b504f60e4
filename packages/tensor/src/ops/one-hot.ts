import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { checkDType } from './cast.ts';

/** Options of `oneHot`. */
export interface OneHotOptions<D extends DType = DType> {
  /** The element type of the result. @defaultValue 'float64' */
  readonly dtype?: D;
}

/** One axis more; `Shape` where the rank is not known. */
type OneHot<S extends Shape, N extends number> = number extends S['length'] ? Shape : readonly [...S, N];

/**
 * Class numbers as rows with a single 1, at the number's place.
 *
 * $$ y_{\dots j} = [\,x_{\dots} = j\,] $$
 *
 * Shapes: indices [...] → y [..., depth]. Dtype: float64 or the one asked for. No gradient.
 * A number below 0 does not count from the end here: it would be a missing label more often than the last class.
 *
 * @throws ShapeError for a number outside 0 … depth − 1; DTypeError for indices that are not integers.
 * @example
 * import { oneHot, tensor } from '@hml/tensor';
 * oneHot(tensor([2, 0], { dtype: 'int32' }), 3).toArray() // [[0, 0, 1], [1, 0, 0]]
 */
export function oneHot<S extends Shape, const N extends number, D extends DType = 'float64'>(
  indices: TensorLike<S, 'int32' | 'uint8'>,
  depth: N,
  options?: OneHotOptions<D>,
): Tensor<OneHot<S, N>, D>;
export function oneHot(indices: TensorLike, depth: number, options?: OneHotOptions): Tensor {
  const { dtype } = withDefaults('oneHot', { dtype: 'float64' }, options);
  checkDType('oneHot', dtype);
  return apply(oneHotOp, [asTensor('oneHot', indices)], { depth, dtype });
}

const oneHotOp = primitive<'indices', { readonly depth: number; readonly dtype: DType }>({
  name: 'oneHot',
  inputs: ['indices'],
  infer: ([indices], { depth, dtype }) => {
    if (indices.dtype !== 'int32' && indices.dtype !== 'uint8') throw notIntegers(indices);
    if (Number.isSafeInteger(depth) && depth >= 0) return { shape: Object.freeze([...indices.shape, depth]), dtype };
    throw new ShapeError({ where: 'oneHot', what: 'not a depth', expected: 'a whole number ≥ 0', got: String(depth) });
  },
  run: ([indices], { depth }, { shape, dtype }) => {
    const { data, offset } = compact(indices);
    const y = allocate(dtype, sizeOf(shape));
    for (let i = 0; i < indices.size; i++) {
      const j = data[offset + i];
      if (j < 0 || j >= depth) throw noSuchClass(j, depth);
      y[i * depth + j] = 1;
    }
    return indices.like(y, shape, dtype);
  },
  definition: (index, [indices]) => Number(indices(...index.slice(0, -1)) === index[index.length - 1]),
});

function notIntegers(indices: Tensor): DTypeError {
  return new DTypeError({
    where: 'oneHot',
    what: 'indices that are not integers',
    expected: 'an int32 or uint8 tensor',
    got: describeValue(indices),
    fix: "cast(indices, 'int32')",
  });
}

function noSuchClass(j: number, depth: number): ShapeError {
  return new ShapeError({
    where: 'oneHot',
    what: 'index out of range',
    expected: depth === 0 ? 'no index: the depth is 0' : `a whole number from 0 to ${depth - 1}`,
    got: String(j),
    fix: 'a larger depth, or where(…) for missing labels first',
  });
}
