import type { Shape } from './shape.ts';
import type { SizeText } from './shape-size.ts';
import type { FromFront, Mismatch } from './shape-types.ts';

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
type WhereKnown<N extends number, Check> = ByDigit<Check>[FirstDigit<N>];

/** `unknown` if the sizes multiply to the same number as far as the compiler knows, else a {@link Mismatch} that names both. */
export type CheckReshape<S extends Shape, R extends Shape> = WhereKnown<1 | S[number] | R[number], SameSize<S, R>>;
type SameSize<S extends Shape, R extends Shape> = number extends S['length'] | R['length'] | S[number] | R[number]
  ? unknown
  : SizeText<S> extends SizeText<R>
    ? unknown
    : Mismatch<`${SizeText<S>} elements do not make a shape of ${SizeText<R>}`>;

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
