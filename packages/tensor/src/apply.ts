import type { Op, Operand } from './op.ts';
import { scope } from './scope.ts';
import { nodeOn, type Tape } from './tape.ts';
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
  for (let i = 0; i < inputs.length; i++) {
    const node = inputs[i].node;
    if (node !== undefined) return record(op, inputs, attrs, innermost(inputs, node.tape));
  }
  const out = op.infer(inputs, attrs);
  if (scope === undefined) return op.run(inputs, attrs, out);
  const value = scope.trace === undefined ? op.run(inputs, attrs, out) : scope.trace.note(op, inputs, attrs, out);
  scope.watcher?.applied(op, inputs, attrs, value);
  return value;
}

/** The tape of the greatest depth among those that the inputs carry. */
function innermost(inputs: readonly Tensor[], first: Tape): Tape {
  let tape = first;
  for (const { node } of inputs) if (node !== undefined && node.tape.depth > tape.depth) tape = node.tape;
  return tape;
}

/** Applies the op beneath `tape` and notes it there. Results that are not floating have no derivative and stay constants. */
function record(op: Op, inputs: readonly Tensor[], attrs: unknown, tape: Tape): Tensor {
  const beneath = inputs.map((x) => nodeOn(tape, x)?.value ?? x);
  const value = apply(op, beneath, attrs);
  if (!tape.open || (value.dtype !== 'float64' && value.dtype !== 'float32')) return value;
  const parents = inputs.map((x) => nodeOn(tape, x));
  return value.taped({ tape, op, attrs, inputs: beneath, parents, value });
}
