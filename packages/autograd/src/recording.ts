import { DTypeError, isTensor, ShapeError, type Tensor } from '@hml/tensor';
import { describeValue, leaf, scope, Tape, type TapeNode, withScope } from '@hml/tensor/extend';

/** What a call left on a tape: the node of each input and of the output, and the output as it is outside the tape. */
export interface Recording {
  readonly leaves: readonly TapeNode[];
  /** The output's node; undefined when the output does not depend on the inputs. */
  readonly root: TapeNode | undefined;
  readonly value: Tensor;
}

/** Calls `fn` on the inputs with a tape listening. The tape is closed when the call ends: what leaked out of it counts as constant. */
export function recordCall(where: string, inputs: readonly Tensor[], fn: (taped: readonly Tensor[]) => Tensor): Recording {
  if (!Array.isArray(inputs)) {
    throw new DTypeError({
      where,
      what: 'inputs are not an array',
      expected: 'an array with one tensor per argument',
      got: describeValue(inputs),
      fix: `${where}(f, [x])`,
    });
  }
  const tape = new Tape((scope?.depth ?? 0) + 1);
  const leaves = inputs.map((x) => leaf(tape, checkFloating(where, x)));
  try {
    const result = withScope(where, { ...scope, trace: scope?.trace, depth: tape.depth }, () => fn(leaves.map(({ tensor }) => tensor)));
    if (!isTensor(result))
      throw new DTypeError({ where, what: 'the function returned no tensor', expected: 'a tensor', got: typeof result });
    const root = result.node?.tape === tape ? result.node : undefined;
    return { leaves: leaves.map(({ node }) => node), root, value: root?.value ?? result };
  } finally {
    tape.open = false;
  }
}

function checkFloating(where: string, x: Tensor): Tensor {
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
    fix: 'sum or mean over the result; vjp takes functions of any shape',
  });
}
