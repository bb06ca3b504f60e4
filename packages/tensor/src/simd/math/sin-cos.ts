import { FloatLanes, type Vector } from '../../assembler/index.ts';
import { close, far, first, second, third } from '../../math/sin-cos.ts';
import type { Guarded } from '../elementwise.ts';
import { formatOf, whole } from './format.ts';

/** $\sin x$; in float64 the bits of `sinOf`. Numbers that need more of π than three parts are refused. */
export function sin(f: FloatLanes, x: Vector): Guarded {
  const { value, refused } = turned(f, x, 0);
  return { value: f.select(f.eq(x, 0), x, value), refused }; // −0 stays −0
}

/** $\cos x$; in float64 the bits of `cosOf`, with the same exceptions. */
export function cos(f: FloatLanes, x: Vector): Guarded {
  return turned(f, x, 1);
}

/** $\sin(x + q \pi / 2)$ */
function turned(f: FloatLanes, x: Vector, q: number): Guarded {
  const a = f.abs(x);
  const tooFar = f.and(f.gt(a, far), f.lt(a, Infinity));
  if (f.type === 'float32') {
    const { turns, rest } = reduce32(f, x);
    return { value: quarter(f, rest, undefined, f.int.add(turns, f.int.const(q))), refused: tooFar };
  }
  const k = whole(f, f.mul(x, 2 / Math.PI));
  const rest = f.sub(x, f.mul(k, first)); // exact
  const step = f.mul(k, second); // exact
  const sum = f.sub(rest, step);
  const back = f.sub(sum, rest);
  const low = f.sub(f.sub(f.sub(rest, f.sub(sum, back)), f.add(step, back)), f.mul(k, third));
  const high = f.add(sum, low);
  const little = f.and(f.ge(a, 0.7853981633974483), f.lt(f.abs(high), close));
  const turns = f.add(k, formatOf(f).rounder + q); // its last bits are those of the integer
  return { value: quarter(f, high, f.add(f.sub(sum, high), low), turns), refused: f.or(tooFar, little) };
}

/** The nearest multiple of π/2 taken off in float64, two lanes at a time: what is left is right to the last bit of float32. */
function reduce32(f: FloatLanes, x: Vector): { readonly turns: Vector; readonly rest: Vector } {
  const d = new FloatLanes(f.fn, 'float64');
  const { rounder } = formatOf(d);
  const halves = [x, f.shuffle(x, x, [2, 3, 0, 1])].map((half) => {
    const v = d.convert(half);
    const turns = d.add(d.mul(v, 2 / Math.PI), rounder);
    const k = d.sub(turns, rounder);
    return { turns, rest: f.convert(d.sub(d.sub(v, d.mul(k, first)), d.mul(k, second + third))) };
  });
  const [lower, upper] = halves;
  return { turns: f.shuffle(lower.turns, upper.turns, [0, 2, 4, 6]), rest: f.shuffle(lower.rest, upper.rest, [0, 1, 4, 5]) };
}

/** $\tfrac1{n!}, -\tfrac1{(n - 2)!}, \dots$ until `last`. */
function alternating(n: number, last: number): readonly number[] {
  const terms: number[] = [];
  let factorial = 1;
  for (let i = 2; i <= n; i++) {
    factorial *= i;
    if (i >= last && (n - i) % 2 === 0) terms.unshift(((n - i) % 4 === 0 ? 1 : -1) / factorial);
  }
  return terms;
}

/** $(\sin x / x - 1) / z$ and $(\cos x - 1 + z / 2) / z^2$ for $z = x^2 \le 0.62$ in float32, near-minimax to $4 \cdot 10^{-9}$ and $10^{-10}$. */
const sinTerms32: readonly number[] = [-0.000195185989, 0.00833219104, -0.166666552];
const cosTerms32: readonly number[] = [2.44306684e-5, -0.00138873013, 0.0416666456];

/** $\sin(h + l + k \pi / 2)$ for $|h| \le \pi / 4$, where the last two bits of `turns` are those of k. */
function quarter(f: FloatLanes, h: Vector, l: Vector | undefined, turns: Vector): Vector {
  const { int } = f;
  const single = f.type === 'float32';
  const z = f.mul(h, h);
  const half = f.mul(z, 0.5);
  const sum = f.sub(1, half);
  const lost = f.sub(f.sub(1, sum), half);
  const cosine = f.mul(f.mul(z, z), f.polynomial(z, single ? cosTerms32 : alternating(16, 4)));
  const even = f.add(sum, f.add(lost, l === undefined ? cosine : f.sub(cosine, f.mul(h, l))));
  const sine = f.mul(f.mul(h, z), f.polynomial(z, single ? sinTerms32 : alternating(17, 3)));
  const odd = f.add(h, l === undefined ? sine : f.add(sine, f.sub(l, f.mul(half, l))));
  const y = f.select(int.eq(int.and(turns, int.const(1)), int.const(1)), even, odd);
  return f.xor(y, int.shl(int.and(turns, int.const(2)), 8 * f.bytes - 2));
}
