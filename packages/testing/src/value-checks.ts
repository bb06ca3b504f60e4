import { DataError, type DType, DTypeError, HmlError, type Tensor } from '@hml/tensor';
import { type Op, trace } from '@hml/tensor/extend';
import { expect } from 'vitest';
import { type Call, isFloating } from './call.ts';
import { assertClose, assertSame, type Tolerance } from './close.ts';
import { byDefinition } from './definition.ts';
import type { Draw } from './draw.ts';
import { compacted, expanded, layouts, relaid } from './layouts.ts';
import { replay } from './replay.ts';

/** The ops that a call applies, with their inputs and values. */
export function applications(call: Call, inputs: readonly Tensor[]): { op: Op; attrs: unknown; inputs: Tensor[]; y: Tensor }[] {
  const graph = trace(call, inputs);
  const { values } = replay(graph, inputs);
  return graph.nodes.flatMap((node, id) => {
    if (node.kind !== 'op') return [];
    return [{ op: node.op, attrs: node.attrs, inputs: node.inputs.map((input) => values[input]), y: values[id] }];
  });
}

/** Compares every op that a call applies with its definition. */
export function checkDefinition(call: Call, inputs: readonly Tensor[], tolerance: Tolerance): void {
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

/** What a trace announces is what comes out, and what it noted computes the same. */
export function checkTrace(inputs: readonly Tensor[], call: Call): void {
  const graph = trace(call, inputs);
  const y = call(...inputs);
  const traced = graph.nodes[graph.outputs[0]];
  expect([traced.shape, traced.dtype], 'traced shape and dtype').toEqual([y.shape, y.dtype]);
  assertSame(replay(graph, inputs).outputs[0], y);
}

/** A function whose shapes depend on values says so under a trace. */
export function checkRefusesTrace(inputs: readonly Tensor[], call: Call): void {
  if (inputs.length > 0) expect(() => trace(call, inputs)).toThrow(DataError);
}

/** However the inputs lie in memory, the result has the same bits. */
export function checkLayouts(inputs: readonly Tensor[], call: Call, draw: Draw): void {
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

/** A call does not write into what it was given. */
export function checkUntouched(inputs: readonly Tensor[], call: Call): void {
  const before = inputs.map(compacted);
  call(...inputs);
  inputs.forEach((x, i) => {
    assertSame(x, before[i]);
  });
}

/** In another type, an op computes its definition in that type or refuses with a DTypeError; never something else. */
export function checkDType(call: Call, inputs: readonly Tensor[], dtype: DType, tolerance: Tolerance, valueDependent: boolean): void {
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

/** A call that must throw throws this class of error, with no part left empty. */
export function checkError(call: () => unknown, error: new (...parts: never[]) => HmlError): void {
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
