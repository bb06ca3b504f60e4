import { type Cell, DTypeError, isTensor, NotDifferentiableError, ShapeError, type Tensor } from '@hml/tensor';
import { describeValue, isCell, type Leaf, leaf, nodeOn, scope, Tape, type TapeNode, withScope } from '@hml/tensor/extend';
import { leavesOf, type Tree, type Variable } from './tree.ts';

/** One result of a call on a tape. */
export interface Output {
  /** Its node; undefined when it does not depend on the inputs. */
  readonly root: TapeNode | undefined;
  /** The result, as it is outside the tape. */
  readonly value: Tensor;
  /** The op that cut it off: it depends on the inputs only through values that have no derivative. */
  readonly cut: string | undefined;
  /** The method by which the inputs' values were read, when the result does not depend on them otherwise. */
  readonly read: string | undefined;
}

/** What a call with one result left on a tape: the node of each input, and the result. */
export interface Recording extends Output {
  readonly leaves: readonly TapeNode[];
}

/** What a call left on a tape. */
export interface Recordings {
  readonly leaves: readonly TapeNode[];
  readonly outputs: readonly Output[];
}

/** Calls `fn` on the inputs with a tape listening. The tape is closed when the call ends: what leaked out of it counts as constant. */
export function recordCall(where: string, inputs: readonly Variable[], fn: (taped: readonly Tensor[]) => Tensor): Recording {
  const { leaves, outputs } = record(where, inputs, fn, (result) => [result]);
  return { leaves, ...outputs[0] };
}

/** {@link recordCall} for a function of several results. */
export function recordCalls(where: string, inputs: readonly Variable[], fn: (taped: readonly Tensor[]) => readonly Tensor[]): Recordings {
  return record(where, inputs, fn, (results) => results);
}

function record<R>(
  where: string,
  inputs: readonly Variable[],
  fn: (taped: readonly Tensor[]) => R,
  resultsOf: (returned: R) => readonly Tensor[],
): Recordings {
  const tape = new Tape((scope?.depth ?? 0) + 1);
  const { leaves, cells } = leavesOn(tape, where, inputs);
  const restore = [...cells].map(([cell, { tensor }]) => cell.hold(tensor));
  try {
    const returned = withScope(where, { trace: undefined, ...scope, depth: tape.depth }, () => fn(leaves.map(({ tensor }) => tensor)));
    const outputs = resultsOf(returned).map((result) => outputOf(where, tape, result));
    return { leaves: leaves.map(({ node }) => node), outputs };
  } finally {
    tape.open = false;
    for (const giveBack of restore) giveBack();
  }
}

/** A leaf for each input. A cell is one variable, however often it is listed. */
function leavesOn(tape: Tape, where: string, inputs: readonly Variable[]): { leaves: Leaf[]; cells: Map<Cell, Leaf> } {
  const cells = new Map<Cell, Leaf>();
  const leaves = inputs.map((x) => {
    if (!isCell(x)) return leaf(tape, checkFloating(where, x));
    const made = cells.get(x) ?? leaf(tape, checkFloating(where, heldBy(x)));
    cells.set(x, made);
    return made;
  });
  return { leaves, cells };
}

/** What a cell holds; of a parameter, without the mark by which `loss.backward()` would find it: it is a variable of this call. */
function heldBy(cell: Cell): Tensor {
  const { value } = cell;
  return value.node?.attrs === cell ? value.node.value : value;
}

function outputOf(where: string, tape: Tape, result: Tensor): Output {
  if (!isTensor(result))
    throw new DTypeError({
      where,
      what: Array.isArray(result) ? `the function returned ${describeValue(result)}` : 'the function returned no tensor',
      expected: 'one tensor',
      got: describeValue(result),
    });
  const node = nodeOn(tape, result);
  const root = node?.cut === undefined ? node : undefined;
  return { root, value: node?.value ?? result, cut: node?.cut, read: root === undefined ? tape.read : undefined };
}

/** Throws where the derivative would be 0 by accident: because all that leads from the inputs to the result has none. */
export function checkConnected(where: string, { value, cut, read }: Output): void {
  if (cut !== undefined) throw cutOff(cut, where);
  if (read === undefined) return;
  throw new NotDifferentiableError({
    where,
    what: `the result does not depend on the argument, whose values were read by ${read}`,
    expected: 'ops from the argument to the result: what is made of values read out is a constant',
    got: `a constant, ${describeValue(value)}`,
    fix: 'keep tensors throughout; stopGradient(x) says that a derivative of 0 is meant',
  });
}

/** The error for a result that depends on the inputs through something without derivative alone, by the name of that op. */
export function cutOff(op: string, where: string): NotDifferentiableError {
  return new NotDifferentiableError({
    where: op,
    what: `no gradient flows back through ${op}`,
    expected: 'a result that depends on the argument by ops with a derivative; comparisons, indices, integers and bools have none',
    got: `${where} of a result that depends on it through ${op} alone`,
    fix: 'a smooth stand-in, such as sigmoid or softmax; stopGradient(x) says that a derivative of 0 is meant',
  });
}

/** Throws unless `x` is floating: nothing else has derivatives. */
export function checkFloating(where: string, x: Tensor): Tensor {
  if (!isTensor(x)) throw new DTypeError({ where, what: 'not a tensor', expected: 'a tensor or a cell', got: describeValue(x) });
  if (x.dtype === 'float64' || x.dtype === 'float32') return x;
  throw new DTypeError({
    where,
    what: 'integers and bools have no derivative',
    expected: 'float64 or float32',
    got: x.dtype,
    fix: "cast(x, 'float64')",
  });
}

/** Throws unless `y` is a floating scalar, which alone has a gradient. */
export function checkScalar(where: string, y: Tensor): void {
  checkFloating(where, y);
  if (y.ndim === 0) return;
  throw new ShapeError({
    where,
    what: 'the function returned more than one number',
    expected: 'a scalar of shape []',
    got: `[${y.shape.join(', ')}]`,
    fix: 'sum or mean over the result; vjp and jacobian take functions of any shape',
  });
}

/** Throws unless the inputs of `where(f, inputs)` come in an array, one for each argument. */
export function checkInputs(where: string, inputs: unknown): void {
  if (Array.isArray(inputs)) return;
  throw new DTypeError({
    where,
    what: 'inputs are not an array',
    expected: 'an array with one tensor per argument',
    got: describeValue(inputs),
    fix: `${where}(f, [x])`,
  });
}

/** The tangents of the leaves, each in its type. */
export function tangentsOf(where: string, tangents: Tree, leaves: readonly TapeNode[]): Tensor[] {
  const given = leavesOf(where, tangents);
  checkLike(
    where,
    'tangents do not fit',
    given,
    leaves.map(({ value }) => value),
  );
  return given.filter(isTensor).map((dx, i) => dx.cast(leaves[i].value.dtype));
}

/** Throws unless there is one tensor for each of those expected, in its shape. */
export function checkLike(where: string, what: string, given: readonly Variable[], expected: readonly Tensor[]): void {
  const shapes = (list: readonly Variable[]): string =>
    list.map((x) => (isTensor(x) ? `[${x.shape.join(', ')}]` : describeValue(x))).join(', ');
  if (shapes(given) === shapes(expected)) return;
  throw new ShapeError({ where, what, expected: shapes(expected), got: shapes(given) });
}
