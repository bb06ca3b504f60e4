import { add, mul, normal, type Random, type Tensor, uniform, wrap } from '@hml/tensor';
import { type AlongLine, step } from './finite-differences.ts';
import type { CheckedInput } from './grad-check-inputs.ts';
import { vjp } from './vjp.ts';

/** Inputs up to this size are checked element by element, larger ones along random directions. */
const fullInput = 64;
/** Outputs up to this size are checked element by element, larger ones through random projections. */
const fullOutput = 16;

/** A function of tensors in a row. */
export type OfTensors = (...tensors: readonly Tensor[]) => Tensor;

/** One number made of the outputs: an element, or a random combination. */
export interface Projection {
  readonly output: number;
  readonly of: (outputs: Float64Array) => number;
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
}

/** The whole of a small output, element by element; three random combinations of a large one. */
export function projectionsOf(f: OfTensors, xs: readonly Tensor[], rng: Random): Projection[] {
  const [first, ...others] = xs;
  if (first === undefined) return [];
  const { value, pullback } = vjp<readonly [Tensor, ...Tensor[]]>(f, [first, ...others]);
  const gradientsOf = (v: Tensor): Float64Array[] => pullback(v).map(numbersOf);
  if (value.size <= fullOutput) {
    return Array.from({ length: value.size }, (_, output) => {
      return { output, of: (outputs) => outputs[output], gradients: gradientsOf(wrap(unit(value.size, output), value.shape)) };
    });
  }
  return [0, 1, 2].map((i) => {
    const v = normal(rng.split(i), value.shape);
    const weights = numbersOf(v);
    return { output: -1, of: (outputs) => dot(outputs, weights), gradients: gradientsOf(v) };
  });
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
  const size = index < 0 ? 1 : Math.max(1, Math.abs(numbersOf(x)[index])); // a random direction has the sizes in it
  return { input, index, u, h: step * size, f: (t) => numbersOf(f(...xs.with(place, add(x, mul(direction, t))))) };
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
