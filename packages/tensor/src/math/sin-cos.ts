import { highWord, powerOfTwo } from './bits.ts';
import { rounder } from './exp.ts';
import { cosSeries, sinSeries } from './trig.ts';

/** π/2 in three parts, of which this is the first; whole multiples of the first two up to 2^20 are exact. */
export const first = 1.5707963267341256;
/** The second part of π/2. */
export const second = 6.077100506303966e-11;
/** The third part of π/2. */
export const third = 2.0222662487959506e-21;

/** Beyond this, in size, a multiple of π/2 is taken off exactly. */
export const far = 1e5;
/** Also where less than this is left. */
export const close = 1e-6;

/** The first 1216 bits of 2/π behind the point. */
const twoOverPi =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babn;
/** $2^{128} \pi / 2$ */
const halfPi = 0x1921fb54442d18469898cc51701b839a2n;

/** $\sin x$ in float64, the same bits in every engine. */
export function sinOf(x: number): number {
  return x === 0 ? x : turned(x, 0); // −0 stays −0
}

/** $\cos x$ in float64, the same bits in every engine. */
export function cosOf(x: number): number {
  return turned(x, 1);
}

/** $\tan x$ in float64, the same bits in every engine. */
export function tanOf(x: number): number {
  return x === 0 ? x : turned(x, 0) / turned(x, 1); // −0 stays −0
}

/**
 * $\sin(x + q \pi / 2)$. The nearest multiple of π/2 is taken off in three parts (Cody and Waite) up to 10^5; beyond, and
 * where too little would be left of x, exactly (Payne and Hanek).
 */
function turned(x: number, q: number): number {
  const a = Math.abs(x);
  if (!(a < Infinity)) return Number.NaN;
  if (a < 0.7853981633974483) return quarter(x, 0, q);
  const k = x * (2 / Math.PI) + rounder - rounder;
  const rest = x - k * first; // exact
  const step = k * second; // exact
  const sum = rest - step;
  const back = sum - rest;
  const low = rest - (sum - back) - (step + back) - k * third; // what rounding took from sum, and the third part
  const high = sum + low;
  if (a > far || Math.abs(high) < close) return exactly(x, q);
  return quarter(high, sum - high + low, k + q);
}

/** As `turned`, with whole numbers: x is one times a power of two, and 1216 bits of 2/π leave 128 right ones of any x. */
function exactly(x: number, q: number): number {
  const a = Math.abs(x);
  const exponent = (highWord(a) >>> 20) - 1075;
  const turns = (BigInt(a * powerOfTwo(-exponent)) * twoOverPi) >> BigInt(1088 - exponent); // quarter turns, times 2^128
  const k = (turns + (1n << 127n)) >> 128n;
  const angle = (turns - (k << 128n)) * halfPi; // times 2^256
  const high = Number(angle);
  const low = Number(angle - BigInt(high));
  const unit = x < 0 ? -powerOfTwo(-256) : powerOfTwo(-256);
  return quarter(high * unit, low * unit, (x < 0 ? -1 : 1) * Number(k & 3n) + q);
}

/** $\sin(h + l + k \pi / 2)$ for $|h| \le \pi / 4$, where l is no more than what rounding would take from h. */
function quarter(h: number, l: number, k: number): number {
  const z = h * h;
  let y: number;
  if (k & 1) {
    const half = 0.5 * z;
    const sum = 1 - half;
    y = sum + (1 - sum - half + (z * z * cosSeries(z) - h * l));
  } else y = h + (h * z * sinSeries(z) + (l - 0.5 * z * l));
  return k & 2 ? -y : y;
}
