import { DataError, type ErrorParts, random, type Tensor } from '@hml/tensor';
import { dot, type Line, lineOf, linesOf, narrowest, type OfTensors, type Projection, projectionsOf, unit } from './derivative-lines.ts';
import { hasKink, type Slopes, slopes } from './finite-differences.ts';
import type { GradCheckOptions } from './grad-check.ts';
import { type Difference, errorOf, GradCheckError } from './grad-check-error.ts';
import { type CheckedInput, checkValue, nameOf } from './grad-check-inputs.ts';

/** As long as the doubt about a difference, relative to the derivative, stays below, what lies within the doubt counts as right. */
const vague = 1e-4;

/** A derivative that differs. */
interface Failure {
  readonly at: Difference;
  readonly line: Line;
  readonly place: number;
  readonly projection: Projection;
  /** How far the finite difference itself may be off, by its step and by the rounding of the function. */
  readonly doubt: number;
}

/** The comparison behind the checks, for a function of tensors in a row. */
export function compareWithDifferences(where: string, f: OfTensors, inputs: readonly CheckedInput[], options: GradCheckOptions): void {
  const { rtol = 1e-7, atol = 1e-8, randomState = 0 } = options;
  const xs = inputs.map(({ x }) => x);
  if (xs.every(({ size }) => size === 0)) return; // nothing that could move, though the value may be infinite: the logSumExp of nothing
  checkValue(where, f(...xs), () => f(...xs));
  const rng = random(randomState);
  const projections = projectionsOf(f, xs, rng);
  const allowed = (at: Difference): number => atol + rtol * sizeOf(at);
  const failures: Failure[] = [];
  let compared = 0;
  for (const [place, input] of inputs.entries()) {
    for (const line of linesOf(f, xs, input, place, rng)) {
      compared += projections.length;
      failures.push(...failuresAlong(where, line, place, projections, allowed));
    }
  }
  if (failures.length === 0) return;
  const worst = failures.sort((a, b) => errorOf(b.at) - errorOf(a.at));
  const certain = worst.filter((failure) => !isDoubtful(failure, allowed));
  if (certain.length === 0) throw tooCoarse(where, worst[0]);
  const wrong = certain.find((failure) => !isKink(failure, allowed));
  const failure = locate(where, f, xs, wrong ?? certain[0], allowed);
  const count = `${certain.length} of ${compared} derivatives differ`;
  throw new GradCheckError(partsOf(where, failure.at, allowed(failure.at), count, wrong !== undefined), failure.at);
}

/** The projections whose derivative along the line differs from the differences: of all steps, the one with the least doubt decides. */
function failuresAlong(
  where: string,
  line: Line,
  place: number,
  projections: readonly Projection[],
  allowed: (at: Difference) => number,
): Failure[] {
  const { input, index, u } = line;
  const { argument, path } = input;
  let left: Failure[] = projections.map((projection) => {
    const { output, gradients } = projection;
    const at = { argument, path, index, output, analytic: dot(gradients[place], u), numeric: Number.NaN };
    return { at, line, place, projection, doubt: Infinity };
  });
  for (const factor of line.factors) {
    const found = slopes(line.f, factor * line.h);
    left = left.flatMap((failure) => {
      const next = lookAgain(failure, found);
      return next.doubt <= failure.doubt && errorOf(next.at) <= allowed(next.at) ? [] : [next.doubt < failure.doubt ? next : failure];
    });
    if (left.length === 0) break;
  }
  const undefinedThere = left.find(({ at }) => Number.isNaN(at.numeric));
  if (undefinedThere !== undefined) throw notFinite(where, undefinedThere.at);
  return left.filter((failure) => !(isDoubtful(failure, allowed) && failure.doubt <= vague * sizeOf(failure.at)));
}

/** Whether the finite difference is too uncertain to call the gradient wrong. */
function isDoubtful({ at, doubt }: Failure, allowed: (at: Difference) => number): boolean {
  return errorOf(at) <= allowed(at) + doubt;
}

