import { gradCheck } from '@hml/autograd';
import type { DType, HmlError, Tensor } from '@hml/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, type Floats, isFloating, onFloating } from './call.ts';
import { assertClose, type Tolerance } from './close.ts';
import { Draw } from './draw.ts';
import { type ForAllOptions, forAll } from './for-all.ts';
import {
  checkAliasing,
  checkBroadcasting,
  checkDerivativeLayouts,
  checkDuality,
  checkLinearity,
  checkNothing,
  checkSecondOrder,
} from './gradient-checks.ts';
import { runs } from './runs.ts';
import {
  applications,
  checkDefinition,
  checkDType,
  checkError,
  checkLayouts,
  checkRefusesTrace,
  checkTrace,
  checkUntouched,
} from './value-checks.ts';

/** One call of an op. */
export interface OpCase {
  /** The tensors it is called with. */
  readonly inputs: readonly Tensor[];
  /** How it is called; the op's function itself if absent. */
  readonly call?: (...inputs: Tensor[]) => Tensor;
  /** What the call should give, computed another way: for functions that are compositions, whose parts have definitions but they have none. */
  readonly reference?: (...inputs: Tensor[]) => Tensor;
}

/** One call of an op that takes more than tensors. */
export interface NamedOpCase extends OpCase {
  /** How it is called, with its attributes. */
  readonly call: (...inputs: Tensor[]) => Tensor;
}

/** What the shared suite must know of an op to test it. */
export interface OpSpec<Case extends OpCase = OpCase> {
  /** Draws the inputs of one call: shapes, domains, structure, attributes; away from kinks and poles. */
  readonly cases: (draw: Draw) => Case;
  /** Whether derivatives are checked. @defaultValue true, where the output is floating */
  readonly derivative?: boolean;
  /** What must be 0 for a right answer, where the answer is defined by an equation. */
  readonly residual?: (y: Tensor, ...inputs: Tensor[]) => Tensor;
  /** The reference of all cases that do not bring their own. */
  readonly reference?: (...inputs: Tensor[]) => Tensor;
  /** How far a float64 kernel may be off its definition. @defaultValue 4e-15 relative */
  readonly tolerance?: Tolerance;
  /** The types of inputs for which the op is asked to work or to refuse. @defaultValue all five, for every input that is float64 in a case */
  readonly dtypes?: readonly DType[];
  /**
   * Whether the shape of the result depends on values. Such a function cannot be traced, and has no declaration: it must say so under a
   * trace, and its values are for the test file to check. @defaultValue false
   */
  readonly valueDependent?: boolean;
  /** Whether infinities and NaN are tried. @defaultValue true */
  readonly specials?: boolean;
  /** Calls that must throw, and what. */
  readonly invalid?: readonly (readonly [call: () => unknown, error: new (...parts: never[]) => HmlError])[];
}

/**
 * The suite that every op passes, for your own ops as for ours: the kernel equals the definition for shapes of rank 0–4 with sides from
 * 0 to 17, for strided, reversed and broadcast inputs, for NaN and infinities, in every dtype; traced shapes equal computed ones; `vjp`
 * and `jvp` agree with finite differences and with each other, once and twice; gradients are linear in the cotangent, keep their bits
 * in every layout, and add up where an input is broadcast or used twice; invalid calls throw errors that teach.
 *
 * An op that takes more than tensors is named, and each case says how it is called. The declarations behind the function are found by
 * tracing a call. Runs in vitest; `HML_RUNS` multiplies the number of cases and `HML_SEED` sets the seed.
 */
