import { expOf } from '../math/exp.ts';
import { logOf } from '../math/log.ts';
import { log1pOf } from '../math/log1p.ts';
import { logGammaTermOf } from '../math/poisson-term.ts';
import type { Uniforms } from './sample.ts';

/**
 * One draw from a binomial distribution: how many of n come to pass with probability p. Below $n p = 10$ the distribution function is added up
 * until it passes a uniform number; from there on by transformed rejection, at a cost that does not grow with n.
 *
 * @see W. Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46 (1993), algorithm BTRS.
 */
export function binomialDraw(uniforms: Uniforms, at: number, n: number, p: number): number {
  if (p > 0.5) return n - binomialDraw(uniforms, at, n, 1 - p);
  return n * p < 10 ? byInversion(uniforms(at), n, p) : byTransformedRejection(uniforms, at, n, p);
}

/** The first k whose distribution function passes u; the sum stops growing some 1e-16 below 1. */
function byInversion(u: number, n: number, p: number): number {
  const odds = p / (1 - p);
  let term = expOf(n * log1pOf(-p));
  let sum = term;
  let k = 0;
  while (u >= sum && k < n) {
    k++;
    term *= odds * ((n - k + 1) / k);
    if (sum + term === sum) return k;
    sum += term;
  }
  return k;
}

/** The letters are Hörmann's. Most draws are accepted by the first test, which lies within the second. */
function byTransformedRejection(uniforms: Uniforms, at: number, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const logP = (k: number): number => logGammaTermOf(k + 1, n * p) + logGammaTermOf(n - k + 1, n * (1 - p)); // up to a constant
  for (let part = 0; ; part += 2) {
    const u = uniforms(at, part) - 0.5;
    const v = uniforms(at, part + 1);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    if (us >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (k < 0 || k > n) continue;
    if (logOf((v * alpha) / (a / (us * us) + b)) <= logP(k) - logP(mode)) return k;
  }
}
