import type { DType, JsonNumber, Shape } from '@hml/tensor';

/** The elements of a tensor as nested arrays that JSON carries: NaN and infinities are texts. */
export type JsonValue = JsonNumber | boolean | readonly JsonValue[];

/** One value of a computation. */
export interface ComputationNode {
  /** Its place among the nodes. */
  readonly id: number;
  /** An argument of the function, a tensor from outside (a cell's value too), or the result of an op. */
  readonly kind: 'input' | 'constant' | 'op';
  /** Unlike all others: `x`, `layers.0.weight`; `constant`; `mul`, and `mul_2` for the second. */
  readonly name: string;
  /** The op that made it. */
  readonly op?: string;
  /** What else the op was told, as text: `{"axes":[0],"keepDims":false}`. */
  readonly attrs?: string;
  /** The ids of the op's operands, in order. */
  readonly inputs: readonly number[];
  /** Its sizes. */
  readonly shape: Shape;
  /** Its element type. */
  readonly dtype: DType;
  /** Its elements; absent when only shapes were followed, or when there are too many. */
  readonly value?: JsonValue;
  /** The derivative of the output by it; absent where there is none. */
  readonly gradient?: JsonValue;
}

/** An arrow from an operand to the result of an op. */
export interface ComputationEdge {
  /** The id of the operand. */
  readonly from: number;
  /** The id of the result. */
  readonly to: number;
  /** Which operand it is, from 0. */
  readonly operand: number;
}

/** What a function of tensors does, as plain data. */
export interface ComputationGraph {
  /** Inputs first, then each value after those it is computed from. */
  readonly nodes: readonly ComputationNode[];
  /** One for each operand of each op. */
  readonly edges: readonly ComputationEdge[];
  /** The ids of the inputs, in the order of the argument. */
  readonly inputs: readonly number[];
  /** The id of what the function returned. */
  readonly output: number;
}
