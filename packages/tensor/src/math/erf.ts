import { expOf } from './exp.ts';

/** Up to here $\operatorname{erf}$ is its own polynomial, beyond it comes from its complement. */
const border = 0.75;

/** $\operatorname{erf}(x) / x - 1$ for $z = x^2 \le 0.5625$: near-minimax of degree 11, fitted to 9e-21, its coefficients rounded to 18 places. */
function erfSeries(z: number): number {
  let p = -9.50284089e-10;
  p = p * z + 1.4413879289e-8;
  p = p * z - 1.63332293434e-7;
  p = p * z + 1.646038320986e-6;
  p = p * z - 1.4925589383821e-5;
  p = p * z + 0.000120553315452941;
  p = p * z - 0.000854832700113595;
  p = p * z + 0.005223977625222192;
  p = p * z - 0.026866170645118446;
  p = p * z + 0.11283791670955087;
  p = p * z - 0.37612638903183754;
  p = p * z + 0.1283791670955126;
  return p;
}

/**
 * $1 - \operatorname{erf} x$ for $x \ge 0.75$, as $e^{-x^2} g(t) / (1 + 2x)$ with $t = (x - 4) / (x + 4)$, where $g$ is a
 * near-minimax polynomial of degree 20, fitted to 9e-18 for $x \le 28$. What rounding takes from $x^2$ is given back.
 *
 * @see Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x", Math. Comp. 36, 1981.
 */
function tail(x: number): number {
  if (x > 28) return 0;
  const t = (x - 4) / (x + 4);
  let p = -1.9574240742e-8;
  p = p * t + 7.9737956611e-8;
  p = p * t + 8.455874719e-8;
  p = p * t - 7.94914928211e-7;
  p = p * t + 2.81771819019e-7;
  p = p * t + 5.692072736895e-6;
  p = p * t - 1.1214740187743e-5;
  p = p * t - 2.4392857871123e-5;
  p = p * t + 0.000150619102304599;
  p = p * t - 0.00019925815355818;
  p = p * t - 0.00075777273571324;
  p = p * t + 0.005031970189530972;
  p = p * t - 0.016197734129440578;
  p = p * t + 0.03716751551891285;
  p = p * t - 0.06633036580691523;
  p = p * t + 0.09373283499925197;
  p = p * t - 0.10103906603650287;
  p = p * t + 0.06809705425467243;
  p = p * t + 0.015379652102622616;
  p = p * t - 0.1396211168405624;
  p = p * t + 1.2329951186255526;
  const square = x * x;
  const high = Math.fround(x);
  const low = x - high;
  const lost = high * high - square + 2 * high * low + low * low;
  const y = expOf(-square);
  return (y - y * lost) * (p / (1 + 2 * x));
}

/** $\operatorname{erf} x$ in float64, the same bits in every engine. */
export function erfOf(x: number): number {
  const a = Math.abs(x);
  if (a < border) return x + x * erfSeries(x * x);
  const y = 1 - tail(a);
  return x < 0 ? -y : y;
}

/** $1 - \operatorname{erf} x$ in float64, the same bits in every engine, accurate also where it is tiny. */
export function erfcOf(x: number): number {
  if (Math.abs(x) < border) {
    const rest = x * erfSeries(x * x);
    return x < 0.25 ? 1 - (x + rest) : 0.5 - (x - 0.5 + rest);
  }
  return x < 0 ? 2 - tail(-x) : tail(x);
}
