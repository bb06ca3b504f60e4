import type { Shape } from './shape.ts';
import type { SizeText } from './shape-size.ts';
import type { Batch, BeforeLast, CheckBroadcast, FromFront, Last, Mismatch } from './shape-types.ts';
import type { TensorLike } from './tensor.ts';

type FirstDigit<N extends number> = `${N}` extends `${infer D}${string}` ? D : never;
interface ByDigit<Check> {
  readonly '1': Check;
  readonly '2': Check;
  readonly '3': Check;
  readonly '4': Check;
  readonly '5': Check;
  readonly '6': Check;
  readonly '7': Check;
  readonly '8': Check;
  readonly '9': Check;
  readonly [other: string]: unknown;
}

/**
 * `Check` where all numbers of `N` are literal and above 0, else `unknown`. A conditional type would say no to generic numbers as long
 * as they are not known; the property of an object with an index signature says yes.
 */
export type WhereKnown<N extends number, Check> = ByDigit<Check>[FirstDigit<N>];

/** `unknown` if the sizes multiply to the same number as far as the compiler knows, else a {@link Mismatch} that names both. */
export type CheckReshape<S extends Shape, R extends Shape> = WhereKnown<1 | S[number] | R[number], SameSize<S, R>>;
type SameSize<S extends Shape, R extends Shape> = number extends S['length'] | R['length'] | S[number] | R[number]
  ? unknown
  : SizeText<S> extends SizeText<R>
    ? unknown
    : Mismatch<`${SizeText<S>} elements do not make a shape of ${SizeText<R>}`>;

/** `unknown` if matrices are square as far as the compiler knows, else a {@link Mismatch} that names the sizes. */
export type CheckSquare<S extends Shape> = WhereKnown<Rank1<S> | BeforeLast<S> | Last<S>, IsSquare<S>>;
type IsSquare<S extends Shape> = number extends S['length']
  ? unknown
  : S['length'] extends 0 | 1
    ? Mismatch<`a matrix has two axes: ndim is ${S['length']}`>
    : BeforeLast<S> extends Last<S>
      ? unknown
      : Mismatch<`a matrix of ${BeforeLast<S>} rows and ${Last<S>} columns is not square`>;

/** `unknown` if b [m] or [.., m, k] fits matrices [.., m, n] as far as the compiler knows, else a {@link Mismatch} that names the rows. */
export type CheckRightSide<A extends Shape, B extends Shape> = WhereKnown<
  Rank1<A> | Rank1<B> | BeforeLast<A> | BeforeLast<B>,
  HaveSameRows<A, B>
>;
type HaveSameRows<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? unknown
  : BeforeLast<A> extends BeforeLast<B>
    ? CheckBroadcast<Batch<A>, Batch<B>>
    : Mismatch<`a has ${BeforeLast<A>} rows and b ${BeforeLast<B>}`>;

/** One more than there are axes, so that it is above 0 for scalars too. */
type Rank1<S extends Shape> = [1, ...S]['length'];

/** Those of the axes that a tensor of shape `S` does not have. */
type Missing<S extends Shape, A> = A extends number
  ? number extends A
    ? never
    : `${A}` extends keyof S
      ? never
      : `${A}` extends `-${infer K}`
        ? K extends Exclude<keyof (readonly [1, ...S]), '0'>
          ? never
          : A
        : A
  : A extends readonly (infer B)[]
    ? Missing<S, B>
    : never;

/** `unknown` if there are such axes as far as the compiler knows, else a {@link Mismatch} that names one there is not. */
export type CheckAxes<S extends Shape, A> = WhereKnown<Rank1<S>, HasAxes<S, Missing<S, A>>>;
type HasAxes<S extends Shape, Lost extends number> = [Lost] extends [never] ? unknown : Mismatch<`no axis ${Lost}: ndim is ${S['length']}`>;

/** {@link CheckAxes} for axes that are put in: places in the shape that they make. */
export type CheckNewAxes<S extends Shape, A> = WhereKnown<
  Rank1<S>,
  HasNewAxes<A extends readonly number[] ? readonly [...A, ...S] : readonly [1, ...S], A>
