// What '#simd' is under the export condition `hml-plain`: nothing but the plain loops, and none of the assembler's bytes.
import { OptionError } from '../errors.ts';

type Simd = typeof import('./index.ts');

/** No fast path: the plain loop does it. */
export const elementwise = (): undefined => undefined;

/** No fast path: the plain loop does it. */
export const matrixProduct = (): undefined => undefined;

/** No fast path: the plain loop does it. */
export const panelProduct = (): undefined => undefined;

/** No room: ordinary arrays do. */
export const workspaceRoom: Simd['workspaceRoom'] = () => undefined;

/** No fast path: the plain loop does it. */
export const updatePanel = (): boolean => false;

/** No fast path: the plain loop does it. */
export const addRowsLanes = (): boolean => false;

/** No fast path: the plain loop does it. */
export const takeProductLanes = (): boolean => false;

/** No fast path: the plain loop does it. */
export const takeTwoProductsLanes = (): boolean => false;

/** No fast path: the plain loop does it. */
export const rowDotsLanes = (): boolean => false;

/** No fast path: the plain loop does it. */
export const rotateRowsLanes = (): boolean => false;

/** No fast path of a sum. */
export const sumLanes = (): undefined => undefined;

/** No fast path of the greatest or the least. */
export const extremeLanes = (): undefined => undefined;

/** No fast path of the place of the greatest or the least. */
export const argLanes = (): undefined => undefined;

/** No fast path of logSumExp. */
export const logSumExpLanes = (): undefined => undefined;

/** No fast path of a norm. */
export const normLanes = (): undefined => undefined;

/** No fast path of a variance. */
export const varianceLanes = (): undefined => undefined;

/** No fast path of running sums. */
export const cumsumLanes = (): undefined => undefined;

/** No fast path of layer norm. */
export const layerNormLanes = (): undefined => undefined;

/** No fast path of the sums of cross-entropy. */
export const exponentialSums = (): undefined => undefined;

/** No fast path of softmax. */
export const softmaxLanes = (): undefined => undefined;

/** No fast path through an operand that lies across. */
export const eachBand = (): boolean => false;

/** No fast path of a transposed copy. */
export const transposedCopy = (): undefined => undefined;

/** No fast path: the plain loop does it. */
export const distanceBlocks = (): boolean => false;

/** No fast path: the plain loop does it. */
export const columnSumsLanes = (): boolean => false;

/** No fast path: the plain loop does it. */
export const gramProduct = (): boolean => false;

/** No fast path: the plain loop does it. */
export const linearGradientProducts = (): boolean => false;

/** No fast path: the plain loop does it. */
export const accumulateBins = (): boolean => false;

/** No fast path: the plain loop does it. */
export const csrProduct = (): boolean => false;

/** No engine. */
export const engine: Simd['engine'] = () => undefined;

/** Always the plain loops. */
export const enginePath: Simd['enginePath'] = () => 'plain';

/** Runs `fn` on the only path there is. */
export const withEngine: Simd['withEngine'] = (path, fn) => {
  if (path === 'plain') return fn();
  throw new OptionError({ where: 'withEngine', what: 'a path that cannot be taken here', expected: "'plain'", got: `'${path}'` });
};

// No formulas on registers: the ops that name them have their plain loops only.
export const celuLanes = undefined;
export const cosLanes = undefined;
export const eluLanes = undefined;
export const erfLanes = undefined;
export const erfcLanes = undefined;
export const expLanes = undefined;
export const exp2Lanes = undefined;
export const expm1Lanes = undefined;
export const geluLanes = undefined;
export const geluTanhLanes = undefined;
export const logLanes = undefined;
export const log1pLanes = undefined;
export const logSigmoidLanes = undefined;
export const mishLanes = undefined;
export const sechSquaredLanes = undefined;
export const sigmoidLanes = undefined;
export const siluLanes = undefined;
export const sinLanes = undefined;
export const softplusLanes = undefined;
export const softsignLanes = undefined;
export const tanhLanes = undefined;
