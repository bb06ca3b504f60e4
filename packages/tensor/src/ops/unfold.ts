import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { pad } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { stack } from './stack.ts';

/** Options of `unfold`. Each may be one number for all spatial axes, or one per axis. */
export interface UnfoldOptions {
  /** The size of the window. */
  readonly kernelSize: number | readonly number[];
  /** How far apart neighbouring windows start. @defaultValue 1 */
  readonly stride?: number | readonly number[];
  /** How many zeros to add on either side. @defaultValue 0 */
  readonly padding?: number | readonly number[];
  /** How far apart the elements of a window lie. @defaultValue 1 */
  readonly dilation?: number | readonly number[];
}

/**
 * Sliding windows as columns, known as im2col: a convolution is a matrix product with them.
 *
 * $$ y_{b,\,(c, k),\,l} = x_{b,\,c,\,s\,l + d\,k - p}, \qquad \bar x_{b,c,i} = \sum_{s\,l + d\,k - p = i} \bar y_{b,\,(c, k),\,l} $$
 *
 * Shapes: x [N, C, …spatial] → y [N, C · window, positions], row-major over the channels and the window, and over the positions
 * $\lfloor (n + 2p - d\,(k - 1) - 1) / s \rfloor + 1$ along each spatial axis of size $n$. Any number of spatial axes.
 *
 * @throws ShapeError for fewer than three axes, options that do not fit them, or a window that is larger than the padded input.
 * @example
 * import { tensor, unfold } from '@hml/tensor';
 * unfold(tensor([[[1, 2, 3, 4]]]), { kernelSize: 2 }).toArray() // [[[1, 2, 3], [2, 3, 4]]]
 */
export function unfold<D extends DType>(x: TensorLike<Shape, D>, options: UnfoldOptions): Tensor<readonly [number, number, number], D>;
export function unfold(operand: TensorLike, options: UnfoldOptions): Tensor {
  const { kernelSize, stride, padding, dilation } = withDefaults(
    'unfold',
    { kernelSize: undefined, stride: 1, padding: 0, dilation: 1 },
    options,
  );
  const x = asTensor('unfold', operand);
  const spatial = x.ndim - 2;
  if (spatial < 1)
    throw new ShapeError({ where: 'unfold', what: 'no spatial axis', expected: 'x [N, C, …spatial]', got: shapeText(x.shape) });
  const kernel = perAxis('kernelSize', kernelSize, spatial, 1);
  const steps = perAxis('stride', stride, spatial, 1);
  const gaps = perAxis('dilation', dilation, spatial, 1);
  const margins = perAxis('padding', padding, spatial, 0);
  const padded = pad(x, [[0, 0], [0, 0], ...margins.map((p) => [p, p] as const)]);
  const positions = kernel.map((k, i) => positionsAlong(padded.shape[i + 2], k, steps[i], gaps[i]));
  // Each spatial axis is cut into as many views as the window has places; stacked, they make an axis among those of the window.
  const windows = kernel.reduce((y, k, i) => {
    const axis = 2 + 2 * i;
    const range = (start: number) => [start, start + (positions[i] - 1) * steps[i] + 1, steps[i]] as const;
    const part = (place: number) => slice(y, ...y.shape.map((_, j) => (j === axis ? range(place * gaps[i]) : ':')));
    return stack(
      Array.from({ length: k }, (_, place) => part(place)),
      2 + i,
    );
  }, padded);
  const [n, c] = x.shape;
  return reshape(windows, [n, c * sizeOf(kernel), sizeOf(positions)]);
}

function perAxis(name: string, value: number | readonly number[], spatial: number, least: number): readonly number[] {
  const values = typeof value === 'number' ? Array<number>(spatial).fill(value) : value;
  if (Array.isArray(values) && values.length === spatial && values.every((n) => Number.isSafeInteger(n) && n >= least)) return values;
  throw new ShapeError({
    where: 'unfold',
    what: `a ${name} that does not fit`,
    expected: `a whole number ≥ ${least}, or one for each of ${spatial} spatial axes`,
    got: JSON.stringify(value) ?? String(value),
  });
}

/** How many windows fit. */
function positionsAlong(n: number, k: number, stride: number, dilation: number): number {
  const extent = dilation * (k - 1) + 1;
  if (extent <= n) return Math.floor((n - extent) / stride) + 1;
  throw new ShapeError({ where: 'unfold', what: 'the window is too large', expected: `at most ${n} elements`, got: `${extent} elements` });
}
