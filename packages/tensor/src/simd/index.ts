// The fast paths, as ops import them from '#simd'. Under the export condition `hml-plain` they import none.ts instead.
export type { Path } from './capability.ts';
export { type BinaryLanes, elementwise, type LanesBody, type LanesRun, type UnaryLanes } from './elementwise.ts';
export { type Engine, engine, enginePath, type Family, type Kernel, withEngine } from './engine.ts';
export { matrixProduct, type Panel, panelProduct } from './matmul.ts';
export { exp as expLanes } from './math/exp.ts';
export { log as logLanes } from './math/log.ts';
export { sigmoid as sigmoidLanes } from './math/sigmoid.ts';
export { tanh as tanhLanes } from './math/tanh.ts';
