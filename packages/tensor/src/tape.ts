import type { DType } from './dtype.ts';
import type { Op } from './op.ts';
import type { Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';

/**
 * One differentiation in progress. Ops whose inputs carry one of its nodes are noted; when it is closed, tensors that
 * still carry its nodes count as constants again.
 */
export class Tape {
  /** Tapes nest: the inner one has the greater depth and is peeled off first. */
  readonly depth: number;
  /** Whether ops are still noted. */
  open = true;

  /** A tape at this depth of nesting. */
  constructor(depth: number) {
    this.depth = depth;
  }
}

/** One op that happened: what the walks of autograd need to know of it. A leaf has no op. */
export interface TapeNode {
  /** The tape it is on. */
  readonly tape: Tape;
  /** The op, undefined for a leaf. */
  readonly op: Op | undefined;
  /** What else the op was told. */
  readonly attrs: unknown;
  /** The inputs as they are outside this tape (they may carry nodes of outer tapes). */
  readonly inputs: readonly Tensor[];
  /** The node of each input on this tape; undefined for constants. */
  readonly parents: readonly (TapeNode | undefined)[];
  /** The result, as it is outside this tape. */
  readonly value: Tensor;
}

/** A leaf of a tape: an input by which the derivative is taken. */
export interface Leaf {
  /** Its node on the tape. */
  readonly node: TapeNode;
  /** The tensor that carries the node. */
  readonly tensor: Tensor;
}

/** The value of `x` on `tape` from here on: same elements, with a leaf node. */
export function leaf(tape: Tape, x: Tensor): Leaf {
  const node: TapeNode = { tape, op: undefined, attrs: undefined, inputs: [], parents: [], value: x };
  return { node, tensor: x.taped(node) };
}

/** The node of `x` on this very tape. */
export function nodeOn(tape: Tape, x: Tensor): TapeNode | undefined {
  return x.node !== undefined && x.node.tape === tape ? x.node : undefined;
}

/** What lies beneath all tapes: the very tensor that was taped, so that a trace still knows it. */
export function untaped<S extends Shape, D extends DType>(x: Tensor<S, D>): Tensor<S, D>;
export function untaped(x: Tensor): Tensor {
  let value = x;
  while (value.node !== undefined) value = value.node.value;
  return value;
}
