import {
  add,
  type ErrorParts,
  HmlError,
  isTensor,
  mul,
  normal,
  OptionError,
  type Random,
  random,
  type Tensor,
  tensor,
  uniform,
  wrap,
} from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import { vjp } from './vjp.ts';

/** How exactly {@link gradCheck} looks. */
export interface GradCheckOptions {
  /** Largest difference allowed, relative to the size of the derivative. @defaultValue 1e-7 */
  readonly rtol?: number;
  /** Largest difference allowed where the derivative is near 0. @defaultValue 1e-8 */
  readonly atol?: number;
  /** Seed of the random projections that stand for the whole Jacobian of large inputs and outputs. @defaultValue 0 */
  readonly randomState?: number;
}

/** A derivative that differs from finite differences, with the place where it differs most. */
export class GradCheckError extends HmlError {
  /** Which argument of the function, from 0. */
  readonly argument: number;
  /** Which element of it, row by row; −1 for a random direction. */
  readonly index: number;
  /** What the gradient says. */
  readonly analytic: number;
  /** What finite differences say. */
  readonly numeric: number;

  /** Builds the message from the parts. */
  constructor(parts: ErrorParts, at: Difference) {
    super(parts);
    this.argument = at.argument;
    this.index = at.index;
    this.analytic = at.analytic;
    this.numeric = at.numeric;
  }
}

/** One derivative, computed in two ways. */
export interface Difference {
  /** Which argument of the function, from 0. */
  readonly argument: number;
  /** Which element of it, row by row; −1 for a random direction. */
  readonly index: number;
  /** What the gradient says. */
  readonly analytic: number;
  /** What finite differences say. */
  readonly numeric: number;
}

/** Inputs up to this size are checked element by element, larger ones along random directions. */
const fullInput = 64;
/** Outputs up to this size are checked element by element, larger ones through random projections. */
const fullOutput = 16;
/** The step of a fourth-order central difference at which truncation and rounding balance: $\varepsilon^{1/5}$. */
const step = 2.220446049250313e-16 ** 0.2;

/**
 * Compares the gradients of a function with finite differences, and throws where they differ.
 *
 * $$ f'(x) \approx \frac{f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)}{12 h}, \qquad h = \varepsilon^{1/5} \max(1, |x|) $$
 *
 * Small Jacobians are compared whole; of larger ones, random projections $v^\top J u$. The differences are taken with h and h/2 and
 * must agree with each other, or the function is not smooth there and the check says so. Runs in any test runner or none.
 *
 * @throws GradCheckError with argument, index, analytic and numeric value where the gradient is wrong; OptionError for inputs that are not float64.
 * @example
 * import { gradCheck } from '@hml/autograd';
 * import { exp, mul, tensor } from '@hml/tensor';
 * gradCheck((x, y) => mul(exp(x), y), [tensor([0, 1]), tensor([2, 3])]) // undefined
 */
export function gradCheck<Inputs extends readonly [Tensor, ...Tensor[]]>(
  f: (...inputs: Inputs) => Tensor,
  inputs: Inputs,
  options?: GradCheckOptions,
): void;
export function gradCheck(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[], options: GradCheckOptions = {}): void {
  checkOptions('gradCheck', options, ['rtol', 'atol', 'randomState']);
  const { rtol = 1e-7, atol = 1e-8, randomState = 0 } = options;
  inputs.forEach(checkInput);
  const [first, ...others] = inputs;
  const { value, pullback } = vjp(f, [first, ...others]);
  const rng = random(randomState);
  const cotangents = value.size <= fullOutput ? units(value) : [0, 1, 2].map((i) => normal(rng.split(i), value.shape));
  const gradients = cotangents.map((v) => pullback(v).map((g) => g.toTypedArray()));
  inputs.forEach((x, argument) => {
    const directions = x.size <= fullInput ? units(x) : [0, 1, 2, 3, 4, 5, 6, 7].map((i) => randomDirection(rng.split(100 + i), x));
    directions.forEach((direction, k) => {
      const index = x.size <= fullInput ? k : -1;
      const slopes = directional(f, inputs, argument, direction, index);
      const u = direction.toTypedArray();
      cotangents.forEach((v, j) => {
        const analytic = dot(gradients[j][argument], u);
        const [numeric, coarse] = slopes.map((slope) => dot(slope, v.toTypedArray()));
        compare({ argument, index, analytic, numeric }, coarse, rtol, atol);
      });
    });
  });
}

function checkInput(x: Tensor, i: number): void {
  if (isTensor(x) && x.dtype === 'float64') return;
  const got = isTensor(x) ? x.dtype : typeof x;
  throw new OptionError({
    where: 'gradCheck',
    what: `input ${i} is not float64`,
    expected: 'float64 tensors: differences need the digits',
    got,
    fix: "cast(x, 'float64')",
  });
}

/** Tensors like `x` that are 1 at one element and 0 elsewhere, one for each element. */
function units(x: Tensor): Tensor[] {
  return Array.from({ length: x.size }, (_, i) => {
    const values = new Float64Array(x.size);
    values[i] = 1;
    return wrap(values, x.shape);
  });
}

/** A direction whose components are at most as large as what they move: $u_i = \max(1, |x_i|)\, \mathcal U(-1, 1)$. */
function randomDirection(rng: Random, x: Tensor): Tensor {
  const sizes = Float64Array.from(x.toTypedArray(), (v) => Math.max(1, Math.abs(v)));
  return mul(wrap(sizes, x.shape), uniform(rng, x.shape, { low: -1, high: 1 }));
}

/** The derivative along a direction by finite differences: with half the step, then with the whole. */
function directional(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  argument: number,
  direction: Tensor,
  index: number,
): Float64Array[] {
  const x = inputs[argument];
  const size = index < 0 ? 1 : Math.abs(x.toTypedArray()[index]); // a random direction has the sizes in it
  const at = (h: number): Float64Array => Float64Array.from(f(...inputs.with(argument, add(x, mul(direction, tensor(h))))).toTypedArray());
  return [0.5, 1].map((factor) => {
    const h = factor * step * Math.max(1, size);
    const [a, b, c, d] = [at(-2 * h), at(-h), at(h), at(2 * h)];
    return a.map((_, i) => (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h));
  });
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

function compare(at: Difference, coarse: number, rtol: number, atol: number): void {
  const { argument, index, analytic, numeric } = at;
  const allowed = atol + rtol * Math.max(Math.abs(numeric), Math.abs(analytic));
  const error = Math.abs(analytic - numeric);
  if (error <= allowed) return;
  const place = `argument ${argument}, ${index < 0 ? 'along a random direction' : `element ${index}`}`;
  const smooth = Math.abs(numeric - coarse) <= 100 * allowed;
  throw new GradCheckError(
    {
      where: 'gradCheck',
      what: smooth ? 'the gradient is wrong' : 'the function is not smooth here',
      expected: smooth
        ? `${numeric} by finite differences, within ${allowed}`
        : `differences that agree for two steps, not ${coarse} and ${numeric}`,
      got: `${analytic} at ${place}, off by ${error}`,
      fix: smooth ? undefined : 'check at inputs away from kinks, poles and jumps',
    },
    at,
  );
}
