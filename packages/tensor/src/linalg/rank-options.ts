import type { DType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { describeValue } from '../text.ts';

/** Options of functions that decide on a rank. */
export interface RankOptions {
  /**
   * Singular values up to this multiple of the largest count as 0. @defaultValue max(m, n) ε, with ε = 2⁻⁵² for float64 and 2⁻²³ for float32
   */
  readonly rcond?: number;
}

/** The threshold that was asked for, or the size of rounding in an m × n matrix. */
export function relativeThreshold(where: string, { rcond }: RankOptions, m: number, n: number, dtype: DType): number {
  if (rcond === undefined) return Math.max(m, n) * (dtype === 'float32' ? 2 ** -23 : 2 ** -52);
  if (typeof rcond === 'number' && rcond >= 0) return rcond;
  throw new OptionError({ where, what: 'rcond out of range', expected: 'a number ≥ 0', got: describeValue(rcond) });
}
