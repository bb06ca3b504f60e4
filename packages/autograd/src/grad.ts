import { type Cell, DTypeError, type FloatDType, isTensor, type Tensor } from '@hml/tensor';
import { describeValue, isCell } from '@hml/tensor/extend';
import { backward } from './backward.ts';
import { checkScalar, recordCall } from './recording.ts';
import { type GradOf, leavesOf, mapTree, type Tree } from './tree.ts';

/** A value and its gradient. */
export interface ValueAndGrad<X> {
  /** $f(x)$, a scalar. */
  readonly value: Tensor<readonly [], FloatDType>;
  /** $\nabla f(x)$, nested and shaped like the argument. */
  readonly grad: X;
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
 * Shapes: the first argument is a tensor, or any nesting of arrays and records of tensors; the gradient has its type. The
 * other arguments are passed on. Gradients of gradients work: `grad(grad(f))` for a scalar argument. Cost: about that of two
 * to three calls, however many elements the argument has.
 *
 * @throws ShapeError when the function returns no scalar; DTypeError for arguments that are not floating; NotDifferentiableError for an op without a gradient.
 * @example
 * import { grad } from '@hml/autograd';
 * import { mul, sum, tensor } from '@hml/tensor';
 * const f = grad((x) => sum(mul(x, mul(x, x))));
 * f(tensor([1, 2, 3])).toArray() // [3, 12, 27]
 */
export function grad<X extends Tree = Tensor, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<readonly []>,
): (x: X, ...rest: Rest) => X {
  const both = valueAndGrad(f);
  return (x, ...rest) => both(x, ...rest).grad;
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
export function valueAndGrad<X extends Tree = Tensor, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<readonly []>,
): (x: X, ...rest: Rest) => ValueAndGrad<X>;
export function valueAndGrad<const C extends Cells>(fn: () => Tensor<readonly []>, cells: C): ValueAndGrads<C>;
export function valueAndGrad(f: (...inputs: unknown[]) => Tensor, cells?: Cells): unknown {
  if (cells !== undefined) return byCells(f, cells);
  return (x: Tree, ...rest: unknown[]) => {
    const { value, grads } = differentiate(leavesOf('grad', x), (taped) => f(refill(x, taped), ...rest));
    return { value, grad: refill(x, grads) };
  };
}

/** Cells, in any nesting of arrays and records. */
export type Cells = Cell | readonly Cells[] | { readonly [name: string]: Cells };

function differentiate(inputs: readonly Tensor[], fn: (taped: readonly Tensor[]) => Tensor): { value: Tensor; grads: Tensor[] } {
  const { leaves, root, value } = recordCall('grad', inputs, fn);
  checkScalar('grad', value);
  return { value, grads: backward(root, one(value), leaves) };
}

/** The cotangent of the output by itself. */
function one(value: Tensor): Tensor {
  const storage = value.dtype === 'float32' ? Float32Array.of(1) : Float64Array.of(1);
  return value.like(storage, [], value.dtype);
}

/** The nesting of `x` with these tensors in place of its own, in order. */
function refill(x: Tree, tensors: readonly Tensor[]): Tree {
  let next = 0;
  return mapTree('grad', x, () => tensors[next++]);
}

function byCells(fn: () => Tensor, cells: Cells): unknown {
  const list = [...new Set(cellsOf(cells))]; // a shared weight is one variable, however often it is listed
  const { value, grads } = differentiate(
    list.map((cell) => cell.value),
    (taped) => list.reduceRight<() => Tensor>((inner, cell, i) => () => cell.during(taped[i], inner), fn)(),
  );
  return { value, grads: mapCells(cells, (cell) => grads[list.indexOf(cell)]) };
}

/** All cells of a nesting, in its order. */
function cellsOf(cells: Cells): Cell[] {
  const list: Cell[] = [];
  mapCells(cells, (cell) => list.push(cell));
  return list;
}

function mapCells(cells: Cells, change: (cell: Cell) => unknown): unknown {
  if (isCell(cells)) return change(cells);
  if (isList(cells)) return cells.map((part) => mapCells(part, change));
  if (typeof cells !== 'object' || cells === null || isTensor(cells)) {
    const fix = 'new Cell(tensor) makes one; grad(f) differentiates by tensors';
    throw new DTypeError({
      where: 'valueAndGrad',
      what: 'not a cell',
      expected: 'cells, or arrays and records of cells',
      got: describeValue(cells),
      fix,
    });
  }
  return Object.fromEntries(Object.entries(cells).map(([name, part]) => [name, mapCells(part, change)]));
}

function isList(cells: Cells): cells is readonly Cells[] {
  return Array.isArray(cells);
}
