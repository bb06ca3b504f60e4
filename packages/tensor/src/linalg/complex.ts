import type { DType } from '../dtype.ts';
import { concat } from '../ops/concat.ts';
import { matmul } from '../ops/matmul.ts';
import { slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { inv } from './inv.ts';

/** Complex numbers as a pair of tensors. */
export interface Complex<S extends Shape = Shape, D extends DType = DType> {
  /** The real parts. */
  readonly real: Tensor<S, D>;
  /** The imaginary parts. */
  readonly imag: Tensor<S, D>;
}

/** $a b$ for matrices. */
export function product(a: Complex, b: Complex): Complex {
  return {
    real: matmul(a.real, b.real).sub(matmul(a.imag, b.imag)),
    imag: matmul(a.real, b.imag).add(matmul(a.imag, b.real)),
  };
}

/** $a b$ element by element. */
export function times(a: Complex, b: Complex): Complex {
  return { real: a.real.mul(b.real).sub(a.imag.mul(b.imag)), imag: a.real.mul(b.imag).add(a.imag.mul(b.real)) };
}

/** $a + b$ */
export function plus(a: Complex, b: Complex): Complex {
  return { real: a.real.add(b.real), imag: a.imag.add(b.imag) };
}

/** $\bar a$ */
export function conjugate(a: Complex): Complex {
  return { real: a.real, imag: a.imag.neg() };
}

/** $a^{\mathsf H}$ */
export function adjoint(a: Complex): Complex {
  return { real: mT(a.real), imag: mT(a.imag).neg() };
}

/** $a^{-1}$: the first columns of the inverse of the real matrix [[Re a, −Im a], [Im a, Re a]]. */
export function inverse({ real, imag }: Complex): Complex {
  const n = real.shape[real.ndim - 1];
  const columns = slice(inv(concat([concat([real, imag.neg()], -1), concat([imag, real], -1)], -2)), '...', [0, n]);
  return { real: slice(columns, '...', [0, n], ':'), imag: slice(columns, '...', [n, 2 * n], ':') };
}
