import { gradCheck, jvp, vjp } from '@hml/autograd';
import { DataError, type DType, DTypeError, HmlError, isTensor, type Shape, type Tensor } from '@hml/tensor';
import { type Op, trace } from '@hml/tensor/extend';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertClose, assertSame, isClose, type Tolerance } from './close.ts';
import { byDefinition } from './definition.ts';
import { Draw } from './draw.ts';
import { compacted, expanded, layouts, relaid } from './layouts.ts';
import { replay } from './replay.ts';
import { runs } from './runs.ts';

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

/** A function of tensors that applies an op. */
export type Call = (...inputs: Tensor[]) => Tensor;

/**
 * The suite that every op passes, for your own ops as for ours: the kernel equals the definition for shapes of rank 0–4 with sides 0–3,
 * for strided, reversed and broadcast inputs, for NaN and infinities, in every dtype; traced shapes equal computed ones; `vjp` and `jvp`
 * agree with finite differences and with each other; invalid calls throw errors that teach.
 *
 * An op that takes more than tensors is named, and each case says how it is called. The declarations behind the function are found by tracing a call. Runs in vitest; `HML_RUNS` multiplies the number of cases and
 * `HML_SEED` sets the seed.
 */
export function describeOp(op: Call, spec: OpSpec): void;
export function describeOp(name: string, spec: OpSpec<NamedOpCase>): void;
export function describeOp(op: Call | string, spec: OpSpec): void {
  const { cases, residual, derivative = true, tolerance = { rtol: 4e-15 }, specials = true, valueDependent = false, invalid = [] } = spec;
  const property = (
    title: string,
    check: (inputs: readonly Tensor[], call: Call, draw: Draw, reference: Call | undefined) => void,
  ): void => {
    it(title, () => {
      fc.assert(
        fc.property(fc.gen(), (generate) => {
          const draw = new Draw(generate);
          const { inputs, call, reference } = cases(draw);
          check(inputs, callOf(op, call), draw, reference ?? spec.reference);
        }),
        runs(),
      );
    });
  };

  describe(typeof op === 'string' ? op : op.name, () => {
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
    if (residual) {
      property('solves its equation', (inputs, call) => {
        const rest = residual(call(...inputs), ...inputs);
        assertClose(rest, rest.mul(0), { atol: 1e-10 });
      });
    }
    if (derivative) property('has a vjp that agrees with finite differences', (inputs, call) => onFloating(call, inputs, gradCheck));
    if (derivative)
      property('has a jvp that is the adjoint of its vjp', (inputs, call, draw) =>
        onFloating(call, inputs, (f, floats) => checkDuality(f, floats, draw)),
      );
    invalid.forEach(([call, error], i) => {
      it(`refuses invalid call ${i + 1} with a ${error.name}`, () => checkError(call, error));
    });
  });
}

/** How an op is called: as the case says, or as the function it is. */
function callOf(op: Call | string, call: Call | undefined): Call {
  if (call !== undefined) return call;
  if (typeof op !== 'string') return op;
  throw new Error('a case of a named op says how it is called');
}

/** The ops that a call applies, with their inputs and values. */
function applications(call: Call, inputs: readonly Tensor[]): { op: Op; attrs: unknown; inputs: Tensor[]; y: Tensor }[] {
  const graph = trace(call, inputs);
  const { values } = replay(graph, inputs);
  return graph.nodes.flatMap((node, id) => {
    if (node.kind !== 'op') return [];
    return [{ op: node.op, attrs: node.attrs, inputs: node.inputs.map((input) => values[input]), y: values[id] }];
  });
}

/** Compares every op that a call applies with its definition. */
function checkDefinition(call: Call, inputs: readonly Tensor[], tolerance: Tolerance): void {
  for (const { op, attrs, inputs: own, y } of applications(call, inputs)) {
    const expected = byDefinition(op, own, attrs, y);
    // Sums of terms of both signs cannot be held to their own size, only to that of their terms.
    const size = Math.max(1, ...own.map(largest));
    const scale = op.definition?.kind === 'elementwise' ? 1 : Number.isFinite(size) ? size ** own.length * Math.max(1, own[0].size) : 1;
    const unit = y.dtype === 'float32' ? 2 ** -23 : 2 ** -52;
    const { rtol = 0, atol = 0 } = tolerance;
    const loose = {
      rtol: Math.max(rtol, y.dtype === 'float32' ? 2 ** -22 : 0),
      atol: atol + (op.definition?.kind === 'elementwise' ? smallest(y.dtype) : 4 * unit * scale),
    };
    if (expected) assertClose(y, expected, loose);
  }
}

/** The distance of neighbours among the smallest numbers: below it there is no relative accuracy. */
function smallest(dtype: DType): number {
  return dtype === 'float32' ? 2 ** -149 : 2 ** -1074;
}

function largest(x: Tensor): number {
  return Array.from(x.toTypedArray()).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}

function checkTrace(inputs: readonly Tensor[], call: Call): void {
  const graph = trace(call, inputs);
  const y = call(...inputs);
  const traced = graph.nodes[graph.outputs[0]];
  expect([traced.shape, traced.dtype], 'traced shape and dtype').toEqual([y.shape, y.dtype]);
  assertSame(replay(graph, inputs).outputs[0], y);
}

