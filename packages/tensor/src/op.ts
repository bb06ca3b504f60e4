import type { Cell } from './cell.ts';
import type { DType } from './dtype.ts';
import type { Shape } from './shape.ts';
import type { TapeNode } from './tape.ts';
import type { Tensor } from './tensor.ts';

/** What the public functions take for an operand. Numbers are lifted to the type of the tensors beside them. */
export type Operand = Tensor | Cell | number;

/** What is known of a result before it is computed. */
export interface Signature {
  /** The sizes of the result. */
  readonly shape: Shape;
  /** The element type of the result. */
  readonly dtype: DType;
}

/** One application of an op, as its gradient rules see it. */
export interface Application<Attrs = unknown> {
  /** The inputs, after lifting and casting. */
  readonly inputs: readonly Tensor[];
  /** The output. */
  readonly y: Tensor;
  /** What else the op was told: axes, shapes, flags. */
  readonly attrs: Attrs;
}

/** The gradient rules of an op: all that a tape needs to know of it. */
export interface GradientRules<Attrs = unknown> {
  /** The name that users type, and that errors begin with. */
  readonly name: string;
  /** What `dy` on the output means for input `index`: the vector–Jacobian product. Undefined where there is no gradient. */
  vjp(application: Application<Attrs>, index: number, dy: Tensor): Tensor | undefined;
  /** What a tangent `dx` of input `index` means for the output: the Jacobian–vector product. Undefined where there is none. */
  jvp(application: Application<Attrs>, index: number, dx: Tensor): Tensor | undefined;
  /** For a note that stands for many: makes them again and gives the last, which is walked in place of this one. */
  expand?(node: TapeNode): TapeNode;
}

/**
 * An op as the door, the tapes and the traces see it. Declare one with `unary`, `binary`, `reduce` or `primitive`,
 * which fill this in; no shared code asks which op it has.
 */
export interface Op<Attrs = unknown> extends GradientRules<Attrs> {
  /** The textbook formula, against which `describeOp` tests the kernel. */
  readonly definition: Definition | undefined;
  /** Turns operands into inputs: reads cells, lifts numbers, casts to a common type. */
  prepare(operands: readonly Operand[]): readonly Tensor[];
  /** The shape and dtype rule: the one place that refuses inputs that do not fit. */
  infer(inputs: readonly Tensor[], attrs: Attrs): Signature;
  /** Computes the values. */
  run(inputs: readonly Tensor[], attrs: Attrs, out: Signature): Tensor;
}

/** Reads one element of an input by its index, and knows the input's shape and type. */
export interface Reader {
  /** The element at this index. */
  (...index: number[]): number;
  /** The sizes of the input. */
  readonly shape: Shape;
  /** The element type of the input. */
  readonly dtype: DType;
}

/**
 * The textbook formula of an op, in the form that suits its kind: a function of one number per operand, a function of the
 * line that is reduced, or the element of the output at an index.
 */
export type Definition = ElementwiseDefinition | LineDefinition | ElementDefinition;

/** The formula of an op that maps each element, or each tuple of elements, on its own. */
export interface ElementwiseDefinition {
  /** Which kind of definition this is. */
  readonly kind: 'elementwise';
  /** The result for one number of each operand. */
  value(operands: readonly number[], attrs: unknown): number;
}

/** The formula of an op that reduces lines. */
export interface LineDefinition {
  /** Which kind of definition this is. */
  readonly kind: 'line';
  /** The result for one line, its elements in row-major order. */
  value(line: readonly number[], attrs: unknown): number;
}

/** The formula of any other op, element by element of the output. */
export interface ElementDefinition {
  /** Which kind of definition this is. */
  readonly kind: 'element';
  /** The output's element at this index. */
  value(index: readonly number[], inputs: readonly Reader[], attrs: unknown): number;
}

/**
 * What becomes of the operands' type: `same` keeps the common type, `floating` computes in it or in float64 where it holds
 * no fractions, `bool` compares in the common type and gives bool.
 */
export type Result = 'same' | 'floating' | 'bool';
