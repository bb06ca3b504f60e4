import { exp, log, normal, random, sigmoid, uniform } from '@hml/tensor';
import type { Bench } from '../run.ts';

/** Draws, and the functions that are our own polynomials. */
export default function randomBench(bench: Bench): void {
  const n = 100_000;
  const per = { units: n, unit: 'element' };
  const rng = random(0);
  bench('uniform, float64', () => uniform(rng, [n]), per);
  bench('normal, float64', () => normal(rng, [n]), per);
  const x = uniform(rng, [n], { low: 0.1, high: 9 });
  bench('exp, float64', () => exp(x), per);
  bench('log, float64', () => log(x), per);
  bench('sigmoid, float64', () => sigmoid(x), per);
}
