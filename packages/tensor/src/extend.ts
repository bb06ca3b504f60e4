// For those who write ops: declare one, and it is computed, differentiated and traced like ours.
export {
  type BinaryLanes,
  type EngineOptions,
  enginePath,
  type Guarded,
  type Path,
  type ReduceRun,
  type UnaryLanes,
  withEngine,
} from '#simd';
export { apply } from './apply.ts';
export { isAbstract, storageOf, TensorBase } from './base.ts';
export { type CellListener, isCell } from './cell.ts';
export {
  type BinaryDeclaration,
  type BinaryDerivative,
  type BinaryDerivatives,
  binary,
  type Context,
  type PrimitiveDeclaration,
  primitive,
  type ReduceAttrs,
  type ReduceContext,
  type ReduceDeclaration,
  reduce,
  type UnaryDeclaration,
  unary,
} from './declare.ts';
export { type BinaryLoop, type Compact, compact, elementsOf, type UnaryLoop } from './elementwise.ts';
export { expOf } from './math/exp.ts';
export { log1pOf } from './math/log1p.ts';
export type {
  Application,
  Definition,
  ElementDefinition,
  ElementwiseDefinition,
  GradientRules,
  LineDefinition,
  Op,
  Operand,
  Reader,
  Result,
  Signature,
} from './op.ts';
export { checkOptions, type Filled, withDefaults } from './options.ts';
export { asCommon, asFloating, asTensor, asTensors } from './prepare.ts';
export { type LineKernel, type LineOrder, sumLine } from './reduction.ts';
export { type Scope, scope, type WalkStep, type Watcher, withScope } from './scope.ts';
export { carrying, innermost, type Leaf, leaf, nodeOn, note, release, type Segment, Tape, type TapeNode, untaped } from './tape.ts';
export { describeValue, suggest } from './text.ts';
export {
  type Assignment,
  type CellNode,
  type ConstantNode,
  type Graph,
  type GraphNode,
  type InputNode,
  type OpNode,
  Trace,
  trace,
  type ValueId,
} from './trace.ts';
