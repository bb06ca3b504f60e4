import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { erfc } from './erf.ts';
import { expFactors, product as productOf, scaled } from './exp.ts';
import { head, lostOfSquare, powerOfTwo } from './format.ts';

/** $\ln((1 + 2z) e^{z^2} \operatorname{erfc} z)$ in $t = (z - 2) / (z + 2)$ for $0 \le z \le 10.2$, in float32: near-minimax to $10^{-7}$. */
const tailTerms32: readonly number[] = [
  0.00298744743, 0.00113527721, -0.0022871769, -0.00458546542, 0.00744307786, -0.00500797853, 0.00653302995, -0.0424494296, 0.118910126,
  -0.132645875, -0.0726435483, 0.244496539,
];

/** $x\,\Phi(x)$ in float32, where $\Phi(-|x|) = \tfrac12 \operatorname{erfc}(|x| / \sqrt2)$ is one formula for all x: relative to $10^{-6}$. */
function gelu32(f: FloatLanes, x: Vector): Vector {
  const a = f.pmin(f.abs(x), 15); // the tail is 0 beyond
  const z = f.mul(a, Math.SQRT1_2);
  const p = f.polynomial(f.div(f.sub(z, 2), f.add(z, 2)), tailTerms32);
  const square = f.mul(a, a);
  const half = f.mul(square, 0.5);
  const exponent = f.sub(p, half);
  const lost = f.add(f.mul(lostOfSquare(f, a, square, head(f, a)), 0.5), f.sub(f.add(exponent, half), p));
  const { y, rest } = expFactors(f, exponent, f.neg(lost));
  const power = powerOfTwo(f, rest);
  const part = f.div(f.mul(y, 0.5), f.add(f.add(z, z), 1));
  return f.select(f.lt(x, 0), f.mul(f.mul(f.neg(a), part), power), f.mul(x, f.sub(1, f.mul(part, power))));
}

/** As in the op: the lower tail with what rounding took from its argument put back. */
function gelu64(f: FloatLanes, x: Vector): Vector {
  const v = f.pmax(x, -50); // Φ is 0 from −40 on
  const z = f.mul(v, -Math.SQRT1_2);
  const root = 0.7071067690849304;
  const high = head(f, v);
  const missing = f.sub(f.sub(f.neg(f.mul(high, root)), z), f.mul(f.sub(v, high), root));
  const delta = f.sub(missing, f.mul(v, 1.210161710447897e-8));
  const factor = f.mul(f.sub(1, f.mul(f.mul(z, 2), delta)), 0.5);
  return f.mul(v, f.mul(f.select(f.lt(v, 0), factor, f.const(0.5)), erfc(f, z)));
}

/** $x\,\Phi(x)$; in float64 the bits of the plain loop. */
export function gelu(f: FloatLanes, x: Vector): Vector {
  return f.type === 'float32' ? gelu32(f, x) : gelu64(f, x);
}

/** $\sqrt{8 / \pi}$ and 0.044715 times it, each as a head and what is missing from it. */
const factors = {
  float32: { c: [1.595703125, 6.59966057308e-5], c3: [0.07135009765625, 4.71861635025e-6] },
  float64: { c: [1.5957691669464111, -4.534068042105272e-8], c3: [0.07135481387376785, 2.3988323959931355e-9] },
} as const;

/** $x\,\sigma(2u)$, $2u = x (c + c_3 x^2)$, which is carried in two numbers; in float64 the bits of the plain loop. */
export function geluTanh(f: FloatLanes, x: Vector): Vector {
  const { c, c3 } = factors[f.type];
  const v = f.pmax(f.neg(f.abs(x)), f.type === 'float32' ? -13 : -41);
  const high = head(f, v);
  const low = f.sub(v, high);
  const square = head(f, f.mul(v, v));
  const squareLow = lostOfSquare(f, v, square, high);
  const cube = f.mul(square, c3[0]);
  const factor = head(f, f.add(cube, c[0]));
  const missing = f.add(f.add(f.mul(squareLow, 0.07135481627260025), f.mul(square, c3[1])), c[1]);
  const factorLow = f.add(f.add(f.sub(cube, factor), c[0]), missing);
  const product = f.mul(high, factor);
  const rest = f.add(f.mul(high, factorLow), f.mul(low, f.add(factor, factorLow)));
  const exponent = f.add(product, rest);
  const factored = expFactors(f, exponent, f.add(f.sub(product, exponent), rest));
  const e = productOf(f, factored);
  const divisor = f.add(e, 1);
  const below = scaled(f, factored, (y) => f.div(f.mul(v, y), divisor));
  return f.select(f.ge(x, 0), f.div(x, divisor), below);
}
