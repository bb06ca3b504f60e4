import type { TypedArray } from './dtype.ts';
import type { Shape } from './shape.ts';

/**
 * What a wrong argument is not assignable to: the editor shows the message.
 * Sizes that are literal are compared by the compiler; `number` is anything and is checked at run time.
 */
export interface Mismatch<Message extends string> {
  /** Never there: what makes the argument wrong. */
  readonly __mismatch: Message;
}

/** The size of an axis along which sizes N and M meet in broadcasting; never if they cannot. */
type BroadcastSize<N extends number, M extends number> = N extends 1
  ? M
  : M extends 1
    ? N
    : number extends N
      ? M
      : number extends M
        ? N
        : N extends M
          ? N
          : never;

type BroadcastKnown<A extends Shape, B extends Shape, Tail extends Shape = readonly []> = A extends readonly [
  ...infer A1 extends Shape,
  infer N extends number,
]
  ? B extends readonly [...infer B1 extends Shape, infer M extends number]
    ? BroadcastKnown<A1, B1, readonly [BroadcastSize<N, M>, ...Tail]>
    : readonly [...A, ...Tail]
  : readonly [...B, ...Tail];

/** The common shape of two operands, aligned from the right; `Shape` where a rank is not known. */
export type Broadcast<A extends Shape, B extends Shape> = number extends A['length']
  ? Shape
  : number extends B['length']
    ? Shape
    : BroadcastKnown<A, B>;

type Clash<A extends Shape, B extends Shape> = A extends readonly [...infer A1 extends Shape, infer N extends number]
  ? B extends readonly [...infer B1 extends Shape, infer M extends number]
    ? [BroadcastSize<N, M>] extends [never]
      ? Mismatch<`sizes ${N} and ${M} do not broadcast`>
      : Clash<A1, B1>
    : unknown
  : unknown;

/** `unknown` if the shapes broadcast as far as the compiler knows, else a {@link Mismatch} that names the two sizes. */
export type CheckBroadcast<A extends Shape, B extends Shape> = number extends A['length']
  ? unknown
  : number extends B['length']
    ? unknown
    : Clash<A, B>;

/** The size of the last axis; `number` where there is none that is known. */
export type Last<S extends Shape> = S extends readonly [...infer _, infer N extends number] ? N : number;
/** The size of the axis before it, of a vector that of its only one. */
export type BeforeLast<S extends Shape> = S extends readonly [...infer _, infer N extends number, number] ? N : Last<S>;
type DropLast<S extends Shape> = S extends readonly [...infer Rest extends Shape, number] ? readonly [...Rest] : readonly [];
/** The axes before the last two. */
export type Batch<S extends Shape> = DropLast<DropLast<S>>;
type SameSize<N extends number, M extends number> = number extends N ? true : number extends M ? true : [N] extends [M] ? true : false;

/** `unknown` if the inner sizes agree as far as the compiler knows, else a {@link Mismatch} that names them. */
export type CheckMatmul<A extends Shape, B extends Shape> = number extends A['length']
  ? unknown
  : number extends B['length']
    ? unknown
    : A['length'] extends 0
      ? Mismatch<'matmul needs at least one axis'>
      : B['length'] extends 0
        ? Mismatch<'matmul needs at least one axis'>
        : SameSize<Last<A>, BeforeLast<B>> extends true
          ? CheckBroadcast<Batch<A>, Batch<B>>
          : Mismatch<`inner sizes ${Last<A>} and ${BeforeLast<B>} differ`>;

/**
 * `unknown` if B is a vector of N elements as far as the compiler knows, else a {@link Mismatch}: how many `Elements` there are for
 * what, or that something is a vector.
 */
export type CheckVector<
  N extends number,
  B extends Shape,
  Elements extends string,
  ForWhat extends string,
  IsVector extends string,
> = number extends B['length']
  ? unknown
  : B extends readonly [infer M extends number]
    ? SameSize<M, N> extends true
      ? unknown
      : Mismatch<`${M} ${Elements} for ${ForWhat}`>
    : Mismatch<IsVector>;

/** The shape of a matrix product, batched and with vectors, as in NumPy. */
export type Matmul<A extends Shape, B extends Shape> = number extends A['length']
  ? Shape
  : number extends B['length']
    ? Shape
    : A['length'] extends 1
      ? B['length'] extends 1
        ? readonly []
        : readonly [...Batch<B>, Last<B>]
      : B['length'] extends 1
        ? DropLast<A>
        : readonly [...Broadcast<Batch<A>, Batch<B>>, BeforeLast<A>, Last<B>];

