import { isAbstract, isTensor } from './base.ts';
import type { Cell, CellListener } from './cell.ts';
import type { DType } from './dtype.ts';
import { DataError, DTypeError } from './errors.ts';
import type { Op, Signature } from './op.ts';
import { scope, withScope } from './scope.ts';
import type { Shape } from './shape.ts';
import { untaped } from './tape.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

/** The place of a value in a graph: its index among the nodes. */
export type ValueId = number;

/** One value of a graph: where it comes from, its shape and its type. */
export type GraphNode = InputNode | CellNode | ConstantNode | OpNode;

/** An argument of the traced function. */
export interface InputNode extends Signature {
  /** Which kind of value this is. */
  readonly kind: 'input';
  /** Which argument, from 0. */
  readonly index: number;
}

/** What a cell holds when the program starts. */
export interface CellNode extends Signature {
  /** Which kind of value this is. */
  readonly kind: 'cell';
  /** The cell that was read. */
  readonly cell: Cell;
}

/** A tensor from outside. */
export interface ConstantNode extends Signature {
  /** Which kind of value this is. */
  readonly kind: 'constant';
  /** Its elements. */
  readonly value: Tensor;
}

/** The result of an op. */
export interface OpNode extends Signature {
  /** Which kind of value this is. */
  readonly kind: 'op';
  /** The declaration of the op. */
  readonly op: Op;
  /** What else it was told. */
  readonly attrs: unknown;
  /** The values it was applied to. */
  readonly inputs: readonly ValueId[];
}

/** What a cell holds afterwards. */
export interface Assignment {
  /** The cell that was assigned. */
  readonly cell: Cell;
  /** The value it was assigned last. */
  readonly value: ValueId;
}

/** What a function of tensors does, as plain data: its values in the order in which they arise, and which of them leave it. */
export interface Graph {
  /** Every value, each after those it is computed from. */
  readonly nodes: readonly GraphNode[];
  /** The values that the function returned. */
  readonly outputs: readonly ValueId[];
  /** The values that cells hold afterwards. */
  readonly assignments: readonly Assignment[];
}

/** Listens at the door and at the cells, and notes on shapes alone what would be computed. */
export class Trace implements CellListener {
  /** The values noted so far. */
  readonly nodes: GraphNode[] = [];
  readonly #ids = new Map<Tensor, ValueId>();
  readonly #cells = new Map<Cell, Tensor>();
  readonly #assigned = new Set<Cell>();

  /** An input of the graph, made like `x`. */
  input(x: Tensor, index: number): Tensor {
    return this.#add({ kind: 'input', index, shape: x.shape, dtype: x.dtype }, x);
  }

  /** The value of an op, known by its shape. */
  note(op: Op, inputs: readonly Tensor[], attrs: unknown, { shape, dtype }: Signature): Tensor {
    return this.#add({ kind: 'op', op, attrs, inputs: inputs.map((x) => this.id(x)), shape, dtype }, inputs[0]);
  }

  /** What a cell holds at this point of the traced function: at first, an input of the graph. */
  read<S extends Shape, D extends DType>(cell: Cell<S, D>, value: Tensor<S, D>): Tensor<S, D>;
  read(cell: Cell, value: Tensor): Tensor {
    const current = this.#cells.get(cell);
    if (current !== undefined) return current;
    const input = cell.mark(this.#add({ kind: 'cell', cell, shape: value.shape, dtype: value.dtype }, value));
    this.#cells.set(cell, input);
    return input;
  }

  /** An assignment: an output of the graph. The cell itself stays as it is. */
  assign(cell: Cell, value: Tensor): true {
    this.#assigned.add(cell);
    return this.replace(cell, value);
  }

  /** Another value for the cell, without its being an output. */
  replace(cell: Cell, value: Tensor): true {
    this.#cells.set(cell, value);
    return true;
  }

  /** What has been noted so far, with the given results. */
  graph(outputs: readonly Tensor[]): Graph {
    const assignments = [...this.#assigned].map((cell) => ({ cell, value: this.id(untaped(this.#cells.get(cell) ?? cell.value)) }));
    return { nodes: this.nodes, outputs: outputs.map((y) => this.id(untaped(y))), assignments };
  }

  /** The place of a value; a tensor from outside becomes a constant. */
  id(x: Tensor): ValueId {
    const known = this.#ids.get(x);
    if (known !== undefined) return known;
    if (isAbstract(x)) {
      throw new DataError({
        where: 'trace',
        what: 'a tensor of another trace',
        expected: 'inputs of this trace, cells, and tensors with values',
        got: String(x),
        fix: 'do not keep tensors of a traced call beyond it',
      });
    }
    this.#ids.set(x, this.nodes.length);
    this.nodes.push({ kind: 'constant', value: x, shape: x.shape, dtype: x.dtype });
    return this.nodes.length - 1;
  }

  #add(node: GraphNode, maker: Tensor): Tensor {
    const tensor = maker.like(undefined, node.shape, node.dtype);
    this.#ids.set(tensor, this.nodes.length);
    this.nodes.push(node);
    return tensor;
  }
}

/**
 * What `fn` does to inputs of these shapes, as plain data: no value is computed, no cell changes.
 *
 * Reading a cell makes it an input of the graph, assigning it an output; a draw from a random stream advances that
 * stream's cell. Tensors from outside are constants. The path of `fn` may depend on shapes, never on values.
 *
 * @throws DataError when `fn` reads values or returns a promise.
 * @example
 * import { add, mul, tensor } from '@hml/tensor';
 * import { trace } from '@hml/tensor/extend';
 * const graph = trace((x) => add(mul(x, x), 1), [tensor([1, 2, 3])]);
 * graph.nodes.map((node) => (node.kind === 'op' ? node.op.name : node.kind)) // ['input', 'mul', 'constant', 'add']
 */
export function trace(fn: (...inputs: Tensor[]) => Tensor | readonly Tensor[] | undefined, inputs: readonly Tensor[]): Graph {
  const listener = new Trace();
  const abstract = inputs.map((x, index) => listener.input(x, index));
  const result: unknown = withScope('trace', { depth: 0, ...scope, trace: listener, cells: undefined }, () => fn(...abstract)) ?? [];
  const outputs: unknown[] = Array.isArray(result) ? result : [result];
  if (outputs.every(isTensor)) return listener.graph(outputs);
  throw new DTypeError({
    where: 'trace',
    what: 'the function returned no tensor',
    expected: 'a tensor, an array of tensors, or nothing',
    got: describeValue(result),
  });
}
