// For those who write ops: declare one, and it is computed, differentiated and traced like ours.
export { apply } from './apply.ts';
export { storageOf } from './base.ts';
export {
  type BinaryDeclaration,
  binary,
  type Context,
  type PrimitiveDeclaration,
  primitive,
  type ReduceAttrs,
  type ReduceDeclaration,
  type Result,
  reduce,
  type UnaryDeclaration,
  unary,
} from './declare.ts';
export { type BinaryLoop, compact, type UnaryLoop } from './elementwise.ts';
export type { Application, Definition, Op, Operand, Reader, Signature } from './op.ts';
export { asCommon, asFloating, asTensor, asTensors } from './prepare.ts';
export { type LineKernel, sumLine } from './reduction.ts';
export { type Scope, scope, withScope } from './scope.ts';
export { leaf, nodeOn, Tape, type TapeNode, untaped } from './tape.ts';
export { describeValue, suggest } from './text.ts';
export { type Graph, type GraphNode, Trace, trace, type ValueId } from './trace.ts';
