import { highWord, powerOfTwo, withHighWord } from './bits.ts';

/**
 * $\sqrt[3]{x}$ in float64, the same bits in every engine. With $x = 8^q m$ and $1 \le m < 8$: a polynomial of degree 3 gives
 * $\sqrt[3]{m}$ to 1 %, a step of Halley's method to 1e-6, and a second one, from a t with so few bits that $t^2$ is exact, to the last bit.
 */
export function cbrtOf(x: number): number {
  const a = Math.abs(x);
  if (a === 0 || !(a < Infinity)) return x;
  const subnormal = a < 2.2250738585072014e-308;
  const scaled = subnormal ? a * 18014398509481984 : a; // 2^54
  const high = highWord(scaled);
  const q = Math.floor(((high >>> 20) - 1023) / 3);
  const m = withHighWord(scaled, high - ((3 * q) << 20));
  let t = ((0.0016274953380330931 * m - 0.03402605365290486) * m + 0.3288364544631474) * m + 0.7167346418604423;
  const cube = t * t * t;
  t = Math.fround((t * (cube + 2 * m)) / (2 * cube + m));
  const r = m / (t * t);
  const y = (t + (t * (r - t)) / (2 * t + r)) * powerOfTwo(subnormal ? q - 18 : q);
  return x < 0 ? -y : y;
}
