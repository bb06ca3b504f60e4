import { FloatLanes, type LaneType, type Vector } from '../../assembler/index.ts';
import { ln2High, ln2Low, rounder } from '../../math/exp.ts';

/** How a type of fractions lies in its bits, and the two numbers that whole multiples of ln 2 are taken off with. */
export interface Format {
  /** Bits of the fraction; above them lie those of the exponent. */
  readonly fraction: number;
  /** What the exponent of 1 is stored as. */
  readonly bias: number;
  /** Adding and subtracting 1.5 · 2^fraction rounds to a whole number, halves to even. */
  readonly rounder: number;
  /** ln 2, with so many trailing zeros that k times it is exact. */
  readonly ln2High: number;
  /** The rest of ln 2. */
  readonly ln2Low: number;
}

const formats: Readonly<Record<LaneType, Format>> = {
  float32: { fraction: 23, bias: 127, rounder: 12582912, ln2High: 0.693145751953125, ln2Low: 1.4286068203094173e-6 },
  float64: { fraction: 52, bias: 1023, rounder, ln2High, ln2Low },
};

/** The format of these lanes. */
export function formatOf(f: FloatLanes): Format {
  return formats[f.type];
}

/** The nearest whole number, as the plain functions round. Faster than `nearest`, and right where its bits serve as an integer. */
export function whole(f: FloatLanes, x: Vector): Vector {
  const { rounder } = formatOf(f);
  return f.sub(f.add(x, rounder), rounder);
}

/** $2^k$ for whole k within the exponents of normal numbers: the last bits of k + rounder are k, and are moved to where exponents lie. */
export function powerOfTwo(f: FloatLanes, k: Vector): Vector {
  const { fraction, bias, rounder } = formatOf(f);
  return f.int.shl(f.add(k, rounder + bias), fraction);
}

/** `y` with the sign of `x`, also that of −0. */
export function withSign(f: FloatLanes, y: Vector, x: Vector): Vector {
  return f.select(f.const(-0), x, y);
}

/** The first bits of `x`, about half of them: products of two such heads are exact. In float64 those of the nearest float32. */
export function head(f: FloatLanes, x: Vector): Vector {
  return f.type === 'float32' ? f.and(x, f.int.const(-4096)) : f.convert(new FloatLanes(f.fn, 'float32').convert(x));
}

/** What rounding takes from the product $x \cdot x$, to be added to it; `high` is the head of x. */
export function lostOfSquare(f: FloatLanes, x: Vector, square: Vector, high: Vector): Vector {
  const low = f.sub(x, high);
  return f.add(f.add(f.sub(f.mul(high, high), square), f.mul(f.mul(high, 2), low)), f.mul(low, low));
}
