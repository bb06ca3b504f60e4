import { type Cell, DataError, type DType, DTypeError, isTensor, type Shape, type Tensor } from '@hml/tensor';
import {
  type CellListener,
  carrying,
  describeValue,
  type GradientRules,
  type Scope,
  type Segment,
  scope,
  type TapeNode,
  withScope,
} from '@hml/tensor/extend';

/**
 * `f` with less memory: what it computes on the way is forgotten, and computed again when the gradient needs it.
 *
 * The tape keeps what goes into `f` and its result, instead of everything in between; the walk, in either mode, calls `f` once more.
 * Values and gradients are the same bits as without. Cells and random streams are for that call what they were at first, and what it
 * assigns is dropped, so that a mask drawn within is the same mask. Besides its arguments, `f` may read cells and tensors from around it;
 * checkpoints may be nested.
 *
 * @throws DTypeError when `f` does not return one tensor; DataError when it returns a promise.
 * @example
 * import { checkpoint, grad } from '@hml/autograd';
 * import { mul, sin, sum, type Tensor, tensor } from '@hml/tensor';
 * const block = checkpoint((x: Tensor) => sin(mul(x, x)));
 * grad((x) => sum(block(x)))(tensor([0, 1])).toArray() // [0, 1.0806046117362795] — 2x cos x²
 * @see Griewank, "Achieving logarithmic growth of temporal and spatial complexity in reverse automatic differentiation", 1992.
 */
export function checkpoint<Args extends readonly unknown[], Y extends Tensor>(f: (...args: Args) => Y): (...args: Args) => Y;
export function checkpoint(f: (...args: unknown[]) => Tensor): (...args: unknown[]) => Tensor {
  return (...args) => {
    const before: Scope = { trace: undefined, depth: 0, ...scope };
    const journal = new Journal(before.cells ?? before.trace);
    const segment: Segment = { outer: before.segment };
    const y = withScope('checkpoint', { ...before, cells: journal, segment }, () => f(...args));
    if (!isTensor(y))
      throw new DTypeError({ where: 'checkpoint', what: 'the function returned no tensor', expected: 'one tensor', got: describeValue(y) });
    const again = (): Tensor => {
      const cells = new Rerun(journal.first, scope?.cells ?? scope?.trace);
      return withScope('checkpoint', { trace: undefined, ...scope, depth: before.depth, quiet: before.quiet, cells }, () => f(...args));
    };
    return summarize(y, segment, again);
  };
}

/** `y` with one note in place of all those of the segment, on every tape that it is on. */
function summarize(y: Tensor, segment: Segment, again: () => Tensor): Tensor {
  const { node } = y;
  if (node === undefined || !within(node.segment, segment)) return y;
  const { tape } = node;
  const value = summarize(node.value, segment, again);
  if (node.cut !== undefined) return carrying({ ...node, value });
  const parents = inputsOf(node, segment);
  const op: GradientRules = {
    name: 'checkpoint',
    vjp: () => undefined,
    jvp: () => undefined,
    expand: (self) => {
      const { open } = tape;
      tape.open = true; // what `f` reads carries notes of this tape: it has to be noted there once more
      try {
        return noteOf(again(), self);
      } finally {
        tape.open = open;
      }
    },
  };
  const inputs = parents.map((parent) => parent.value);
  return carrying({ ...node, index: tape.length++, op, attrs: undefined, inputs, parents, value, segment: segment.outer });
}

/** Whether a note that belongs to `inner` lies within `segment`. */
function within(inner: Segment | undefined, segment: Segment): boolean {
  let at = inner;
  while (at !== undefined && at !== segment) at = at.outer;
  return at === segment;
}

/** The notes from outside the segment that `node` depends on. */
function inputsOf(node: TapeNode, segment: Segment): TapeNode[] {
  const seen = new Set([node]);
  for (const { parents, segment: own } of seen) {
    if (!within(own, segment)) continue;
    for (const parent of parents) if (parent !== undefined) seen.add(parent);
  }
  return [...seen].filter(({ segment: own }) => !within(own, segment));
}

/** The note of `y` on the tape that `first` is on. */
function noteOf(y: Tensor, { tape, value }: TapeNode): TapeNode {
  for (let at = y; at.node !== undefined; at = at.node.value) if (at.node.tape === tape) return at.node;
  throw new DataError({
    where: 'checkpoint',
    what: 'the function computed something else when it was called again',
    expected: `${describeValue(value)} that depends on the same inputs`,
    got: describeValue(y),
    fix: 'let what changes between the calls be in cells: a checkpointed function may read nothing else that changes',
  });
}

/** Remembers what each cell held when it was read first. */
class Journal implements CellListener {
  readonly first = new Map<Cell, Tensor>();
  readonly #outer: CellListener | undefined;

  constructor(outer: CellListener | undefined) {
    this.#outer = outer;
  }

  read<S extends Shape, D extends DType>(cell: Cell<S, D>, value: Tensor<S, D>): Tensor<S, D> {
    const now = this.#outer?.read(cell, value) ?? value;
    if (!this.first.has(cell)) this.first.set(cell, now);
    return now;
  }

  assign(cell: Cell, value: Tensor): boolean {
    return this.#outer?.assign(cell, value) ?? false;
  }

  replace(cell: Cell, value: Tensor): boolean {
    return this.#outer?.replace(cell, value) ?? false;
  }
}

/** Lets cells hold what they held the first time; assignments are seen by the function alone. */
class Rerun implements CellListener {
  readonly #now: Map<Cell, Tensor>;
  readonly #outer: CellListener | undefined;

  constructor(first: ReadonlyMap<Cell, Tensor>, outer: CellListener | undefined) {
    this.#now = new Map(first);
    this.#outer = outer;
  }

  read<S extends Shape, D extends DType>(cell: Cell<S, D>, value: Tensor<S, D>): Tensor<S, D>;
  read(cell: Cell, value: Tensor): Tensor {
    return this.#now.get(cell) ?? this.#outer?.read(cell, value) ?? value;
  }

  assign(cell: Cell, value: Tensor): true {
    return this.replace(cell, value);
  }

  replace(cell: Cell, value: Tensor): true {
    this.#now.set(cell, value);
    return true;
  }
}
