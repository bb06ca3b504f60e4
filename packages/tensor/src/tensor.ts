import { storageOf, TensorBase } from './base.ts';
import type { Cell } from './cell.ts';
import type { ArrayOf, DType, Floating, Promote, SumOf, TypedArray, ValueOf } from './dtype.ts';
import { copyOf } from './elementwise.ts';
import { ShapeError } from './errors.ts';
import { formatTensor } from './format.ts';
import { type TensorJson, tensorToJson } from './json.ts';
import { toNested } from './nested.ts';
import { add } from './ops/add.ts';
import { broadcastTo } from './ops/broadcast-to.ts';
import { cast } from './ops/cast.ts';
import { div } from './ops/div.ts';
import { equal } from './ops/equal.ts';
import { greater } from './ops/greater.ts';
import { greaterEqual } from './ops/greater-equal.ts';
import { less } from './ops/less.ts';
import { lessEqual } from './ops/less-equal.ts';
import { matmul } from './ops/matmul.ts';
import { max } from './ops/max.ts';
import { mean } from './ops/mean.ts';
import { min } from './ops/min.ts';
import { mul } from './ops/mul.ts';
import { neg } from './ops/neg.ts';
import { notEqual } from './ops/not-equal.ts';
import { reshape } from './ops/reshape.ts';
import { type Range, slice, sliceAs } from './ops/slice.ts';
import { sub } from './ops/sub.ts';
import { sum } from './ops/sum.ts';
import { mT, transpose } from './ops/transpose.ts';
import type { Shape } from './shape.ts';
import type { CheckAxes, CheckBroadcastTo, CheckReshape } from './shape-checks.ts';
import type { Axes, Broadcast, CheckBroadcast, CheckMatmul, Matmul, Nested, Reduce, Reshape, Reverse, SwapLastTwo } from './shape-types.ts';
import { type BackwardOptions, reading, type TapeNode, walkBack } from './tape.ts';

/** A tensor of two axes. */
export type Matrix<D extends DType = DType> = Tensor<readonly [number, number], D>;

/** A tensor of one axis. */
export type Vector<D extends DType = DType> = Tensor<readonly [number], D>;

/** What ops take: a tensor, or a cell whose value of the moment is read. */
export type TensorLike<S extends Shape = Shape, D extends DType = DType> = Tensor<S, D> | Cell<S, D>;

/** Options of the methods and functions that reduce axes. */
export interface ReduceOptions<Keep extends boolean = boolean> {
  /** Whether reduced axes stay, with size 1. @defaultValue false */
  readonly keepDims?: Keep;
}

/**
 * An immutable array of numbers with any number of axes: shape, element type, and a strided view of a typed array.
 *
 * Made by `tensor` (copies), `wrap` (adopts) and by ops. Views (reshape, transpose, slice, broadcastTo) share the array;
 * since values never change, that is safe. Memory is the garbage collector's business: nothing is ever disposed by hand.
 * Every op is a function (`add(x, y)`); the methods are those for which NumPy would write an operator or a view.
 *
 * @example
 * import { tensor } from '@hml/tensor';
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * x.shape // [2, 3]
 * x.mul(10).sum(1).toArray() // [60, 150]
 * x.T.at(0).toArray() // [1, 4]
 */
export class Tensor<S extends Shape = Shape, D extends DType = DType> extends TensorBase<S, D> {
  /** Use `tensor` or `wrap`. @internal */
  constructor(storage: TypedArray | undefined, shape: S, dtype: D, strides?: readonly number[], offset = 0, node?: TapeNode) {
    super(storage, shape, dtype, strides, offset, node);
  }

  /** A tensor over `storage`, row-major from the start unless strides are given: how ops make their results. */
  override like(storage: TypedArray | undefined, shape: Shape, dtype: DType, strides?: readonly number[], offset?: number): Tensor {
    return new Tensor(storage, shape, dtype, strides, offset);
  }

  /** @internal */
  override taped(node: TapeNode): Tensor<S, D> {
    return new Tensor(TensorBase.storage(this), this.shape, this.dtype, this.strides, this.offset, node);
  }

  /** $a + b$, see {@link add}. */
  add<A extends Shape, E extends DType>(this: Tensor<A, E>, b: TensorLike<A, NoInfer<E>> | number): Tensor<A, E>;
  add<A extends Shape, E extends DType, B extends Shape, F extends DType>(
    this: Tensor<A, E>,
    b: TensorLike<B, F> & CheckBroadcast<A, B>,
  ): Tensor<Broadcast<A, B>, Promote<E, F>>;
  add(this: Tensor, b: TensorLike | number): Tensor {
    return add(this, b);
  }

