import type { Shape } from '../shape.ts';
import type { Mismatch } from '../shape-types.ts';

/** The sizes of a matrix: rows and columns. */
export type MatrixShape = readonly [rows: number, columns: number];

/** The shape of a matrix, where the compiler knows that it is one. */
export type MatrixOf<S extends Shape> = S extends readonly [infer M extends number, infer N extends number] ? readonly [M, N] : MatrixShape;

/** `unknown` if there is one factor for each of N rows or columns as far as the compiler knows, else a {@link Mismatch} that says how many. */
export type CheckFactors<N extends number, B extends Shape> = number extends B['length']
  ? unknown
  : B extends readonly [infer M extends number]
    ? number extends M | N
      ? unknown
      : [M] extends [N]
        ? unknown
        : Mismatch<`${M} factors for ${N}`>
    : Mismatch<'factors are a vector'>;