/** The axes in reverse order. */
export type Reverse<S extends Shape> = number extends S['length']
  ? Shape
  : S extends readonly [infer N extends number, ...infer Rest extends Shape]
    ? readonly [...Reverse<Rest>, N]
    : readonly [];

/** The last two axes swapped. */
export type SwapLastTwo<S extends Shape> = number extends S['length']
  ? Shape
  : S extends readonly [...infer Rest extends Shape, infer N extends number, infer M extends number]
    ? readonly [...Rest, M, N]
    : Shape;

/** The axes in the order of `Axes`, where those are literal and not negative. */
export type Permute<S extends Shape, Axes extends readonly number[]> = number extends S['length']
  ? Shape
  : { readonly [K in keyof Axes]: S[Axes[K]] extends number ? S[Axes[K]] : number };

/** What `reshape` gives: −1 and unknown sizes become `number`. */
export type Reshape<R extends Shape> = number extends R['length'] ? Shape : { readonly [K in keyof R]: R[K] extends -1 ? number : R[K] };

/** Which axes a reduction takes: none given means all. */
export type Axes = number | readonly number[] | null | undefined;

/** The axis counted from the front as text, so that −1 and ndim − 1 compare equal; never where it is not literal. */
export type FromFront<S extends Shape, Axis extends number> = Axis extends number
  ? `${Axis}` extends `-${infer K extends number}`
    ? `${FromEnd<S, K>}`
    : `${Axis}`
  : never;
type FromEnd<S extends Shape, K extends number, Dropped extends readonly unknown[] = readonly []> = Dropped['length'] extends K
  ? S['length']
  : S extends readonly [...infer Rest extends Shape, number]
    ? FromEnd<Rest, K, readonly [...Dropped, unknown]>
    : never;

type ReduceKnown<
  S extends Shape,
  Taken extends string,
  Keep extends boolean,
  Seen extends readonly number[] = readonly [],
> = S extends readonly [infer N extends number, ...infer Rest extends Shape]
  ? `${Seen['length']}` extends Taken
    ? Keep extends true
      ? readonly [1, ...ReduceKnown<Rest, Taken, Keep, readonly [...Seen, N]>]
      : ReduceKnown<Rest, Taken, Keep, readonly [...Seen, N]>
    : readonly [N, ...ReduceKnown<Rest, Taken, Keep, readonly [...Seen, N]>]
  : readonly [];

type Taken<S extends Shape, A extends Axes> = A extends number
  ? FromFront<S, A>
  : A extends readonly number[]
    ? FromFront<S, A[number]>
    : never;

type Known<A extends Axes> = A extends number
  ? number extends A
    ? false
    : true
  : A extends readonly number[]
    ? number extends A['length']
      ? false
      : number extends A[number]
        ? false
        : true
    : true;

/** The shape that is left when axes are reduced: dropped, or of size 1 where they are kept. */
export type Reduce<S extends Shape, A extends Axes, Keep extends boolean> = boolean extends Keep
  ? Shape
  : [A] extends [null | undefined]
    ? Keep extends true
      ? { readonly [K in keyof S]: 1 }
      : readonly []
    : number extends S['length']
      ? Shape
      : Known<A> extends true
        ? ReduceKnown<S, Taken<S, A>, Keep>
        : Shape;

/** As many axes as `S` has, of any size. */
export type SameRank<S extends Shape> = { readonly [K in keyof S]: number };

/** Nested arrays of a shape: what `toArray` gives. */
export type Nested<S extends Shape, V> = number extends S['length']
  ? NestedArray<V>
  : S extends readonly [number, ...infer Rest extends Shape]
    ? Nested<Rest, V>[]
    : V;

/** Nested arrays of unknown depth. */
export type NestedArray<V> = V | NestedArray<V>[];

/** The shape of nested arrays: literal where they are, `number` where their type does not say. */
export type ShapeOf<V> = V extends number | boolean
  ? readonly []
  : V extends readonly (infer Item)[]
    ? number extends V['length']
      ? readonly [number, ...ShapeOf<Item>]
      : V extends readonly []
        ? readonly [0]
        : readonly [V['length'], ...ShapeOf<V[0]>]
    : V extends TypedArray
      ? readonly [number]
      : Shape;
