import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { formatOf } from './format.ts';

/** $x = 2^k m$ with $\sqrt{1/2} < m \le \sqrt 2$, for normal $x > 0$. */
export function split(f: FloatLanes, x: Vector): { readonly k: Vector; readonly m: Vector } {
  const { fraction, bias } = formatOf(f);
  const { int } = f;
  const at = BigInt(fraction - 20); // where the 20 bits begin by which the plain function decides
  // With the bits of what lies just above √½ as the start of an interval, fractions above √2 run over into the exponent.
  const shifted = int.add(x, int.const(0x95f61n << at));
  const m = int.add(
    int.and(shifted, int.const((1n << BigInt(fraction)) - 1n)),
    int.const((BigInt(bias - 1) << BigInt(fraction)) + (0x6a09fn << at)),
  );
  const start = 2 ** fraction; // an integer below it, written over its last bits, adds itself
  const k = f.sub(f.or(int.shr(shifted, fraction), start), start + bias);
  return { k, m };
}

/** $\ln\frac{1 + s}{1 - s} / s - 2$ for $z = s^2$, $|s| \le 0.172$: the series $\tfrac23 z + \tfrac25 z^2 + \dots$; in float32 near-minimax to $10^{-9}$. */
function logSeries(f: FloatLanes, z: Vector): Vector {
  const terms = f.type === 'float32' ? [0.298721373, 0.399775535, 0.666667759] : Array.from({ length: 11 }, (_, i) => 2 / (23 - 2 * i));
  return f.mul(f.polynomial(z, terms), z);
}

/** $k \ln 2 + \ln(1 + u) + \delta$, where $\delta$ is no more than what rounding would take from u. */
export function logOfParts(f: FloatLanes, k: Vector, u: Vector, delta?: Vector): Vector {
  const { ln2High, ln2Low } = formatOf(f);
  const s = f.div(u, f.add(u, 2));
  const halfSquare = f.mul(f.mul(u, 0.5), u);
  const rest = delta === undefined ? f.mul(k, ln2Low) : f.add(f.mul(k, ln2Low), delta);
  const series = f.mul(s, f.add(halfSquare, logSeries(f, f.mul(s, s))));
  return f.sub(f.mul(k, ln2High), f.sub(f.sub(halfSquare, f.add(series, rest)), u));
}

/** $\ln x$; in float64 the bits of `logOf`. */
export function log(f: FloatLanes, x: Vector): Vector {
  const { fraction, bias } = formatOf(f);
  const smallest = 2 ** (1 - bias);
  const normal = (a: Vector, shift: number) => {
    const { k, m } = split(f, a);
    return logOfParts(f, shift === 0 ? k : f.sub(k, shift), f.sub(m, 1));
  };
  const usual = f.and(f.ge(x, smallest), f.lt(x, Infinity));
  const y = f.variable(normal(x, 0));
  f.fn.if(f.any(f.not(usual)), () => {
    const subnormal = normal(f.mul(x, 2 ** (fraction + 2)), fraction + 2);
    const special = f.select(f.eq(x, 0), f.const(-Infinity), f.select(f.lt(x, 0), f.const(Number.NaN), x));
    y.set(f.select(usual, y, f.select(f.and(f.gt(x, 0), f.lt(x, smallest)), subnormal, special)));
  });
  return y;
}