  /** $a - b$, see {@link sub}. */
  sub<A extends Shape, E extends DType>(this: Tensor<A, E>, b: TensorLike<A, NoInfer<E>> | number): Tensor<A, E>;
  sub<A extends Shape, E extends DType, B extends Shape, F extends DType>(
    this: Tensor<A, E>,
    b: TensorLike<B, F> & CheckBroadcast<A, B>,
  ): Tensor<Broadcast<A, B>, Promote<E, F>>;
  sub(this: Tensor, b: TensorLike | number): Tensor {
    return sub(this, b);
  }

  /** $a \cdot b$ element by element, see {@link mul}. */
  mul<A extends Shape, E extends DType>(this: Tensor<A, E>, b: TensorLike<A, NoInfer<E>> | number): Tensor<A, E>;
  mul<A extends Shape, E extends DType, B extends Shape, F extends DType>(
    this: Tensor<A, E>,
    b: TensorLike<B, F> & CheckBroadcast<A, B>,
  ): Tensor<Broadcast<A, B>, Promote<E, F>>;
  mul(this: Tensor, b: TensorLike | number): Tensor {
    return mul(this, b);
  }

  /** $a / b$, see {@link div}. */
  div<A extends Shape, E extends DType>(this: Tensor<A, E>, b: TensorLike<A, NoInfer<E>> | number): Tensor<A, Floating<E>>;
  div<A extends Shape, E extends DType, B extends Shape, F extends DType>(
    this: Tensor<A, E>,
    b: TensorLike<B, F> & CheckBroadcast<A, B>,
  ): Tensor<Broadcast<A, B>, Floating<Promote<E, F>>>;
  div(this: Tensor, b: TensorLike | number): Tensor {
    return div(this, b);
  }

  /** $-x$, see {@link neg}. */
  neg(): Tensor<S, D> {
    return neg<S, D>(this);
  }

  /** $a = b$, see {@link equal}. */
  equal<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  equal<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  equal(this: Tensor, b: TensorLike | number): Tensor {
    return equal(this, b);
  }

  /** $a \ne b$, see {@link notEqual}. */
  notEqual<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  notEqual<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  notEqual(this: Tensor, b: TensorLike | number): Tensor {
    return notEqual(this, b);
  }

  /** $a < b$, see {@link less}. */
  less<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  less<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  less(this: Tensor, b: TensorLike | number): Tensor {
    return less(this, b);
  }

  /** $a \le b$, see {@link lessEqual}. */
  lessEqual<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  lessEqual<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  lessEqual(this: Tensor, b: TensorLike | number): Tensor {
    return lessEqual(this, b);
  }

  /** $a > b$, see {@link greater}. */
  greater<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  greater<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  greater(this: Tensor, b: TensorLike | number): Tensor {
    return greater(this, b);
  }

  /** $a \ge b$, see {@link greaterEqual}. */
  greaterEqual<A extends Shape>(this: Tensor<A>, b: TensorLike<A> | number): Tensor<A, 'bool'>;
  greaterEqual<A extends Shape, B extends Shape>(this: Tensor<A>, b: TensorLike<B> & CheckBroadcast<A, B>): Tensor<Broadcast<A, B>, 'bool'>;
  greaterEqual(this: Tensor, b: TensorLike | number): Tensor {
    return greaterEqual(this, b);
  }

  /** The matrix product, see {@link matmul}. */
  matmul<A extends Shape, E extends DType, B extends Shape, F extends DType>(
    this: Tensor<A, E>,
    b: TensorLike<B, F> & CheckMatmul<A, B>,
  ): Tensor<Matmul<A, B>, Promote<E, F>>;
  matmul(this: Tensor, b: TensorLike): Tensor {
    return matmul(this, b);
  }

