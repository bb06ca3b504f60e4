// The fast paths, as ops import them from '#simd'. Under the export condition `hml-plain` they import none.ts instead.
export type { Path } from './capability.ts';
export { type BinaryLanes, elementwise, type LanesBody, type LanesRun, type UnaryLanes } from './elementwise.ts';
export { type Engine, engine, enginePath, type Family, type Kernel, withEngine } from './engine.ts';
export { matrixProduct, type Panel, panelProduct } from './matmul.ts';
