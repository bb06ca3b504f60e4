import { broadcastTo, cast, mT, type Shape, slice, type Tensor, wrap } from '@hml/tensor';

/** How the elements of an operand lie: row by row; column by column, as in a transpose; one column, or one element, repeated. */
export const layouts = ['contiguous', 'transposed', 'broadcast'] as const;

/** One of {@link layouts}. */
export type Layout = (typeof layouts)[number];

/** What an operand holds. */
export interface Contents {
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: 'float64' | 'int32' | 'bool';
  /** The element at a place of the storage. @defaultValue fractions between 0 and 1, whole numbers from 0 to 7, every other true */
  readonly value?: (at: number) => number;
  /** The axis along which a broadcast operand repeats. @defaultValue the last one */
  readonly along?: number;
}

/** Makes operands of one layout. */
export type Make = <const S extends Shape>(shape: S, contents?: Contents) => Tensor<S>;

const values = {
  float64: (at: number) => (((at * 7919) % 1009) + 1) / 1011,
  int32: (at: number) => (at * 7919) % 8,
  bool: (at: number) => ((at * 7919) % 1009) & 1,
} as const;

/** Operands of a layout. A transposed vector is every second element of one twice as long. */
export function maker(layout: Layout): Make {
  // Every view is repeated to its own shape at last: that does nothing, but tells the compiler the shape.
  if (layout === 'contiguous') return (shape, contents) => broadcastTo(filled(shape, contents), shape);
  if (layout === 'transposed') return (shape, contents) => broadcastTo(transposed(shape, contents), shape);
  return (shape, contents = {}) => broadcastTo(filled(shape.with(contents.along ?? -1, 1), contents), shape);
}

function transposed(shape: Shape, contents?: Contents): Tensor {
  const [last, before, ...others] = shape.toReversed();
  if (before === undefined) return slice(filled([2 * last], contents), [null, null, 2]);
  return mT(filled([...others.reverse(), last, before], contents));
}

function filled(shape: Shape, { dtype = 'float64', value = values[dtype] }: Contents = {}): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const data = dtype === 'float64' ? new Float64Array(size) : new Int32Array(size);
  for (let at = 0; at < size; at++) data[at] = value(at);
  return dtype === 'bool' ? cast(wrap(data, shape), 'bool') : wrap(data, shape);
}
