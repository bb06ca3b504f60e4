import { type Cell, DTypeError, type FloatDType, isTensor, type Tensor } from '@hml/tensor';
import { describeValue, isCell } from '@hml/tensor/extend';
import { backward } from './backward.ts';
import { checkConnected, checkScalar, type Recordings, recordCall, recordCalls } from './recording.ts';
import { type Cells, type GradOf, leavesOf, refill, type Tree, type TreeOf, tapedArguments, type Variable } from './tree.ts';

/** A value and its gradient. */
export interface ValueAndGrad<X> {
  /** $f(x)$, a scalar. */
  readonly value: Tensor<readonly [], FloatDType>;
  /** $\nabla f(x)$, nested and shaped like the argument. */
  readonly grad: GradOf<X>;
}

/** A value and its gradients by the cells. */
export interface ValueAndGrads<C> {
  /** The scalar that was computed. */
  readonly value: Tensor<readonly [], FloatDType>;
  /** One gradient per cell, nested and shaped like the cells. */
  readonly grads: GradOf<C>;
}

/**
 * The gradient of a function of tensors that returns a scalar, by its first argument.
 *
 * $$ \nabla f(x) = \Bigl(\frac{\partial f}{\partial x}\Bigr)^{\!\top} $$
 *
 * Shapes: the first argument is a tensor, a cell, or any nesting of arrays and records of them; the gradient is nested and shaped
 * like it. The other arguments are passed on. Gradients of gradients work: `grad(grad(f))` for a scalar argument. Cost: about that
 * of two to three calls, however many elements the argument has; what the tape held is let go when the call ends.
 *
 * @throws ShapeError when the function returns no scalar; DTypeError for arguments that are not floating; NotDifferentiableError for an op without a gradient.
 * @example
 * import { grad } from '@hml/autograd';
 * import { mul, sum, tensor } from '@hml/tensor';
 * const f = grad((x) => sum(mul(x, mul(x, x))));
 * f(tensor([1, 2, 3])).toArray() // [3, 12, 27]
 */
export function grad<X extends TreeOf<X> = Tensor, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<readonly []>,
): (x: X, ...rest: Rest) => GradOf<X>;
export function grad(f: (...inputs: unknown[]) => Tensor): (x: Tree, ...rest: unknown[]) => unknown {
  return (x, ...rest) => valueAndGradAt(f, x, rest).grad;
}

/**
 * The value and the gradient in one go: of a function by its first argument, or of a computation by the cells that it reads.
 *
 * With cells, the computation runs at once; the cells keep their values, and what it assigns to other cells stays.
 *
 * @throws ShapeError when no scalar comes out; DTypeError for arguments that are not floating; NotDifferentiableError for an op without a gradient.
 * @example
 * import { valueAndGrad } from '@hml/autograd';
 * import { Cell, mul, sum, tensor } from '@hml/tensor';
 * const { value, grad } = valueAndGrad((x) => sum(mul(x, x)))(tensor([1, 2]));
 * [value.item(), grad.toArray()] // [5, [2, 4]]
 * const weight = new Cell(tensor([3, 4]));
 * valueAndGrad(() => sum(mul(weight, weight)), [weight]).grads[0].toArray() // [6, 8]
 */
export function valueAndGrad<X extends TreeOf<X> = Tensor, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<readonly []>,
): (x: X, ...rest: Rest) => ValueAndGrad<X>;
export function valueAndGrad<const C extends Cells>(fn: () => Tensor<readonly []>, cells: C): ValueAndGrads<C>;
export function valueAndGrad(f: (...inputs: unknown[]) => Tensor, cells?: Cells): unknown {
  if (cells !== undefined) {
    const { value, grads } = differentiate('valueAndGrad', leavesOf('valueAndGrad', cells).map(checkCell), () => f());
    return { value, grads: refill('valueAndGrad', cells, grads) };
  }
  return (x: Tree, ...rest: unknown[]) => valueAndGradAt(f, x, rest);
}

function valueAndGradAt(f: (...inputs: unknown[]) => Tensor, x: Tree, rest: readonly unknown[]): { value: Tensor; grad: unknown } {
  const { value, grads } = differentiate('grad', leavesOf('grad', x), (taped) => f(...tapedArguments('grad', [x], taped), ...rest));
  return { value, grad: refill('grad', x, grads) };
}

/** The value of a function of taped variables, and the gradient by each. */
export function differentiate(
  where: string,
  inputs: readonly Variable[],
  fn: (taped: readonly Tensor[]) => Tensor,
): { readonly value: Tensor; readonly grads: readonly Tensor[] } {
  const recording = recordCall(where, inputs, fn);
  const { leaves, root, value } = recording;
  checkConnected(where, recording);
  checkScalar(where, value);
  return { value, grads: backward(root, one(value), leaves, true) };
}

/** The gradient of a function by its first argument, on a tape of its own: what is walked once more for second derivatives. */
export function recordGradient(where: string, f: (...inputs: unknown[]) => Tensor, x: Tree, rest: readonly unknown[] = []): Recordings {
  const inputs = leavesOf(where, x);
  return recordCalls(where, inputs, (outer) => {
    const variables = inputs.map((input, i) => (isCell(input) ? input : outer[i]));
    return differentiate(where, variables, (inner) => f(...tapedArguments(where, [x], inner), ...rest)).grads;
  });
}

/** The cotangent of the output by itself. */
export function one(value: Tensor): Tensor {
  const storage = value.dtype === 'float32' ? Float32Array.of(1) : Float64Array.of(1);
  return value.like(storage, [], value.dtype);
}

function checkCell(x: Variable): Cell {
  if (isCell(x)) return x;
  throw new DTypeError({
    where: 'valueAndGrad',
    what: 'not a cell',
    expected: 'cells, or arrays and records of cells',
    got: isTensor(x) ? `a tensor, ${describeValue(x)}` : describeValue(x),
    fix: 'new Cell(tensor) makes one; grad(f) differentiates by tensors',
  });
}
