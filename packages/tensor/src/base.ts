import type { DType, TypedArray } from './dtype.ts';
import { DataError } from './errors.ts';
import { isRowMajor, rowMajor, type Shape, sizeOf } from './shape.ts';
import type { TapeNode } from './tape.ts';
import type { Tensor } from './tensor.ts';

/** Marks tensors of every copy of this package, so that two copies in one program get along. */
const brand = Symbol.for('@hml/tensor');

/** The key of the storage: a registered symbol, for the same reason. Only {@link storageOf} reads it. */
const storageKey = Symbol.for('@hml/tensor/storage');

/**
 * What every tensor is made of: an element type, a shape, and a strided view of an array that is never written again.
 * Ops know this base and make their results through {@link TensorBase.like}; the class with the methods stands above the ops.
 */
export abstract class TensorBase<S extends Shape = Shape, D extends DType = DType> {
  /** The size along each axis. */
  readonly shape: S;
  /** The element type. */
  readonly dtype: D;
  /** How far apart, in elements, neighbours along each axis lie; 0 where an axis repeats. */
  readonly strides: readonly number[];
  /** Where, in elements, the first element lies. */
  readonly offset: number;
  /** How many elements there are. */
  readonly size: number;
  /** Whether the elements lie in row-major order without gaps. */
  readonly contiguous: boolean;
  /** The place on a gradient tape, when one is listening; see `nodeOn` in `@hml/tensor/extend`. */
  readonly node: TapeNode | undefined;
  /** The elements; undefined for a tensor of a trace. */
  private readonly [storageKey]: TypedArray | undefined;

  protected constructor(
    storage: TypedArray | undefined,
    shape: S,
    dtype: D,
    strides: readonly number[] | undefined,
    offset: number,
    node: TapeNode | undefined,
  ) {
    this.shape = shape;
    this.dtype = dtype;
    this.strides = strides ?? rowMajor(shape);
    this.offset = offset;
    this.size = sizeOf(shape);
    this.contiguous = strides === undefined || isRowMajor(shape, strides);
    this.node = node;
    this[storageKey] = storage;
  }

  /** A tensor over `storage`, of the class that this one has. Row-major from the start unless strides are given. */
  abstract like(storage: TypedArray | undefined, shape: Shape, dtype: DType, strides?: readonly number[], offset?: number): Tensor;

  /** The same elements with a place on a tape. @internal */
  abstract taped(node: TapeNode): Tensor<S, D>;

  /** How many axes there are. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Says that this is a tensor, also to another copy of the package. */
  get [brand](): true {
    return true;
  }

  /** The storage, for {@link storageOf}; undefined for a tensor of a trace. @internal */
  static storage(x: TensorBase): TypedArray | undefined {
    return x[storageKey];
  }
}

/**
 * Whether `x` is a tensor (of this or another copy of the package).
 *
 * @example
 * import { isTensor, tensor } from '@hml/tensor';
 * isTensor(tensor([1, 2])) // true
 * isTensor([1, 2]) // false
 */
export function isTensor(x: unknown): x is Tensor {
  return typeof x === 'object' && x !== null && brand in x;
}

/**
 * The array that holds the elements of `x`: the one accessor through which kernels reach storage. Never write to it.
 *
 * @throws DataError for a tensor of a trace, which has a shape but no values.
 */
export function storageOf(x: TensorBase): TypedArray {
  const storage = TensorBase.storage(x);
  if (storage !== undefined) return storage;
  throw new DataError({
    where: 'trace',
    what: 'the values of a tensor were asked for while only shapes are traced',
    expected: 'a function whose path does not depend on values',
    got: `${x.dtype} [${x.shape.join(', ')}] without values`,
    fix: 'use where(condition, a, b) instead of if, and read values after the traced call',
  });
}

/** Whether a tensor has a shape only, as those of a trace do. */
export function isAbstract(x: TensorBase): boolean {
  return TensorBase.storage(x) === undefined;
}
