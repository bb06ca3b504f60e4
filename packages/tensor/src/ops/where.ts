import { elementwise } from '#simd';
import { apply } from '../apply.ts';
import { primitive, unbroadcast } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import { runAsLaid, runTernary, type TernaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import { asCommon, asTensor, lift } from '../prepare.ts';
import { broadcastShapes, type Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';

/**
 * Elements of `a` where the condition holds, of `b` elsewhere.
 *
 * $$ y_i = \begin{cases} a_i & c_i \\ b_i & \text{else} \end{cases}, \qquad \bar a = [c]\,\bar y,\; \bar b = [\lnot c]\,\bar y $$
 *
 * Shapes: all three broadcast. Dtype: the common one of a and b; two bare numbers give float64. A condition that is not bool holds where
 * it differs from 0. What stands on the side not taken does not touch the result, not even NaN. Its gradient is 0 at that side; where its
 * own derivative is infinite there, $0 \cdot \infty$ gives NaN further back: keep the argument inside the domain with a `where` of its own.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the other side's type cannot hold.
 * @example
 * import { greater, tensor, where } from '@hml/tensor';
 * const x = tensor([-1, 2, -3]);
 * where(greater(x, 0), x, 0).toArray() // [0, 2, 0]
 */
export function where<C extends Shape>(condition: TensorLike<C>, a: number, b: number): Tensor<C, 'float64'>;
export function where<C extends Shape, A extends Shape, D extends DType>(
  condition: TensorLike<C>,
  a: TensorLike<A, D> & CheckBroadcast<C, A>,
  b: number,
): Tensor<Broadcast<C, A>, D>;
export function where<C extends Shape, B extends Shape, D extends DType>(
  condition: TensorLike<C>,
  a: number,
  b: TensorLike<B, D> & CheckBroadcast<C, B>,
): Tensor<Broadcast<C, B>, D>;
export function where<C extends Shape, A extends Shape, B extends Shape, D extends DType, E extends DType>(
  condition: TensorLike<C>,
  a: TensorLike<A, D> & CheckBroadcast<C, A>,
  b: TensorLike<B, E> & CheckBroadcast<A, B> & CheckBroadcast<C, B>,
): Tensor<Broadcast<Broadcast<C, A>, B>, Promote<D, E>>;
export function where(condition: TensorLike, a: Operand, b: Operand): Tensor {
  return apply(whereOp, [condition, a, b]);
}

const whereKernel: TernaryLoop = (n, c, cOffset, cStride, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = c[cOffset + i * cStride] !== 0 ? a[aOffset + i * aStride] : b[bOffset + i * bStride];
};

const whereLanes = elementwise('where', 3, (f, c, a, b) => f.select(f.ne(c, 0), a, b));

/** The condition as bool, the two sides in their common type. */
function prepareWhere(name: string, [condition, a, b]: readonly Operand[]): readonly Tensor[] {
  const c = cast(asTensor(name, condition), 'bool');
  if (typeof a === 'number' && typeof b === 'number') return [c, lift(name, a, c, 'float64'), lift(name, b, c, 'float64')];
  return [c, ...asCommon(name, [a, b])];
}

const whereOp = primitive({
  name: 'where',
  inputs: ['condition', 'a', 'b'],
  prepare: prepareWhere,
  infer: ([c, a, b]) => ({ shape: broadcastShapes('where', c.shape, broadcastShapes('where', a.shape, b.shape)), dtype: a.dtype }),
  run: (operands, _, signature) =>
    runAsLaid(operands, signature, (inputs, out) => whereLanes?.(inputs, out, undefined) ?? runTernary(whereKernel, inputs, out)),
  definition: (index, [c, a, b]) => (broadcastElement(c, index) !== 0 ? broadcastElement(a, index) : broadcastElement(b, index)),
  vjp: {
    a: ({ condition, a, dy }) => unbroadcast(where(condition, dy, 0), a.shape),
    b: ({ condition, b, dy }) => unbroadcast(where(condition, 0, dy), b.shape),
  },
  jvp: {
    a: ({ condition, y, dx }) => where(condition, dx.broadcastTo(y.shape), 0),
    b: ({ condition, y, dx }) => where(condition, 0, dx.broadcastTo(y.shape)),
  },
});

/** The element that broadcasting puts at `index`. */
export function broadcastElement(x: ((...index: number[]) => number) & { readonly shape: Shape }, index: readonly number[]): number {
  const missing = index.length - x.shape.length;
  return x(...x.shape.map((n, i) => (n === 1 ? 0 : index[i + missing])));
}