/** The same derivative against slopes with another step. The slopes of both widths agree as far as the step is small enough. */
function lookAgain(failure: Failure, found: Slopes): Failure {
  const { of, rounding } = failure.projection;
  const [numeric, coarse] = [of(found.fine), of(found.coarse)];
  const doubt = Math.abs(numeric - coarse) + rounding(found);
  return { ...failure, at: { ...failure.at, numeric }, doubt: Number.isNaN(doubt) ? Infinity : doubt };
}

/** Whether the function has no derivative there: looked for with the smallest step, a few times as wide. */
function isKink({ at, line, projection }: Failure, allowed: (at: Difference) => number): boolean {
  const width = 8 * narrowest * line.h;
  return hasKink((t) => projection.of(line.f(t)), width, 100 * allowed(at));
}

/** The element to blame for a failure along a random direction: of the halves of the direction, always the one that is further off. */
function locate(where: string, f: OfTensors, xs: readonly Tensor[], failure: Failure, allowed: (at: Difference) => number): Failure {
  const { at, line, place, projection } = failure;
  if (at.index >= 0) return failure;
  const along = (u: Float64Array, index: number): Failure => {
    const part = lineOf(f, xs, line.input, place, u, index);
    const analytic = dot(projection.gradients[place], u);
    return lookAgain({ ...failure, at: { ...at, index, analytic }, line: part }, slopes(part.f, part.h));
  };
  let [low, high] = [0, line.u.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const [left, right] = [line.u.map((v, i) => (low <= i && i < middle ? v : 0)), line.u.map((v, i) => (middle <= i && i < high ? v : 0))];
    if (errorOf(along(left, -1).at) >= errorOf(along(right, -1).at)) high = middle;
    else low = middle;
  }
  const element = lineOf(f, xs, line.input, place, unit(line.u.length, low), low);
  const [found = failure] = failuresAlong(where, element, place, [projection], allowed);
  return isDoubtful(found, allowed) ? failure : found;
}

/** The larger of the two, in absolute value. */
function sizeOf({ analytic, numeric }: Difference): number {
  return Math.max(Math.abs(analytic), Math.abs(numeric));
}

function partsOf(where: string, at: Difference, allowed: number, count: string, smooth: boolean): ErrorParts {
  const output = at.output < 0 ? 'a random combination of the outputs' : `output element ${at.output}`;
  return {
    where,
    what: smooth ? 'the gradient is wrong' : 'the function is not smooth here',
    expected: `${short(at.numeric)} by finite differences, within ${Number(allowed.toPrecision(2))}`,
    got: `${short(at.analytic)} as the derivative of ${output} by ${nameOf(at)}, ${elementOf(at)}; off by ${short(errorOf(at))}; ${count}, this one most`,
    fix: smooth
      ? 'graphOf shows the gradients of all steps between: look for the first that is wrong, in a rule of your own first'
      : 'check at inputs away from kinks and jumps: there a derivative is a convention',
  };
}

function elementOf({ index }: Difference): string {
  return index < 0 ? 'along a random direction' : `element ${index}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(10)));
}

function tooCoarse(where: string, { at, doubt }: Failure): DataError {
  return new DataError({
    where,
    what: 'finite differences are too coarse here',
    expected: `a derivative that they tell to a part in ${1 / vague}`,
    got: `${short(at.numeric)}, give or take ${Number(doubt.toPrecision(2))}, by ${nameOf(at)}, ${elementOf(at)}; the gradient says ${short(at.analytic)}`,
    fix: 'rescale the function or its inputs, take a mean in place of a sum, or leave out what is large and constant',
  });
}

function notFinite(where: string, at: Difference): DataError {
  return new DataError({
    where,
    what: 'the function is not finite nearby',
    expected: 'finite values within a step of the inputs',
    got: `NaN or infinity beside ${nameOf(at)}, ${elementOf(at)}`,
    fix: 'choose inputs further away from poles and from the edge of the domain',
  });
}
