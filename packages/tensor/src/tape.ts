import { type DType, isFloat } from './dtype.ts';
import { NotDifferentiableError } from './errors.ts';
import type { GradientRules } from './op.ts';
import { scope } from './scope.ts';
import type { Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** Options of `loss.backward()`. */
export interface BackwardOptions {
  /** Whether the tape keeps what it noted, so that the same graph can be walked again. @defaultValue false */
  readonly retainGraph?: boolean;
}

/**
 * One differentiation in progress. Ops whose inputs carry one of its nodes are noted; when it is closed, tensors that
 * still carry its nodes count as constants again. The notes hold each other: the tape itself holds none of them.
 */
export class Tape {
  /** Tapes nest: the inner one has the greater depth and is peeled off first. The tape of parameters has depth 0. */
  readonly depth: number;
  /** What `loss.backward()` does with a loss that was noted here; undefined where a function call does the walk. */
  readonly backward: ((loss: Tensor, options?: BackwardOptions) => void) | undefined;
  /** Whether ops are still noted. */
  open = true;
  /** How many notes were made: each note carries its number. */
  length = 0;
  /** The method by which values of taped tensors were read out last, past the tape. */
  read: string | undefined = undefined;

  /** A tape at this depth of nesting. */
  constructor(depth: number, backward?: (loss: Tensor, options?: BackwardOptions) => void) {
    this.depth = depth;
    this.backward = backward;
  }
}

/** A stretch of a computation that is noted as one: see `checkpoint` in `@hml/autograd`. */
export interface Segment {
  /** The stretch in which this one lies. */
  readonly outer: Segment | undefined;
}

/** One op that happened: what the walks of autograd need to know of it. A leaf has no op. */
export interface TapeNode {
  /** The tape it is on. */
  readonly tape: Tape;
  /** Its number among the notes of the tape: what was computed later has a greater one. */
  readonly index: number;
  /** The op, by its gradient rules; undefined for a leaf. */
  readonly op: GradientRules | undefined;
  /** What else the op was told; for a leaf, whom its gradient is for. */
  attrs: unknown;
  /** The inputs as they are outside this tape (they may carry nodes of outer tapes). */
  inputs: readonly Tensor[];
  /** The node of each input on this tape; undefined for constants. An op without parents has been walked and let go. */
  parents: readonly (TapeNode | undefined)[];
  /** The result, as it is outside this tape. */
  readonly value: Tensor;
  /** The op that cut this value off: it depends on the leaves only through values that have no derivative. */
  readonly cut: string | undefined;
  /** The stretch to which it belongs. */
  readonly segment: Segment | undefined;
}

/** A leaf of a tape: an input by which the derivative is taken. */
export interface Leaf<S extends Shape = Shape, D extends DType = DType> {
  /** Its node on the tape. */
  readonly node: TapeNode;
  /** The tensor that carries the node. */
  readonly tensor: Tensor<S, D>;
}

const none: readonly never[] = Object.freeze([]);

/** The value of `x` on `tape` from here on: same elements, with a leaf node that knows its owner. */
export function leaf<S extends Shape, D extends DType>(tape: Tape, x: Tensor<S, D>, owner?: unknown): Leaf<S, D>;
export function leaf(tape: Tape, x: Tensor, owner?: unknown): Leaf {
  const index = tape.length++;
  const node = { tape, index, op: undefined, attrs: owner, inputs: none, parents: none, value: x, cut: undefined, segment: undefined };
  return { node, tensor: x.taped(node) };
}

/**
 * Notes on `tape` that `op` made `value` of `inputs`, which are `beneath` outside the tape. Nothing is noted on a tape that is
 * closed or quiet. Results that are not floating have no derivative: they and what is computed from them alone are marked as cut off.
 */
export function note(
  tape: Tape,
  op: GradientRules,
  attrs: unknown,
  inputs: readonly Tensor[],
  beneath: readonly Tensor[],
  value: Tensor,
): Tensor {
  if (!tape.open || tape.depth <= (scope?.quiet ?? -1)) return value;
  const nodes = inputs.map((x) => nodeOn(tape, x));
  const parents = nodes.map((node) => (node?.cut === undefined ? node : undefined));
  const index = tape.length++;
  const segment = scope?.segment;
  if (isFloat(value.dtype) && parents.some((node) => node !== undefined))
    return value.taped({ tape, index, op, attrs, inputs: beneath, parents, value, cut: undefined, segment });
  if (tape.depth !== (scope?.depth ?? 0)) return value; // a gradient rule that compares, say: not what the user wrote
  const cut = nodes.find((node) => node?.cut !== undefined)?.cut ?? op.name;
  return value.taped({ tape, index, op: undefined, attrs: undefined, inputs: none, parents: none, value, cut, segment });
}

/**
 * `value`, which the function of that name made of the values of `x` past all tapes: on each tape that `x` is on, it is marked as cut
 * off, or, where it is floating, as the result of an op without derivative.
 */
export function noteCut<T extends Tensor>(name: string, x: Tensor, value: T): T;
export function noteCut(name: string, x: Tensor, value: Tensor): Tensor {
  const { node } = x;
  if (node === undefined) return value;
  const op = { name, vjp: () => undefined, jvp: () => undefined };
  return note(node.tape, op, undefined, [x], [node.value], noteCut(name, node.value, value));
}

/** The value of a note, with the note on it. */
export function carrying(node: TapeNode): Tensor {
  return node.value.taped(node);
}

/** Lets go of what a node holds: afterwards only its value is left. A leaf holds nothing. */
export function release(node: TapeNode): void {
  if (node.op === undefined) return;
  node.attrs = undefined;
  node.inputs = none;
  node.parents = none;
}

/** The node of `x` on this very tape. */
export function nodeOn(tape: Tape, x: Tensor): TapeNode | undefined {
  return x.node !== undefined && x.node.tape === tape ? x.node : undefined;
}

/** The tape of the greatest depth among those that the tensors carry. */
export function innermost(tensors: readonly Tensor[]): Tape | undefined {
  let tape: Tape | undefined;
  for (const { node } of tensors) if (node !== undefined && (tape === undefined || node.tape.depth > tape.depth)) tape = node.tape;
  return tape;
}

/** What lies beneath all tapes: the very tensor that was taped, so that a trace still knows it. */
export function untaped<S extends Shape, D extends DType>(x: Tensor<S, D>): Tensor<S, D>;
export function untaped(x: Tensor): Tensor {
  let value = x;
  while (value.node !== undefined) value = value.node.value;
  return value;
}

/** `x`, whose values are being read out by a method. The tape remembers: what is made of them it cannot follow. */
export function reading<T extends Tensor>(x: T, method: string): T {
  const tape = x.node?.tape;
  if (tape !== undefined && tape.depth === scope?.depth) tape.read = method;
  return x;
}

/** What `loss.backward()` does: the walk of the tape that the parameters are on. */
export function walkBack(loss: Tensor, options?: BackwardOptions): void {
  let y = loss;
  while (y.node !== undefined && y.node.tape.backward === undefined) y = y.node.value;
  if (y.node?.tape.backward !== undefined) y.node.tape.backward(y, options);
  else throw noParameter(loss);
}

function noParameter(loss: Tensor): NotDifferentiableError {
  return new NotDifferentiableError({
    where: 'backward',
    what: 'the tensor does not depend on a parameter',
    expected: 'a loss computed by ops from parameters, not from values read out of them, and not within noGrad',
    got: describeValue(loss),
    fix: 'new Parameter(tensor) of @hml/autograd makes a parameter; grad(f)(x) differentiates without them',
  });
}
