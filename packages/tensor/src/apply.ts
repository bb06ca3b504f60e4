import { DataError } from './errors.ts';
import type { Op, Operand, Signature } from './op.ts';
import { scope } from './scope.ts';
import { innermost, nodeOn, note, type Tape } from './tape.ts';
import type { Tensor } from './tensor.ts';

/**
 * The door through which every op goes. Whoever listens is served in this order:
 *
 * 1. a gradient tape, when an input carries one of its nodes: the op is noted on the innermost tape and applied to what lies beneath it;
 * 2. a trace, when `scope` has one: only the shape is computed and the graph notes the op;
 * 3. nobody: the kernel runs.
 *
 * A watcher, when `scope` has one, is told of what came of 2 and 3.
 */
export function apply(op: Op<undefined>, operands: readonly Operand[]): Tensor;
export function apply<Attrs>(op: Op<Attrs>, operands: readonly Operand[], attrs: Attrs): Tensor;
export function apply(op: Op, operands: readonly Operand[], attrs?: unknown): Tensor {
  const inputs = op.prepare(operands);
  const tape = innermost(inputs);
  if (tape !== undefined) return record(op, inputs, attrs, tape);
  const out = op.infer(inputs, attrs);
  if (scope === undefined) return run(op, inputs, attrs, out);
  const value = scope.trace === undefined ? run(op, inputs, attrs, out) : scope.trace.note(op, inputs, attrs, out);
  scope.watcher?.applied(op, inputs, attrs, value);
  return value;
}

/** Runs the kernel; what has no room in memory is then told in the name of the op. */
function run(op: Op, inputs: readonly Tensor[], attrs: unknown, out: Signature): Tensor {
  try {
    return op.run(inputs, attrs, out);
  } catch (error) {
    throw error instanceof DataError && error.where === 'tensor' ? new DataError({ ...error, where: op.name }) : error;
  }
}

/** Applies the op beneath `tape` and notes it there. */
function record(op: Op, inputs: readonly Tensor[], attrs: unknown, tape: Tape): Tensor {
  const beneath = inputs.map((x) => nodeOn(tape, x)?.value ?? x);
  return note(tape, op, attrs, inputs, beneath, apply(op, beneath, attrs));
}
