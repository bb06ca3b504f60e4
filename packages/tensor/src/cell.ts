import { isTensor } from './base.ts';
import type { DType } from './dtype.ts';
import { DTypeError, ShapeError } from './errors.ts';
import { scope } from './scope.ts';
import { type Shape, sameShape, shapeText } from './shape.ts';
import { untaped } from './tape.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** Marks cells of every copy of this package, as tensors are marked. */
const brand = Symbol.for('@hml/tensor/cell');

/** Stands between the cells and those who read and assign them, for the duration of one call. */
export interface CellListener {
  /** What the cell holds at this point; `value` is what it holds by itself. */
  read<S extends Shape, D extends DType>(cell: Cell<S, D>, value: Tensor<S, D>): Tensor<S, D>;
  /** An assignment. Says whether the listener keeps the value, and the cell itself stays as it is. */
  assign(cell: Cell, value: Tensor): boolean;
  /** Another value for a while, tape and all. Says whether the listener keeps it. */
  replace(cell: Cell, value: Tensor): boolean;
}

/**
 * The one mutable thing: holds a tensor that can be replaced by another of the same shape and dtype.
 *
 * Everything that changes from step to step lives in cells: weights, an optimizer's moments, a generator's counter.
 * Ops accept a cell where they accept a tensor and read what it holds at that moment. A cell is not a tensor: a view of
 * its value made earlier does not follow an assignment. Under a trace, reading a cell makes it an input of the graph and
 * assigning it an output. Gradients do not flow through an assignment: a cell stores values, not their history.
 *
 * @example
 * import { Cell, add, tensor } from '@hml/tensor';
 * const weight = new Cell(tensor([1, 2]));
 * weight.assign(add(weight, 10));
 * weight.value.toArray() // [11, 12]
 */
export class Cell<S extends Shape = Shape, D extends DType = DType> {
  #value: Tensor<S, D>;

  /** A cell that holds `value` until it is assigned another. */
  constructor(value: Tensor<S, D>) {
    checkTensor('new Cell', value);
    this.#value = this.mark(untaped(value));
  }

  /** Says that this is a cell, also to another copy of the package. */
  get [brand](): true {
    return true;
  }

  /** What the cell holds now. */
  get value(): Tensor<S, D> {
    return this.#read();
  }

  /**
   * Replaces the value.
   *
   * @throws ShapeError, DTypeError when the new value differs in shape or dtype: programs that read the cell rely on both.
   */
  assign(value: Tensor<S, D>): void {
    checkTensor('Cell.assign', value);
    const { shape, dtype } = this.#value;
    const got = `${value.dtype} ${shapeText(value.shape)}`;
    const expected = `${dtype} ${shapeText(shape)}, as before`;
    if (!sameShape(shape, value.shape)) throw new ShapeError({ where: 'Cell.assign', what: 'another shape', expected, got });
    if (dtype !== value.dtype)
      throw new DTypeError({ where: 'Cell.assign', what: 'another dtype', expected, got, fix: `cast(value, '${dtype}')` });
    const next = this.mark(untaped(value));
    if (!listener()?.assign(this, next)) this.#value = next;
  }

  /**
   * Lets the cell hold `value`, tape and all, until the function that this returns is called: how `valueAndGrad` makes cells
   * differentiable. What was assigned in between stays; otherwise the cell holds afterwards what it held before.
   */
  hold(value: Tensor<S, D>): () => void {
    const before = this.#read();
    this.#put(value);
    return () => {
      if (this.#read() === value) this.#put(before);
    };
  }

  /** A value in the form in which ops get it: the parameters of `@hml/autograd` mark theirs. */
  mark(value: Tensor<S, D>): Tensor<S, D> {
    return value;
  }

  #read(): Tensor<S, D> {
    return listener()?.read(this, this.#value) ?? this.#value;
  }

  #put(value: Tensor<S, D>): void {
    if (!listener()?.replace(this, value)) this.#value = value;
  }
}

/** Who listens to the cells now. */
function listener(): CellListener | undefined {
  return scope?.cells ?? scope?.trace;
}

function checkTensor(where: string, value: unknown): void {
  if (isTensor(value)) return;
  const fix = isCell(value) ? 'cell.value is the tensor in it' : 'tensor(values) makes one';
  throw new DTypeError({ where, what: 'not a tensor', expected: 'a tensor', got: isCell(value) ? 'a cell' : describeValue(value), fix });
}

/**
 * Whether `x` is a cell (of this or another copy of the package).
 *
 * @example
 * import { Cell, tensor } from '@hml/tensor';
 * import { isCell } from '@hml/tensor/extend';
 * [isCell(new Cell(tensor(1))), isCell(tensor(1))] // [true, false]
 */
export function isCell(x: unknown): x is Cell {
  return typeof x === 'object' && x !== null && brand in x;
}
