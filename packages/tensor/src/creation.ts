import { isTensor } from './base.ts';
import { allocate, type DType, dtypeOf, holds, isFloat, isTypedArray, type TypedArray } from './dtype.ts';
import { DTypeError, ShapeError } from './errors.ts';
import { fill, firstOfNested, shapeOfNested, type Values } from './nested.ts';
import { checkDType } from './ops/cast.ts';
import { withDefaults } from './options.ts';
import { checkShape, type Shape, shapeText, sizeOf } from './shape.ts';
import type { ShapeOf } from './shape-types.ts';
import { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** Options of the functions that make tensors. */
export interface CreationOptions<D extends DType = DType> {
  /** The element type. @defaultValue float64 for numbers, bool for booleans, its own for a typed array */
  readonly dtype?: D;
}

/** The element type that a copy of these values has, if none is asked for. */
export type DTypeOf<V> = [Leaf<V>] extends [never]
  ? 'float64'
  : Leaf<V> extends boolean
    ? 'bool'
    : Leaf<V> extends number
      ? 'float64'
      : Leaf<V> extends Float64Array
        ? 'float64'
        : Leaf<V> extends Float32Array
          ? 'float32'
          : Leaf<V> extends Int32Array
            ? 'int32'
            : Leaf<V> extends Uint8Array
              ? 'uint8'
              : DType;

/** What lies innermost in arrays nested up to eight deep. */
type Leaf<V> = Inner<Inner<Inner<Inner<Inner<Inner<Inner<Inner<V>>>>>>>>;
type Inner<V> = V extends readonly unknown[] ? V[number] : V;

/**
 * A tensor with the given values, which are copied.
 *
 * Shapes: the nesting of the arrays; a bare number gives a scalar of shape []. Dtype: float64 for numbers, bool for booleans, that of a
 * typed array, or the one asked for.
 *
 * @throws ShapeError for ragged arrays; DTypeError for elements that are no numbers, or that the asked type cannot hold.
 * @example
 * import { tensor } from '@hml/tensor';
 * tensor([[1, 2], [3, 4]]).shape // [2, 2]
 * tensor([1, 2], { dtype: 'int32' }).toTypedArray() // Int32Array [1, 2]
 * tensor([[1, 2], [3]]) // throws ShapeError: ragged
 */
export function tensor<const V extends Values, D extends DType = DTypeOf<V>>(
  values: V,
  options?: CreationOptions<D>,
): Tensor<ShapeOf<V>, NoInfer<D>>;
export function tensor(values: Values, options?: CreationOptions): Tensor {
  const dtype = dtypeIn('tensor', options);
  if (dtype !== undefined) checkDType('tensor', dtype);
  if (isTensor(values))
    throw new DTypeError({
      where: 'tensor',
      what: 'already a tensor',
      expected: 'arrays or numbers',
      got: describeValue(values),
      fix: 'use it as it is',
    });
  const shape = shapeOfNested(values);
  const first = firstOfNested(values);
  const boolean = typeof first === 'boolean';
  const target = dtype ?? (isTypedArray(first) ? dtypeOf(first) : boolean ? 'bool' : 'float64');
  const storage = allocate(target, sizeOf(shape));
  fill(values, shape, boolean, (value, at) => {
    if (!isFloat(target) && !holds(target, value)) throw cannotHold('tensor', target, value, at);
    storage[at] = value;
  });
  return new Tensor(storage, Object.freeze(shape), target);
}

function cannotHold(where: string, dtype: DType, value: number, at: number): DTypeError {
  return new DTypeError({
    where,
    what: `a value that ${dtype} cannot hold`,
    expected:
      dtype === 'int32' ? 'whole numbers from -2147483648 to 2147483647' : dtype === 'uint8' ? 'whole numbers from 0 to 255' : '0 or 1',
    got: `${value} at element ${at}`,
    fix: `make it float64, then cast(x, '${dtype}') converts`,
  });
}

/** The element type of an array that is adopted. */
export type Adopted<A extends TypedArray> = A extends Float64Array
  ? 'float64'
  : A extends Float32Array
    ? 'float32'
    : A extends Int32Array
      ? 'int32'
      : 'uint8';

/**
 * A tensor over an existing typed array, without a copy: the caller promises not to write to the array any more.
 *
 * Shapes: `shape`, or one axis if none is given; the sizes multiply to the length of the array. Dtype: that of the array.
 *
 * @throws ShapeError when shape and length differ; DTypeError for an array of another kind.
 * @example
 * import { wrap } from '@hml/tensor';
 * wrap(Float32Array.of(1, 2, 3, 4), [2, 2]).toArray() // [[1, 2], [3, 4]]
 */
export function wrap<A extends TypedArray>(array: A): Tensor<readonly [number], Adopted<A>>;
export function wrap<A extends TypedArray, const S extends Shape>(array: A, shape: S): Tensor<S, Adopted<A>>;
export function wrap(array: TypedArray, shape: Shape = [array.length]): Tensor {
  if (!isTypedArray(array)) {
    throw new DTypeError({
      where: 'wrap',
      what: 'not an array that a tensor can adopt',
      expected: 'a Float64Array, Float32Array, Int32Array or Uint8Array',
      got: describeValue(array),
      fix: 'tensor(values) copies plain arrays',
    });
  }
  checkShape('wrap', shape);
  if (sizeOf(shape) !== array.length) {
    throw new ShapeError({
      where: 'wrap',
      what: 'shape and length differ',
      expected: `${sizeOf(shape)} elements for ${shapeText(shape)}`,
      got: `${array.length} elements`,
      fix: 'leave the shape out for one axis',
    });
  }
  return new Tensor(array, Object.freeze([...shape]), dtypeOf(array));
}

/**
 * A tensor whose elements are all the same.
 *
 * Shapes: `shape`. Dtype: float64 for a number, bool for a boolean, or the one asked for. One element is stored and repeated.
 *
 * @throws ShapeError for sizes that are no whole numbers; DTypeError for a value that the asked type cannot hold.
 * @example
 * import { full } from '@hml/tensor';
 * full([2, 2], 7).toArray() // [[7, 7], [7, 7]]
 */
export function full<const S extends Shape, V extends number | boolean, D extends DType = V extends boolean ? 'bool' : 'float64'>(
  shape: S,
  value: V,
  options?: CreationOptions<D>,
): Tensor<S, NoInfer<D>>;
export function full(shape: Shape, value: number | boolean, options?: CreationOptions): Tensor {
  const dtype = dtypeIn('full', options) ?? (typeof value === 'boolean' ? 'bool' : 'float64');
  return repeated('full', shape, value, dtype);
}

/**
 * A tensor of zeros.
 *
 * Shapes: `shape`. Dtype: float64 or the one asked for. One element is stored and repeated.
 *
 * @throws ShapeError for sizes that are no whole numbers.
 * @example
 * import { zeros } from '@hml/tensor';
 * zeros([2, 3]).toArray() // [[0, 0, 0], [0, 0, 0]]
 */
export function zeros<const S extends Shape, D extends DType = 'float64'>(shape: S, options?: CreationOptions<D>): Tensor<S, NoInfer<D>>;
export function zeros(shape: Shape, options?: CreationOptions): Tensor {
  const dtype = dtypeIn('zeros', options) ?? 'float64';
  return repeated('zeros', shape, 0, dtype);
}

/**
 * A tensor of ones.
 *
 * Shapes: `shape`. Dtype: float64 or the one asked for. One element is stored and repeated.
 *
 * @throws ShapeError for sizes that are no whole numbers.
 * @example
 * import { ones } from '@hml/tensor';
 * ones([2]).toArray() // [1, 1]
 */
export function ones<const S extends Shape, D extends DType = 'float64'>(shape: S, options?: CreationOptions<D>): Tensor<S, NoInfer<D>>;
export function ones(shape: Shape, options?: CreationOptions): Tensor {
  const dtype = dtypeIn('ones', options) ?? 'float64';
  return repeated('ones', shape, 1, dtype);
}

/** The element type asked for, if one is. */
function dtypeIn(where: string, options: CreationOptions | undefined): DType | undefined {
  return withDefaults(where, { dtype: undefined }, options).dtype;
}

function repeated(where: string, shape: Shape, value: number | boolean, dtype: DType): Tensor {
  checkShape(where, shape);
  checkDType(where, dtype);
  if (!holds(dtype, Number(value))) throw cannotHold(where, dtype, Number(value), 0);
  const storage = allocate(dtype, 1);
  storage[0] = Number(value);
  return new Tensor(
    storage,
    Object.freeze([...shape]),
    dtype,
    shape.map(() => 0),
  );
}

/** A tensor whose element at each place, in row-major order, is `value(place)`. Refuses what the type cannot hold. */
export function generated(where: string, shape: Shape, dtype: DType, value: (at: number) => number): Tensor {
  checkShape(where, shape);
  checkDType(where, dtype);
  const storage = allocate(dtype, sizeOf(shape), where);
  for (let at = 0; at < storage.length; at++) {
    const v = value(at);
    if (!holds(dtype, v)) throw cannotHold(where, dtype, v, at);
    storage[at] = v;
  }
  return new Tensor(storage, Object.freeze([...shape]), dtype);
}
