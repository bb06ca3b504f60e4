import type { Shape } from './shape.ts';

/*
 * How many elements a shape has, known to the compiler: it cannot multiply, but it can count the elements of a tuple. So sizes
 * are multiplied as on paper, digit by digit with a carry, the last digit first.
 */

/** As many elements as the digit says. */
interface Ones {
  readonly '0': [];
  readonly '1': [1];
  readonly '2': [1, 1];
  readonly '3': [1, 1, 1];
  readonly '4': [1, 1, 1, 1];
  readonly '5': [1, 1, 1, 1, 1];
  readonly '6': [1, 1, 1, 1, 1, 1];
  readonly '7': [1, 1, 1, 1, 1, 1, 1];
  readonly '8': [1, 1, 1, 1, 1, 1, 1, 1];
  readonly '9': [1, 1, 1, 1, 1, 1, 1, 1, 1];
}
type Tally = readonly unknown[];
type TallyOf<D> = D extends keyof Ones ? Ones[D] : [];
type Copies<A extends Tally, B extends Tally> = B extends readonly [unknown, ...infer Rest] ? [...A, ...Copies<A, Rest>] : [];

/** The last digit of a count below 100, and its tens. */
type Written<T extends Tally> = `${T['length']}` extends `${infer First}${infer Last}`
  ? Last extends ''
    ? [First, '0']
    : [Last, First]
  : never;

type Digits<Text extends string, Seen extends Tally = []> = Text extends `${infer D}${infer Rest}` ? Digits<Rest, [D, ...Seen]> : Seen;
type TextOf<X> = X extends readonly [infer Last extends string, ...infer Rest] ? `${TextOf<Rest>}${Last}` : '';

type TimesDigit<X, D, Carry = '0'> = X extends readonly [infer A, ...infer Rest]
  ? Written<[...Copies<TallyOf<A>, TallyOf<D>>, ...TallyOf<Carry>]> extends [infer Last, infer Tens]
    ? [Last, ...TimesDigit<Rest, D, Tens>]
    : never
  : Carry extends '0'
    ? []
    : [Carry];

type Plus<X, Y, Carry = '0'> = X extends readonly [infer A, ...infer RestX]
  ? Y extends readonly [infer B, ...infer RestY]
    ? Written<[...TallyOf<A>, ...TallyOf<B>, ...TallyOf<Carry>]> extends [infer Last, infer Tens]
      ? [Last, ...Plus<RestX, RestY, Tens>]
      : never
    : Carry extends '0'
      ? X
      : Plus<X, ['0'], Carry>
  : Carry extends '0'
    ? Y
    : Plus<[Carry], Y>;

type Times<X, Y> = Y extends readonly [infer D, ...infer Rest]
  ? Plus<TimesDigit<X, D>, Rest extends readonly [] ? [] : ['0', ...Times<X, Rest>]>
  : [];

type Product<S extends Shape, Total = ['1']> = S extends readonly [infer N extends number, ...infer Rest extends Shape]
  ? Product<Rest, Times<Total, Digits<`${N}`>>>
  : Total;

/** The number of elements of a shape of literal sizes above 0, as text: `'25088'` for [32, 784]. */
export type SizeText<S extends Shape> = TextOf<Product<S>>;