>;
type HasNewAxes<S extends Shape, A> = number extends S['length'] ? unknown : HasAxes<S, Missing<S, A>>;

/** `unknown` if the axes are those of `S` in some order as far as the compiler knows, else a {@link Mismatch} that says what is wrong. */
export type CheckTranspose<S extends Shape, A extends readonly number[]> = WhereKnown<Rank1<S>, IsPermutation<S, A>>;
type IsPermutation<S extends Shape, A extends readonly number[]> = number extends A['length'] | A[number]
  ? unknown
  : A['length'] extends S['length']
    ? [LeftOut<S, A>] extends [never]
      ? unknown
      : Mismatch<`axis ${LeftOut<S, A>} is left out`>
    : Mismatch<`axes for ndim ${A['length']}: ndim is ${S['length']}`>;
type LeftOut<S extends Shape, A extends readonly number[]> = Exclude<Extract<keyof S, `${number}`>, FromFront<S, A[number]>>;

/** `unknown` if the axes are there and of size 1 as far as the compiler knows, else a {@link Mismatch} that names one that is not. */
export type CheckSqueeze<S extends Shape, A> = CheckAxes<S, A> & WhereKnown<Rank1<S>, AreOne<Wide<S, A>>>;
type AreOne<Axis extends string> = [Axis] extends [never] ? unknown : Mismatch<`axis ${Axis} is not of size 1`>;
type Wide<S extends Shape, A> = A extends number
  ? FromFront<S, A> extends infer Axis extends string & keyof S
    ? number extends S[Axis]
      ? never
      : S[Axis] extends 1
        ? never
        : Axis
    : never
  : A extends readonly (infer B)[]
    ? Wide<S, B>
    : never;

/**
 * `unknown` if the tensors of a list have the sizes of `S` at all axes but `Axis` as far as the compiler knows, else a {@link Mismatch}
 * that names two that differ.
 */
export type CheckSameSizes<S extends Shape, T, Axis extends string = never, Found = unknown> = T extends readonly [
  TensorLike<infer R>,
  ...infer Others,
]
  ? CheckSameSizes<S, Others, Axis, Found & WhereKnown<Rank1<S> | Rank1<R>, HaveSameSizes<S, R, Axis>>>
  : Found;
type HaveSameSizes<S extends Shape, R extends Shape, Axis extends string> = number extends S['length'] | R['length']
  ? unknown
  : R['length'] extends S['length']
    ? SizesFrom<S, R, Axis>
    : Mismatch<`ndim ${S['length']} and ${R['length']} differ`>;
type SizesFrom<S extends Shape, R extends Shape, Axis extends string, Seen extends readonly unknown[] = []> = S extends readonly [
  infer N extends number,
  ...infer S1 extends Shape,
]
  ? R extends readonly [infer M extends number, ...infer R1 extends Shape]
    ? (`${Seen['length']}` extends Axis ? unknown : WhereKnown<N | M, AreSame<N, M, Seen['length']>>) &
        SizesFrom<S1, R1, Axis, [...Seen, unknown]>
    : unknown
  : unknown;
type AreSame<N extends number, M extends number, Axis extends number> = [N & M] extends [never]
  ? Mismatch<`sizes ${N} and ${M} differ at axis ${Axis}`>
  : unknown;

/** `unknown` if `S` can be repeated to `R` as far as the compiler knows, else a {@link Mismatch} that names what cannot. */
export type CheckBroadcastTo<S extends Shape, R extends Shape> = WhereKnown<Rank1<S> | Rank1<R>, Repeats<S, R>>;
type Repeats<S extends Shape, R extends Shape> = number extends S['length'] | R['length']
  ? unknown
  : S extends readonly [...infer S1 extends Shape, infer N extends number]
    ? R extends readonly [...infer R1 extends Shape, infer M extends number]
      ? WhereKnown<N | M, CanRepeat<N, M>> & Repeats<S1, R1>
      : Mismatch<'fewer axes than the tensor has'>
    : unknown;
type CanRepeat<N extends number, M extends number> = [N & (1 | M)] extends [never]
  ? Mismatch<`size ${N} cannot be repeated to ${M}`>
  : unknown;