export function describeOp(op: Call, spec: OpSpec): void;
export function describeOp(name: string, spec: OpSpec<NamedOpCase>): void;
export function describeOp(op: Call | string, spec: OpSpec): void {
  const { residual, derivative = true, invalid = [] } = spec;
  const property: Property = (title, check, options) => {
    it(title, () => {
      forAll((draw) => {
        const { inputs, call, reference } = spec.cases(draw);
        check(inputs, callOf(op, call), draw, reference ?? spec.reference);
      }, options);
    });
  };
  describe(typeof op === 'string' ? op : op.name, () => {
    describeValues(op, spec, property);
    if (residual) {
      property('solves its equation', (inputs, call) => {
        const rest = residual(call(...inputs), ...inputs);
        assertClose(rest, rest.mul(0), { atol: 1e-10 });
      });
    }
    if (derivative) describeDerivatives(property);
    invalid.forEach(([call, error], i) => {
      it(`refuses invalid call ${i + 1} with a ${error.name}`, () => checkError(call, error));
    });
  });
}

/** Declares one test: a check that holds for every case that the spec draws. */
type Property = (
  title: string,
  check: (inputs: readonly Tensor[], call: Call, draw: Draw, reference: Call | undefined) => void,
  options?: ForAllOptions,
) => void;

function describeValues(op: Call | string, spec: OpSpec, property: Property): void {
  const { cases, residual, tolerance = { rtol: 4e-15 }, specials = true, valueDependent = false } = spec;
  if (valueDependent) property('says under a trace that it needs values', checkRefusesTrace);
  else {
    it('has a definition, a residual or a reference', () => {
      const sampled = fc.sample(fc.gen(), runs()).map((generate) => cases(new Draw(generate)));
      const defined = sampled.some(
        ({ inputs, call, reference = spec.reference }) =>
          reference !== undefined || applications(callOf(op, call), inputs).some((application) => application.op.definition),
      );
      expect(defined || residual !== undefined).toBe(true);
    });
    property('computes its definition', (inputs, call, _, reference) => {
      checkDefinition(call, inputs, tolerance);
      if (reference) assertClose(call(...inputs), reference(...inputs), tolerance);
    });
    property('gives the traced shape and dtype, and its graph replays to the same bits', checkTrace);
  }
  property('gives the same bits for every layout of its inputs', checkLayouts);
  property('leaves its inputs as they were', checkUntouched);
  for (const dtype of spec.dtypes ?? (['float32', 'int32', 'uint8', 'bool'] as const)) {
    property(`takes ${dtype} by the rules, or refuses it`, (inputs, call) => checkDType(call, inputs, dtype, tolerance, valueDependent));
  }
  if (specials && !valueDependent) {
    property('computes its definition for NaN, infinities and extremes', (inputs, call, draw) =>
      checkDefinition(
        call,
        inputs.map((x) => (isFloating(x) ? draw.special(x.shape) : x)),
        tolerance,
      ),
    );
  }
}

function describeDerivatives(property: Property): void {
  const derivative = (title: string, check: (f: Call, inputs: Floats, draw: Draw) => void, options?: ForAllOptions): void =>
    property(title, (inputs, call, draw) => onFloating(call, inputs, (f, floats) => check(f, floats, draw)), options);
  const differences = (f: Call, inputs: Floats): void => gradCheck(f, inputs);
  derivative('has a vjp that agrees with finite differences', differences);
  derivative('has a vjp that agrees with finite differences for large and odd shapes', differences, { large: true, cases: 5 });
  derivative('has a jvp that is the adjoint of its vjp', checkDuality);
  derivative('has second derivatives that agree with finite differences and with each other', checkSecondOrder, { cases: 10 });
  derivative('has a vjp that is linear in the cotangent', checkLinearity);
  derivative('passes nothing back for a cotangent of zeros or an unused value', checkNothing);
  derivative('gives the same bits of derivatives for every layout of inputs, cotangents and tangents', checkDerivativeLayouts);
  derivative('sums its gradients over what it broadcasts', checkBroadcasting);
  derivative('adds its gradients where two inputs are one', checkAliasing);
}

/** How an op is called: as the case says, or as the function it is. */
function callOf(op: Call | string, call: Call | undefined): Call {
  if (call !== undefined) return call;
  if (typeof op !== 'string') return op;
  throw new Error('a case of a named op says how it is called');
}