  /** The sum over some axes, or all, see {@link sum}. */
  sum<A extends Shape, E extends DType, const X extends Axes = undefined, K extends boolean = false>(
    this: Tensor<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, SumOf<E>>;
  sum(this: Tensor, axis?: Axes, options?: ReduceOptions): Tensor {
    return sum(this, axis, options);
  }

  /** The mean over some axes, or all, see {@link mean}. */
  mean<A extends Shape, E extends DType, const X extends Axes = undefined, K extends boolean = false>(
    this: Tensor<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, Floating<E>>;
  mean(this: Tensor, axis?: Axes, options?: ReduceOptions): Tensor {
    return mean(this, axis, options);
  }

  /** The largest element along some axes, or of all, see {@link max}. */
  max<A extends Shape, E extends DType, const X extends Axes = undefined, K extends boolean = false>(
    this: Tensor<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, E>;
  max(this: Tensor, axis?: Axes, options?: ReduceOptions): Tensor {
    return max(this, axis, options);
  }

  /** The smallest element along some axes, or of all, see {@link min}. */
  min<A extends Shape, E extends DType, const X extends Axes = undefined, K extends boolean = false>(
    this: Tensor<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, E>;
  min(this: Tensor, axis?: Axes, options?: ReduceOptions): Tensor {
    return min(this, axis, options);
  }

  /** The same elements in another shape, see {@link reshape}. */
  reshape<A extends Shape, E extends DType, const R extends Shape>(
    this: Tensor<A, E>,
    shape: R & CheckReshape<A, R>,
  ): Tensor<Reshape<R>, E>;
  reshape(this: Tensor, shape: Shape): Tensor {
    return reshape(this, shape);
  }

  /** The same elements repeated along axes of size 1, see {@link broadcastTo}. */
  broadcastTo<A extends Shape, E extends DType, const R extends Shape>(this: Tensor<A, E>, shape: R & CheckBroadcastTo<A, R>): Tensor<R, E>;
  broadcastTo(this: Tensor, shape: Shape): Tensor {
    return broadcastTo(this, shape);
  }

  /** The elements in another type, see {@link cast}. */
  cast<E extends DType>(dtype: E): Tensor<S, E> {
    return cast<S, E>(this, dtype);
  }

  /** The axes in reverse order. */
  get T(): Tensor<Reverse<S>, D> {
    return transpose<S, D>(this);
  }

  /** Each matrix transposed: the last two axes swapped. */
  get mT(): Tensor<SwapLastTwo<S>, D> {
    return mT<S, D>(this);
  }

  /**
   * The part at these indices of the first axes; negative ones count from the end. `x.at(0, -1)` is NumPy's `x[0, -1]`;
   * for arrays of indices see `gatherNd` and `take`.
   */
  at(...indices: readonly number[]): Tensor<Shape, D> {
    return sliceAs<D>('at', this, indices);
  }

  /** A part of the tensor, see {@link slice}. */
  slice(...ranges: readonly Range[]): Tensor<Shape, D> {
    return slice<D>(this, ...ranges);
  }

  /**
   * Adds the gradient of this scalar by each parameter it was computed from to that parameter's `grad`, and lets go of the graph:
   * PyTorch's way, see `Parameter` of `@hml/autograd`.
   *
   * @throws NotDifferentiableError when it depends on no parameter, or has been walked back from before.
   */
  backward<E extends DType>(this: Tensor<readonly [], E>, options?: BackwardOptions): void {
    walkBack(this, options);
  }

  /** The elements as nested arrays, numbers or (for bool) booleans; a scalar gives the bare value. */
  toArray<A extends Shape, E extends DType>(this: Tensor<A, E>): Nested<A, ValueOf<E>>;
  toArray(): unknown {
    return toNested(reading(this, 'toArray'));
  }

  /** The one element of a tensor that has just one. @throws ShapeError when it has more or none. */
  item(): ValueOf<D>;
  item(): number | boolean {
    if (this.size !== 1) {
      throw new ShapeError({
        where: 'item',
        what: 'not a single element',
        expected: 'a tensor with one element',
        got: `[${this.shape.join(', ')}], ${this.size} elements`,
        fix: 'toArray() gives them all, at(…) picks one',
      });
    }
    const value = storageOf(reading(this, 'item'))[this.offset];
    return this.dtype === 'bool' ? value !== 0 : value;
  }

  /** A fresh row-major copy of the elements, the caller's own. */
  toTypedArray(): ArrayOf<D>;
  toTypedArray(): TypedArray {
    return copyOf(reading(this, 'toTypedArray'));
  }

  /** The tensor as plain data for `JSON.stringify` or `structuredClone`; `fromJSON` makes the same bits of it. */
  toJSON(): TensorJson {
    return tensorToJson(this);
  }

  /** The elements as text with shape and dtype, long axes shortened. */
  override toString(): string {
    return formatTensor(this);
  }

  /** What `console.log` shows in Node. @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return formatTensor(this);
  }
}
