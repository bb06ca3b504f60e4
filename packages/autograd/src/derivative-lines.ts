import { add, mul, normal, type Random, type Tensor, uniform, wrap } from '@hml/tensor';
import { type AlongLine, type Slopes, step } from './finite-differences.ts';
import type { CheckedInput } from './grad-check-inputs.ts';
import { vjp } from './vjp.ts';

/** Inputs up to this size are checked element by element, larger ones along random directions. */
const fullInput = 64;
/** Outputs up to this size are checked element by element, larger ones through random projections. */
const fullOutput = 16;
/** The factor of the smallest step that is taken whatever the size of what moves. */
export const narrowest = 2 ** -12;

/** A function of tensors in a row. */
export type OfTensors = (...tensors: readonly Tensor[]) => Tensor;

/** One number made of the outputs: an element, or a random combination. */
export interface Projection {
  readonly output: number;
  readonly of: (outputs: Float64Array) => number;
  /** How far rounding may have moved its slope. */
  readonly rounding: (slopes: Slopes) => number;
  /** Its gradients by all inputs. */
  readonly gradients: readonly Float64Array[];
}

/** One derivative to compare: by one input, along one direction. */
export interface Line {
  readonly input: CheckedInput;
  /** The element of the input, −1 for a random direction. */
  readonly index: number;
  readonly u: Float64Array;
  readonly f: AlongLine;
  /** The step that suits the size of what moves. */
  readonly h: number;
  /** What the step is multiplied with, in turn, as long as the two derivatives differ. */
  readonly factors: readonly number[];
}

/** The whole of a small output, element by element; three random combinations of a large one. */
export function projectionsOf(f: OfTensors, xs: readonly Tensor[], rng: Random): Projection[] {
  const [first, ...others] = xs;
  if (first === undefined) return [];
  const { value, pullback } = vjp<readonly [Tensor, ...Tensor[]]>(f, [first, ...others]);
  const gradientsOf = (v: Tensor): Float64Array[] => pullback(v).map(numbersOf);
  if (value.size <= fullOutput) {
    return Array.from({ length: value.size }, (_, output) => {
      const gradients = gradientsOf(wrap(unit(value.size, output), value.shape));
      return { output, of: (outputs) => outputs[output], rounding: (slopes) => slopes.rounding[output], gradients };
    });
  }
  return [0, 1, 2].map((i) => {
    const v = normal(rng.split(i), value.shape);
    const weights = numbersOf(v);
    const rounding = (slopes: Slopes): number => combinedRounding(slopes, weights);
    return { output: -1, of: (outputs) => dot(outputs, weights), rounding, gradients: gradientsOf(v) };
  });
}

/** Of independent errors the squares add up. Outputs that stay as they are have none, unless all do: then the step may be too small. */
function combinedRounding({ fine, coarse, rounding }: Slopes, weights: Float64Array): number {
  const still = fine.every((v) => v === 0) && coarse.every((v) => v === 0);
  const errors = rounding.map((error, i) => (still || fine[i] !== 0 || coarse[i] !== 0 ? weights[i] * error : 0));
  return Math.sqrt(dot(errors, errors));
}

/** A line per element of a small input, eight random ones through a large one. */
export function linesOf(f: OfTensors, xs: readonly Tensor[], input: CheckedInput, place: number, rng: Random): Line[] {
  const { size } = input.x;
  if (size <= fullInput) return Array.from({ length: size }, (_, i) => lineOf(f, xs, input, place, unit(size, i), i));
  return Array.from({ length: 8 }, (_, i) => lineOf(f, xs, input, place, randomDirection(rng.split(100 + i), input.x), -1));
}

/** The line through the inputs along which one of them, at `place`, moves in the direction `u`. */
export function lineOf(f: OfTensors, xs: readonly Tensor[], input: CheckedInput, place: number, u: Float64Array, index: number): Line {
  const { x } = input;
  const direction = wrap(u, x.shape);
  const values = numbersOf(x);
  const size = index < 0 ? 1 : Math.max(1, Math.abs(values[index])); // a random direction has the sizes in it
  const factors = factorsFor(values.filter((_, i) => u[i] !== 0));
  return { input, index, u, h: step * size, factors, f: (t) => numbersOf(f(...xs.with(place, add(x, mul(direction, t))))) };
}

/**
 * The first step is the most exact far from kinks and poles, the next two keep clear of near ones, and one in proportion to the least of
 * what moves of those that are near on its scale, as the pole of log by $10^{-6}$. The wide one is for slopes of functions that are large.
 */
function factorsFor(moved: Float64Array): readonly number[] {
  const least = moved.reduce((smallest, v) => (v === 0 ? smallest : Math.min(smallest, Math.abs(v))), 1);
  return [1, 2 ** -6, narrowest, ...(least < 1 ? [least] : []), 32];
}

/** A direction whose components are at most as large as what they move: $u_i = \max(1, |x_i|)\, \mathcal U(-1, 1)$. */
function randomDirection(rng: Random, x: Tensor): Float64Array {
  const parts = numbersOf(uniform(rng, x.shape, { low: -1, high: 1 }));
  return numbersOf(x).map((value, i) => Math.max(1, Math.abs(value)) * parts[i]);
}

/** 1 at one place and 0 elsewhere. */
export function unit(size: number, place: number): Float64Array {
  const values = new Float64Array(size);
  values[place] = 1;
  return values;
}

function numbersOf(x: Tensor): Float64Array {
  return Float64Array.from(x.toTypedArray());
}

/** $\langle a, b \rangle$ */
export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
