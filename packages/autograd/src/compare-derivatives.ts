import { DataError, type ErrorParts, random, type Tensor } from '@hml/tensor';
import { dot, type Line, lineOf, linesOf, type OfTensors, type Projection, projectionsOf, unit } from './derivative-lines.ts';
import { hasKink, slopes } from './finite-differences.ts';
import type { GradCheckOptions } from './grad-check.ts';
import { type Difference, errorOf, GradCheckError } from './grad-check-error.ts';
import { type CheckedInput, checkValue, nameOf } from './grad-check-inputs.ts';

/** What the step is multiplied with as long as the two derivatives differ: far from a kink or a pole, the first is the most exact. */
const factors = [1, 2 ** -6, 2 ** -12];

/** A derivative that differs. */
interface Failure {
  readonly at: Difference;
  readonly line: Line;
  readonly place: number;
  readonly projection: Projection;
}

/** The comparison behind the checks, for a function of tensors in a row. */
export function compareWithDifferences(where: string, f: OfTensors, inputs: readonly CheckedInput[], options: GradCheckOptions): void {
  const { rtol = 1e-7, atol = 1e-8, randomState = 0 } = options;
  const xs = inputs.map(({ x }) => x);
  if (xs.every(({ size }) => size === 0)) return; // nothing that could move, though the value may be infinite: the logSumExp of nothing
  checkValue(where, f(...xs), () => f(...xs));
  const rng = random(randomState);
  const projections = projectionsOf(f, xs, rng);
  const allowed = ({ numeric, analytic }: Difference): number => atol + rtol * Math.max(Math.abs(numeric), Math.abs(analytic));
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
  const wrong = worst.find((failure) => !isKink(failure, allowed));
  const failure = locate(f, xs, wrong ?? worst[0], allowed);
  const count = `${failures.length} of ${compared} derivatives differ`;
  throw new GradCheckError(partsOf(where, failure.at, allowed(failure.at), count, wrong !== undefined), failure.at);
}

/** The projections whose derivative along the line differs from the differences for every step. */
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
    return { at, line, place, projection };
  });
  for (const factor of factors) {
    const { fine } = slopes(line.f, factor * line.h);
    left = left.flatMap((failure) => {
      const numeric = failure.projection.of(fine);
      const at = { ...failure.at, numeric };
      if (errorOf(at) <= allowed(at)) return [];
      return Number.isNaN(numeric) || errorOf(failure.at) < errorOf(at) ? [failure] : [{ ...failure, at }];
    });
    if (left.length === 0) break;
  }
  const undefinedThere = left.find(({ at }) => Number.isNaN(at.numeric));
  if (undefinedThere !== undefined) throw notFinite(where, undefinedThere.at);
  return left;
}

/** Whether the function has no derivative there: looked for with the smallest step, a few times as wide. */
function isKink({ at, line, projection }: Failure, allowed: (at: Difference) => number): boolean {
  const width = 8 * factors[factors.length - 1] * line.h;
  return hasKink((t) => projection.of(line.f(t)), width, 100 * allowed(at));
}

/** The element to blame for a failure along a random direction: of the halves of the direction, always the one that is further off. */
function locate(f: OfTensors, xs: readonly Tensor[], failure: Failure, allowed: (at: Difference) => number): Failure {
  const { at, line, place, projection } = failure;
  if (at.index >= 0) return failure;
  const along = (u: Float64Array, index: number): Failure => {
    const part = lineOf(f, xs, line.input, place, u, index);
    const analytic = dot(projection.gradients[place], u);
    return { at: { ...at, index, analytic, numeric: projection.of(slopes(part.f, part.h).fine) }, line: part, place, projection };
  };
  let [low, high] = [0, line.u.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const [left, right] = [line.u.map((v, i) => (low <= i && i < middle ? v : 0)), line.u.map((v, i) => (middle <= i && i < high ? v : 0))];
    if (errorOf(along(left, -1).at) >= errorOf(along(right, -1).at)) high = middle;
    else low = middle;
  }
  const element = along(unit(line.u.length, low), low);
  return errorOf(element.at) > allowed(element.at) ? element : failure;
}

function partsOf(where: string, at: Difference, allowed: number, count: string, smooth: boolean): ErrorParts {
  const element = at.index < 0 ? 'along a random direction' : `element ${at.index}`;
  const output = at.output < 0 ? 'a random combination of the outputs' : `output element ${at.output}`;
  return {
    where,
    what: smooth ? 'the gradient is wrong' : 'the function is not smooth here',
    expected: `${short(at.numeric)} by finite differences, within ${Number(allowed.toPrecision(2))}`,
    got: `${short(at.analytic)} as the derivative of ${output} by ${nameOf(at)}, ${element}; off by ${short(errorOf(at))}; ${count}, this one most`,
    fix: smooth
      ? 'graphOf shows the gradients of all steps between: look for the first that is wrong, in a rule of your own first'
      : 'check at inputs away from kinks and jumps: there a derivative is a convention',
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(10)));
}

function notFinite(where: string, at: Difference): DataError {
  return new DataError({
    where,
    what: 'the function is not finite nearby',
    expected: 'finite values within a step of the inputs',
    got: `NaN or infinity beside ${nameOf(at)}, ${at.index < 0 ? 'along a random direction' : `element ${at.index}`}`,
    fix: 'choose inputs further away from poles and from the edge of the domain',
  });
}
