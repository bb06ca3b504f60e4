import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { normalizeIndex } from '../indexing.ts';
import { asTensor } from '../prepare.ts';
import { rowMajor, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { reshape } from './reshape.ts';
import { indexTensor, take } from './take.ts';

/** Index tuples: one array of whole numbers for each place, or an integer tensor whose last axis is the tuple. */
export type IndexTuples = TensorLike | readonly (readonly number[])[];

/**
 * The parts of a tensor at given index tuples, in the order given.
 *
 * $$ y_{j \dots} = x_{k_{j1} \dots k_{jd} \dots}, \qquad \bar x_{k \dots} = \sum_{j : k_j = k} \bar y_{j \dots} $$
 *
 * Shapes: tuples [..., d] pick along the first d axes of `x`: the result has the tuples' other axes, then the axes of `x` that are left.
 * Indices are integers; negative ones count from the end; a tuple may come twice, and its gradients add up.
 *
 * | here | NumPy |
 * |---|---|
 * | `gatherNd(x, [[0, 2], [1, 1]])` | `x[[0, 1], [2, 1]]` |
 * | `gatherNd(x, stack([rows, columns], -1))` | `x[rows, columns]` |
 *
 * @throws ShapeError for an index out of range or tuples that are longer than `x` has axes; DTypeError for indices that are not integers.
 * @example
 * import { gatherNd, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * gatherNd(x, [[0, 2], [-1, 0]]).toArray() // [3, 4]
 * gatherNd(x, [[1], [1]]).toArray() // [[4, 5, 6], [4, 5, 6]]
 */
export function gatherNd<D extends DType>(x: TensorLike<Shape, D>, indices: IndexTuples): Tensor<Shape, D>;
export function gatherNd(operand: TensorLike, indices: IndexTuples): Tensor {
  const x = asTensor('gatherNd', operand);
  const tuples = tupleTensor(x, indices);
  const d = tuples.shape[tuples.ndim - 1];
  if (d === undefined || d > x.ndim) throw wrongTuples(x, shapeText(tuples.shape));
  const picked = x.shape.slice(0, d);
  const rows = reshape(x, [sizeOf(picked), ...x.shape.slice(d)]);
  return take(rows, apply(flatIndexOp, [tuples], { shape: picked }), 0);
}

function tupleTensor(x: Tensor, indices: IndexTuples): Tensor {
  if (!isList(indices)) return indexTensor('gatherNd', x, indices);
  const d = indices[0]?.length ?? x.ndim;
  if (indices.some((tuple) => !Array.isArray(tuple) || tuple.length !== d)) throw wrongTuples(x, describeValue(indices));
  return reshape(indexTensor('gatherNd', x, indices.flat()), [indices.length, d]);
}

function isList(indices: IndexTuples): indices is readonly (readonly number[])[] {
  return Array.isArray(indices);
}

function wrongTuples(x: Tensor, got: string): ShapeError {
  return new ShapeError({
    where: 'gatherNd',
    what: 'not index tuples',
    expected: `tuples of one length, at most ${x.ndim}, for ${shapeText(x.shape)}`,
    got,
    fix: 'take(x, indices, axis) takes plain indices along one axis',
  });
}

/** The place of each index tuple [..., d] in an array of the given d sizes, row-major. */
const flatIndexOp = primitive<'tuples', { readonly shape: Shape }>({
  name: 'flatIndex',
  inputs: ['tuples'],
  infer: ([tuples]) => {
    if (tuples.dtype !== 'int32') throw new DTypeError({ where: 'gatherNd', what: 'no integers', expected: 'int32', got: tuples.dtype });
    return { shape: Object.freeze(tuples.shape.slice(0, -1)), dtype: 'int32' };
  },
  run: ([tuples], { shape: sizes }, { shape }) => {
    const { data, offset } = compact(tuples);
    const strides = rowMajor(sizes);
    const y = new Int32Array(sizeOf(shape));
    for (let j = 0, at = offset; j < y.length; j++) {
      for (let axis = 0; axis < sizes.length; axis++, at++)
        y[j] += strides[axis] * normalizeIndex('gatherNd', data[at], sizes[axis], `axis ${axis}`);
    }
    return tuples.like(y, shape, 'int32');
  },
  definition: (index, [tuples], { shape }) =>
    shape.reduce((flat, n, axis) => {
      const k = tuples(...index, axis);
      return flat * n + (k < 0 ? k + n : k);
    }, 0),
});
