/** The number $v\, 2^{256 p}$, which may lie outside the range of numbers; the size of v, unless it is 0, between $2^{-256}$ and $2^{256}$. */
export interface Wide {
  /** v */
  readonly value: number;
  /** p */
  readonly power: number;
}

function wide(x: number): Wide {
  let value = x;
  let power = 0;
  for (; Math.abs(value) > 2 ** 256 && Math.abs(value) < Infinity; value *= 2 ** -256) power++;
  for (; Math.abs(value) < 2 ** -256 && value !== 0; value *= 2 ** 256) power--;
  return { value, power };
}

/** The elements on the diagonal of an n × n matrix. */
export function wideDiagonal(n: number, a: Float64Array): Wide[] {
  return Array.from({ length: n }, (_, k) => wide(a[k * n + k]));
}

/** The product with a number. */
export function times({ value, power }: Wide, x: number): Wide {
  const factor = wide(x);
  const product = wide(value * factor.value);
  return { value: product.value, power: product.value === 0 ? 0 : power + factor.power + product.power };
}

/**
 * The product of all factors but i and j. Powers of two are taken out where it grows or shrinks, which changes no digit: an ordinary product
 * that stays in the range of numbers on its way is the same.
 */
export function productWithout(factors: readonly Wide[], i?: number, j?: number): Wide {
  let value = 1;
  let power = 0;
  for (let k = 0; k < factors.length; k++) {
    if (k === i || k === j) continue;
    value *= factors[k].value;
    power += factors[k].power;
    const size = Math.abs(value);
    if (size > 2 ** 256) {
      value *= 2 ** -256;
      power++;
    } else if (size < 2 ** -256) {
      value *= 2 ** 256;
      power--;
    }
  }
  return { value, power: value === 0 ? 0 : power };
}

/** $x\, 2^{256 p}$, by steps of which at most one rounds; 5 of them take any number out of the range, 9 the smallest out of it upwards. */
export function timesPower(x: number, power: number): number {
  let y = x;
  for (let p = 0; p < Math.min(power, 9); p++) y *= 2 ** 256;
  for (let p = 0; p > Math.max(power, -9); p--) y *= 2 ** -256;
  return y;
}
