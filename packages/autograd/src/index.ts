export type { ComputationEdge, ComputationGraph, ComputationNode, JsonValue } from './computation-graph.ts';
export { type Cells, grad, type ValueAndGrad, type ValueAndGrads, valueAndGrad } from './grad.ts';
export { type Difference, GradCheckError, type GradCheckOptions, gradCheck } from './grad-check.ts';
export { type Concrete, type GraphOptions, graphOf, type Inputs, type TensorSignature } from './graph-of.ts';
export { type Jvp, jvp } from './jvp.ts';
export type { GradOf, Tree } from './tree.ts';
export { type Vjp, vjp } from './vjp.ts';