function checkRefusesTrace(inputs: readonly Tensor[], call: Call): void {
  if (inputs.length > 0) expect(() => trace(call, inputs)).toThrow(DataError);
}

function checkLayouts(inputs: readonly Tensor[], call: Call, draw: Draw): void {
  const y = call(...inputs);
  assertSame(call(...inputs.map((x) => relaid(x, draw.pick(layouts)))), y);
  const repeated = inputs.map((x) => (isFloating(x) && draw.boolean() ? expanded(x) : x));
  let expected: Tensor;
  try {
    expected = call(...repeated.map(compacted));
  } catch {
    return; // the structure of the inputs does not survive, as with positive definite matrices
  }
  assertSame(call(...repeated), expected);
}

function checkUntouched(inputs: readonly Tensor[], call: Call): void {
  const before = inputs.map(compacted);
  call(...inputs);
  inputs.forEach((x, i) => {
    assertSame(x, before[i]);
  });
}

/** In another type, an op computes its definition in that type or refuses with a DTypeError; never something else. */
function checkDType(call: Call, inputs: readonly Tensor[], dtype: DType, tolerance: Tolerance, valueDependent: boolean): void {
  const converted = inputs.map((x) => (isFloating(x) ? x.cast(dtype) : x));
  try {
    call(...converted);
  } catch (error) {
    if (error instanceof DTypeError || (error instanceof HmlError && dtype !== 'float32')) return;
    throw error;
  }
  checkResultType(call(...inputs).dtype, dtype, call(...converted).dtype);
  if (valueDependent) return;
  checkDefinition(call, converted, tolerance);
  checkTrace(converted, call);
}

/**
 * The dtype table: what float64 inputs give decides what others may. Where they give bools or int32 (comparisons, indices), all types do.
 * Where they give float64, float32 gives float32, and integers keep their type, are added up in int32, or compute in float64.
 */
function checkResultType(forFloat64: DType, dtype: DType, result: DType): void {
  const integers: readonly DType[] = [dtype, 'int32', 'float64'];
  const allowed = forFloat64 !== 'float64' ? [forFloat64] : dtype === 'float32' ? ['float32'] : integers;
  expect(allowed, `the dtype that ${dtype} gives`).toContain(result);
}

/** Runs `check` on the call as a function of its floating inputs, unless its output is of a kind that has no derivative. */
function onFloating(call: Call, inputs: readonly Tensor[], check: (f: Call, floats: readonly [Tensor, ...Tensor[]]) => void): void {
  if (!isFloating(call(...inputs))) return;
  const [first, ...others] = inputs.filter(isFloating);
  if (first === undefined) return;
  const f = (...floats: Tensor[]): Tensor => {
    let next = 0;
    return call(...inputs.map((x) => (isFloating(x) ? floats[next++] : x)));
  };
  check(f, [first, ...others]);
}

/** $\langle v, J u \rangle = \langle J^\top v, u \rangle$: two derivations of the same derivative, without the noise of differences. */
function checkDuality(f: Call, inputs: readonly [Tensor, ...Tensor[]], draw: Draw): void {
  const like = (shape: Shape): Tensor => draw.tensor({ shape, min: -1, max: 1 });
  const [first, ...others] = inputs;
  const directions: [Tensor, ...Tensor[]] = [like(first.shape), ...others.map((x) => like(x.shape))];
  const { value, tangent } = jvp(f, [first, ...others], directions);
  const { pullback } = vjp(f, [first, ...others]);
  expect([tangent.shape, tangent.dtype], 'shape and dtype of the tangent').toEqual([value.shape, value.dtype]);
  const v = like(value.shape);
  const gradients = pullback(v);
  gradients.forEach((g, i) => {
    expect([g.shape, g.dtype], `shape and dtype of gradient ${i}`).toEqual([inputs[i].shape, inputs[i].dtype]);
  });
  const forwards = inner(v, tangent);
  const backwards = gradients.map((g, i) => inner(g, directions[i]));
  const total = backwards.reduce((sum, { value: part }) => sum + part, 0);
  const size = Math.max(forwards.size, ...backwards.map((part) => part.size));
  if (!isClose(forwards.value, total, { atol: 1e-12 * Math.max(1, size) })) {
    throw new Error(`⟨v, Ju⟩ = ${forwards.value} by jvp, but ⟨Jᵀv, u⟩ = ${total} by vjp`);
  }
}

/** An inner product, and the sum of the sizes of its terms. */
function inner(a: Tensor, b: Tensor): { value: number; size: number } {
  const [x, y] = [a.toTypedArray(), b.toTypedArray()];
  const terms = Array.from(x, (v, i) => v * y[i]);
  return { value: terms.reduce((total, term) => total + term, 0), size: terms.reduce((total, term) => total + Math.abs(term), 0) };
}

function checkError(call: () => unknown, error: new (...parts: never[]) => HmlError): void {
  let thrown: unknown;
  try {
    call();
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown, 'nothing was thrown').toBeInstanceOf(error);
  if (!(thrown instanceof HmlError)) throw thrown;
  for (const part of ['where', 'what', 'expected', 'got'] as const) expect(thrown[part], `the error's ${part}`).not.toBe('');
}

function isFloating(x: Tensor): boolean {
  return isTensor(x) && (x.dtype === 'float64' || x.dtype === 'float32');
}
