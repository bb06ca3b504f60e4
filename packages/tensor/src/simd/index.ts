// The fast paths, as ops import them from '#simd'. Under the export condition `hml-plain` they import none.ts instead.
export type { Path } from './capability.ts';
export { csrProduct } from './csr.ts';
export { type DistanceBlock, distanceBlocks } from './distances.ts';
export {
  type BinaryLanes,
  elementwise,
  type Guarded,
  type LanesBody,
  type LanesRun,
  type UnaryLanes,
} from './elementwise.ts';
export {
  type Engine,
  engine,
  enginePath,
  type Family,
  type Kernel,
  withEngine,
} from './engine.ts';
export { gramProduct } from './gram.ts';
export { accumulateBins } from './histogram.ts';
export { celu as celuLanes, elu as eluLanes } from './math/elu.ts';
export { erf as erfLanes, erfc as erfcLanes } from './math/erf.ts';
export { exp as expLanes, exp2 as exp2Lanes } from './math/exp.ts';
export { expm1 as expm1Lanes } from './math/expm1.ts';
export { gelu as geluLanes, geluTanh as geluTanhLanes } from './math/gelu.ts';
export { log as logLanes } from './math/log.ts';
export { log1p as log1pLanes } from './math/log1p.ts';
export { mish as mishLanes } from './math/mish.ts';
export { sigmoid as sigmoidLanes } from './math/sigmoid.ts';
export { silu as siluLanes } from './math/silu.ts';
export { cos as cosLanes, sin as sinLanes } from './math/sin-cos.ts';
export { logSigmoid as logSigmoidLanes, softplus as softplusLanes } from './math/softplus.ts';
export { softsign as softsignLanes } from './math/softsign.ts';
export { tanh as tanhLanes } from './math/tanh.ts';
export { matrixProduct, type Panel, panelProduct } from './matmul.ts';
export { extremeLanes, type ReduceRun, sumLanes } from './reduce.ts';
export { argLanes, logSumExpLanes, normLanes, varianceLanes } from './reduce-passes.ts';
export { type RowsRun, softmaxLanes } from './softmax.ts';
export { transposedCopy } from './transpose.ts';
