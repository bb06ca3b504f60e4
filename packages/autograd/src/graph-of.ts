import { type Cell, type DType, isTensor, NotDifferentiableError, type Shape, type Tensor, tensor, zeros } from '@hml/tensor';
import { checkOptions, isAbstract, isCell, scope, storageOf, Trace, untaped, type WalkStep, withScope } from '@hml/tensor/extend';
import { backward } from './backward.ts';
import type { ComputationGraph } from './computation-graph.ts';
import { GraphNotes } from './graph-notes.ts';
import { callWith, isVariable, namedLeaves } from './named-leaves.ts';
import { type Recording, recordCall } from './recording.ts';
import type { TreeOf } from './tree.ts';

/** What stands for a tensor when only shapes are followed. */
export interface TensorSignature {
  /** The sizes. */
  readonly shape: Shape;
  /** The element type. */
  readonly dtype: DType;
}

/** Tensors and cells, or shape and dtype in their place, in any nesting. */
export type Inputs = Tensor | Cell | TensorSignature | readonly Inputs[] | { readonly [name: string]: Inputs };

/** What the function is called with: a tensor wherever a signature stands. */
export type Concrete<X> = X extends Tensor | Cell
  ? X
  : X extends TensorSignature
    ? Tensor<X['shape'], X['dtype']>
    : { readonly [K in keyof X]: Concrete<X[K]> };

/** Options of {@link graphOf}. */
export interface GraphOptions {
  /** Tensors with more elements than this come without value and gradient. @defaultValue 1000 */
  readonly maxElements?: number;
}

/**
 * What a function of tensors does, as plain data: its inputs, constants and ops, with shapes, values, gradients and edges.
 *
 * $$ \text{gradient of a node } v: \quad \bar v = \frac{\partial f(x)}{\partial v} $$
 *
 * Shapes: the argument is a tensor, a cell, or any nesting of arrays and records of them. Where `{ shape, dtype }` stands for one of them,
 * only shapes are followed and no value is computed. Values on which the output does not depend are left out. Gradients are there when
 * the output is a floating scalar and every op on the way to it has one; NaN and infinities are texts, so that `JSON.stringify` keeps them.
 *
 * @throws DTypeError for what is no tensor; DataError when only shapes are followed and the function asks for values.
 * @example
 * import { graphOf } from '@hml/autograd';
 * import { add, mul, tensor } from '@hml/tensor';
 * const graph = graphOf(({ x, w }) => add(mul(x, w), 1), { x: tensor(2), w: tensor(3) });
 * graph.nodes.map((node) => node.name) // ['x', 'w', 'mul', 'constant', 'add']
 * graph.nodes.map((node) => node.value) // [2, 3, 6, 1, 7]
 * graph.nodes[1].gradient // 2
 * graphOf((x) => mul(x, x), { shape: [4, 5], dtype: 'float32' }).nodes[1].shape // [4, 5]
 */
export function graphOf<X extends TreeOf<X>>(f: (x: X) => Tensor, x: X, options?: GraphOptions): ComputationGraph;
export function graphOf<const X extends Inputs>(f: (x: Concrete<X>) => Tensor, x: X, options?: GraphOptions): ComputationGraph;
export function graphOf(f: (x: unknown) => Tensor, x: unknown, options: GraphOptions = {}): ComputationGraph {
  checkOptions('graphOf', options, ['maxElements']);
  const leaves = namedLeaves('graphOf', x, isLike).map(({ name, leaf }) => ({ name, leaf: isCell(leaf) ? leaf.value : leaf }));
  const trace = leaves.every(({ leaf }) => isTensor(leaf) && !isAbstract(leaf)) ? undefined : new Trace();
  const tensors = leaves.map(({ leaf }, i) => (trace === undefined ? own(leaf) : trace.input(own(leaf), i)));
  const notes = new GraphNotes(options.maxElements ?? 1000);
  for (const [i, { name }] of leaves.entries()) notes.input(name === '' ? 'x' : name, tensors[i]);

  const floating = tensors.filter(isFloating);
  const recording = withScope('graphOf', { depth: 0, ...scope, trace, watcher: notes }, () =>
    recordCall('graphOf', floating, (taped) => {
      let next = 0;
      const given = tensors.map((x) => (isFloating(x) ? taped[next++] : x));
      return callWith('graphOf', f, [x], isLike, given);
    }),
  );
  const gradients = trace === undefined ? gradientsOf(recording) : new Map<Tensor, Tensor>();
  return notes.graph(untaped(recording.value), gradients);
}

/** The cotangent of every value on the tape, when the output is a floating scalar. */
function gradientsOf({ root, leaves, value }: Recording): Map<Tensor, Tensor> {
  const gradients = new Map<Tensor, Tensor>();
  if (!isFloating(value) || value.ndim > 0) return gradients;
  const watcher = {
    applied: () => undefined,
    walked: ({ node, d }: WalkStep, rule: () => Tensor) => {
      gradients.set(untaped(node.value), untaped(d));
      return rule();
    },
  };
  try {
    const walk = (): Tensor[] => backward(root, tensor(1).cast(value.dtype), leaves);
    const cotangents = withScope('graphOf', { depth: 0, ...scope, trace: undefined, watcher }, walk);
    for (const [i, { value: leaf }] of leaves.entries()) gradients.set(untaped(leaf), untaped(cotangents[i]));
  } catch (error) {
    if (!(error instanceof NotDifferentiableError)) throw error;
    gradients.clear(); // the graph can be read all the same
  }
  return gradients;
}

/** A tensor like this one that nobody else holds: one that stands in two places is two inputs. Nothing is copied or filled. */
function own(like: Tensor | TensorSignature): Tensor {
  if (!isTensor(like)) return zeros([], { dtype: like.dtype }).broadcastTo(like.shape);
  const { shape, dtype, strides, offset } = like;
  return like.like(isAbstract(like) ? undefined : storageOf(like), shape, dtype, strides, offset);
}

function isFloating(x: Tensor): boolean {
  return x.dtype === 'float64' || x.dtype === 'float32';
}

/** Whether this is a tensor or stands for one. */
function isLike(x: unknown): x is Tensor | Cell | TensorSignature {
  if (isVariable(x)) return true;
  return typeof x === 'object' && x !== null && 'dtype' in x && typeof x.dtype === 'string' && 'shape' in x && Array.isArray(x.shape);
}
