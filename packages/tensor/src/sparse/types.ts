import type { Shape } from '../shape.ts';
import type { WhereKnown } from '../shape-checks.ts';
import type { CheckVector, Mismatch } from '../shape-types.ts';
import type { TensorLike } from '../tensor.ts';

/** The sizes of a matrix: rows and columns. */
export type MatrixShape = readonly [rows: number, columns: number];

/** The shape of a matrix, where the compiler knows that it is one. */
export type MatrixOf<S extends Shape> = S extends readonly [infer M extends number, infer N extends number] ? readonly [M, N] : MatrixShape;

/** Factors for rows or columns: a tensor, or a list of numbers. */
export type Factors<B extends Shape = Shape> = TensorLike<B> | Float64Array | Float32Array | readonly number[];

/** {@link CheckVector} for factors: one for each of N rows or columns. */
export type CheckFactors<N extends number, B extends Shape> = CheckVector<N, B, 'factors', `${N}`, 'factors are a vector'>;

/** `unknown` if matrices that stand beside each other have one size there as far as the compiler knows, else a {@link Mismatch}. */
export type CheckStack<N extends number> = WhereKnown<N, OneSize<N>>;

/** Whether all numbers of a union are the same. */
type OneSize<N extends number, All extends number = N> = N extends All
  ? [All] extends [N]
    ? unknown
    : Mismatch<'sizes along the other axis differ'>
  : never;

/** `unknown` if a matrix, or its rows and columns, have such a norm as far as the compiler knows, to whom Infinity is a number; else a {@link Mismatch}. */
export type CheckNorm<O extends number | string, X extends number | undefined> = number extends O
  ? unknown
  : O extends ([X] extends [undefined] ? 1 | 'fro' : [X] extends [number] ? 1 | 2 : 1 | 2 | 'fro')
    ? unknown
    : Mismatch<`no norm ${O}: 'fro', 1 or Infinity of a matrix, 1, 2 or Infinity of an axis`>;
