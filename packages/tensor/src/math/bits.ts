/**
 * A float64 and its two halves: the one scratch word through which `exp` and `log` reach exponents. Written before it is
 * read within the same call, so it carries nothing from one to the next.
 */
const word = /* @__PURE__ */ new Float64Array(1);
const halves = /* @__PURE__ */ new Uint32Array(word.buffer); // little-endian: the high half is at index 1

/** The high 32 bits of a float64: sign, 11 bits of exponent, 20 bits of fraction. */
export function highWord(x: number): number {
  word[0] = x;
  return halves[1];
}

/** `x` with its high 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  word[0] = x;
  halves[1] = high;
  return word[0];
}

/** $2^k$ for $-1022 \le k \le 1023$, from its bits. */
export function powerOfTwo(k: number): number {
  halves[0] = 0;
  halves[1] = (k + 1023) << 20;
  return word[0];
}
