import type { Matrix, Tensor, Vector } from '@hml/tensor';
import * as hml from '@hml/tensor';
import type { Contents, Make } from './operands.ts';

/** One line of the table: an op, and perhaps what it is told. */
export interface Line {
  /** The op's name; what it is told stands behind a comma. */
  readonly name: string;
  /** Makes the operands, of which one has about `n` elements, and gives the call that is timed. */
  readonly prepare: (make: Make, n: number) => () => unknown;
  /** How many units of work it does. */
  readonly work: (n: number) => number;
}

/** Lines that belong together. */
export interface Group {
  /** What the ops have in common. */
  readonly title: string;
  /** What the unit of work is. */
  readonly unit: string;
  /** The lines. */
  readonly lines: readonly Line[];
}

type Operand<X extends Tensor = Tensor> = (make: Make, n: number) => X;
type Ops<Operands extends readonly Tensor[]> = Readonly<Record<string, (...x: Operands) => unknown>>;

/** The side of a square matrix of about `n` elements. */
function sideOf(n: number): number {
  return Math.round(Math.sqrt(n));
}

/** An element of a square matrix costs `times` units of work. */
function line(name: string, prepare: Line['prepare'], times: number): Line {
  return { name, prepare, work: (n) => times * sideOf(n) ** 2 };
}

/** One line for each op, on one operand. */
function on<X extends Tensor>(x: Operand<X>, ops: Ops<[X]>, times = 1): Line[] {
  return Object.entries(ops).map(([name, op]) =>
    line(
      name,
      (make, n) => {
        const a = x(make, n);
        return () => op(a);
      },
      times,
    ),
  );
}

/** One line for each op, on two operands. */
function onPairs<X extends Tensor, Y extends Tensor>(x: Operand<X>, y: Operand<Y>, ops: Ops<[X, Y]>, times = 1): Line[] {
  return Object.entries(ops).map(([name, op]) =>
    line(
      name,
      (make, n) => {
        const [a, b] = [x(make, n), y(make, n)];
        return () => op(a, b);
      },
      times,
    ),
  );
}

/** One line for each op, on three operands. */
function onTriples<X extends Tensor, Y extends Tensor, Z extends Tensor>(
  x: Operand<X>,
  y: Operand<Y>,
  z: Operand<Z>,
  ops: Ops<[X, Y, Z]>,
): Line[] {
  return Object.entries(ops).map(([name, op]) =>
    line(
      name,
      (make, n) => {
        const [a, b, c] = [x(make, n), y(make, n), z(make, n)];
        return () => op(a, b, c);
      },
      1,
    ),
  );
}

/** Each op for each axis; without an axis it goes over all of them. */
function along<A extends number | undefined>(
  axes: readonly A[],
  ops: Readonly<Record<string, (x: Matrix, axis: A) => unknown>>,
): Ops<[Matrix]> {
  const lines = Object.entries(ops).flatMap(([name, op]) =>
    axes.map((axis) => [axis === undefined ? name : `${name}, axis ${axis}`, (x: Matrix) => op(x, axis)] as const),
  );
  return Object.fromEntries(lines);
}

/** The same lines where a line of n elements costs $n \log_2 n$. */
function halving(lines: readonly Line[]): Line[] {
  return lines.map((each) => ({ ...each, work: (n) => each.work(n) * Math.log2(sideOf(n)) }));
}

/** Square matrices. */
function square(contents: Contents = {}): Operand<Matrix> {
  return (make, n) => make([sideOf(n), sideOf(n)], contents);
}

const x = square();
const y = square({ along: 0, value: (at) => (((at * 6007) % 1013) + 1) / 1015 }); // repeats a row where x repeats a column
const bools = square({ dtype: 'bool' });
const classes = square({ dtype: 'int32' });
const vector: Operand<Vector> = (make, n) => make([sideOf(n) ** 2]);
const ascending: Operand<Vector> = (make, n) => make([sideOf(n) ** 2], { value: (at) => at / (2 * n) });
const side: Operand<Vector> = (make, n) => make([sideOf(n)]);
const triples: Operand<Matrix> = (make, n) => make([Math.round(n / 3), 3]);
const rows: Operand<Matrix> = (make, n) => make([Math.round(n / 16), 16]);
const columns: Operand<Matrix> = (make, n) => make([16, Math.round(n / 16)]);
const weights: Operand<Matrix> = (make) => make([16, 16]);
const image: Operand = (make, n) => make([1, 1, sideOf(n), sideOf(n)]);
const signal: Operand = (make, n) => make([1, 1, sideOf(n) ** 2]);
const blocks: Operand<Matrix> = (make, n) => make([sideOf(n / 16), sideOf(n / 16)]);
const four: Operand<Matrix> = (make) => make([4, 4]);
const kernel: Operand = (make) => make([1, 1, 3, 3]);
const nine: Operand = (make) => make([1, 1, 9]);
const definite: Operand<Tensor<readonly [number, number, number]>> = (make, n) =>
  make([Math.round(n / 64), 8, 8], { along: 0, value: (at) => ((at % 64) % 9 === 0 ? 9 : 1) }); // small, symmetric

const few: Operand<Tensor<readonly [number, number, number]>> = (make, n) => definite(make, Math.max(64, n / 8));

/** Lines on an eighth of the elements, as they cost a thousand times what others do. */
function fewer(lines: readonly Line[]): Line[] {
  return lines.map((each) => ({ ...each, work: (n) => Math.round(Math.max(64, n / 8)) }));
}

/** Whole numbers that are places along the side of the square matrix. */
function places(shape: (side: number) => readonly number[]): Operand {
  return (make, n) => make(shape(sideOf(n)), { dtype: 'int32', value: (at) => (at * 7919) % sideOf(n) });
}

const someRows = places((n) => [n]);
const somePlaces = places((n) => [n, n]);
const pairs = places((n) => [n * n, 2]);
const targets: Operand<Vector> = (make, n) => make([sideOf(n)], { dtype: 'int32', value: (at) => at % sideOf(n) });
const numbers: Operand<Vector> = (make, n) => make([sideOf(n) ** 2], { dtype: 'int32', value: (at) => (at * 7919) % 1009 });

const { abs, acos, acosh, asin, asinh, atan, atanh, cbrt, ceil, celu, cos, cosh, digamma, elu, erf, erfc, exp, exp2, expm1, floor } = hml;
const { gelu, hardSigmoid, hardSwish, hardtanh, isInf, leakyRelu, lgamma, log, log10, log1p, log2, logSigmoid } = hml;
const { mish, nanToNum, neg, reciprocal, relu, relu6, round, rsqrt, selu, sigmoid, sign, silu, sin, sinh, softplus, softsign } = hml;
const { sqrt, tan, tanh, tanhshrink, trigamma, trunc, onesLike, zerosLike, logicalAnd, logicalNot, logicalOr, logicalXor } = hml;
const { add, atan2, div, equal, floorDivide, fmod, greater, greaterEqual, hypot, less, lessEqual, logAddExp, maximum, minimum } = hml;
const { mod, mul, notEqual, pow, sub, allClose, compare, where, lerp, all, any, argmax, argmin, countNonzero, logSumExp } = hml;
const { max, mean, median, min, prod, std, sum, variance, cummax, cummin, cumprod, cumsum, diff, softmax, logSoftmax, sort, argsort } = hml;
const { diagonal, trace, tril, triu, diag, mT, transpose, squeeze, unique, nonzero, histogram, searchSorted } = hml;
const { matmul, dot, outer, kron, cross, cdist, cholesky, conv1d, conv2d, convTranspose1d, convTranspose2d, convolve } = hml;
const { lu, qr, det, slogdet, inv, solve, expm, eigh, eigvalsh, eig, eigvals, svd, svdvals, cond, pinv, matrixRank, lstsq, nullSpace } =
  hml;
const { cosineSimilarity, cov, corrcoef, gatherNd, segmentSum, categorical } = hml;

/** A plain pass over the elements that writes a new tensor. */
export const pass: Line = on(x, { neg })[0];

/** Every op that takes tensors. */
export const groups: readonly Group[] = [
  {
    title: 'elementwise, one operand',
    unit: 'element',
    lines: [
      ...on(x, { abs, acos, asin, asinh, atan, atanh, cbrt, ceil, celu, cos, cosh, digamma, elu, erf, erfc, exp, exp2, expm1, floor }),
      ...on(x, { gelu, hardSigmoid, hardSwish, hardtanh, isInf, leakyRelu, lgamma, log, log10, log1p, log2 }),
      ...on(x, { logSigmoid, mish, nanToNum, neg, reciprocal, relu, relu6, round, rsqrt, selu, sigmoid, sign, silu, sin, sinh }),
      ...on(x, { softplus, softsign, sqrt, square: hml.square, tan, tanh, tanhshrink, trigamma, trunc, onesLike, zerosLike }),
      ...on(x, { isFinite: hml.isFinite, isNaN: hml.isNaN, erfinv: hml.erfinv }),
      ...on(x, { cast: (a) => hml.cast(a, 'float32'), clip: (a) => hml.clip(a, 0.25, 0.75), fullLike: (a) => hml.fullLike(a, 3) }),
      ...on(square({ value: (at) => 1 + (at % 1009) }), { acosh }),
      ...on(bools, { logicalNot }),
    ],
  },
  {
    title: 'elementwise, more operands',
    unit: 'element',
    lines: [
      ...onPairs(x, y, { add, atan2, div, equal, floorDivide, fmod, greater, greaterEqual, hypot, less, lessEqual, logAddExp }),
      ...onPairs(x, y, { maximum, minimum, mod, mul, notEqual, pow, sub }),
      ...onPairs(x, y, { xlogy: (a, b) => hml.xlogy(a, b), betaln: hml.betaln, gammainc: hml.gammainc, gammaincc: hml.gammaincc }),
      ...onTriples(x, y, x, { betainc: (a, b, c) => hml.betainc(a, b, c) }),
      ...onPairs(x, x, { allClose, compare }),
      ...onPairs(bools, bools, { logicalAnd, logicalOr, logicalXor }),
      ...onTriples(bools, x, y, { where }),
      ...onTriples(x, y, x, { lerp }),
      ...onPairs(x, bools, { maskedFill: (a, mask) => hml.maskedFill(a, mask, 0) }),
    ],
  },
  {
    title: 'reductions',
    unit: 'element',
    lines: [
      ...on(x, along([undefined, 0, 1], { argmax, argmin, countNonzero, logSumExp, max, mean, min, prod, std, sum, variance })),
      ...on(x, along([undefined, 0, 1], { norm: (a, axis) => hml.norm(a, { axis }), median })),
      ...on(x, along([undefined, 0, 1], { percentile: (a, axis) => hml.percentile(a, 30, axis) })),
      ...on(x, along([undefined, 0, 1], { quantile: (a, axis) => hml.quantile(a, 0.3, axis) })),
      ...on(square({ dtype: 'bool', value: () => 1 }), along([undefined, 0, 1], { all })),
      ...on(square({ dtype: 'bool', value: () => 0 }), along([undefined, 0, 1], { any })),
    ],
  },
  {
    title: 'scans and searching',
    unit: 'element',
    lines: [
      ...on(x, { cumprod: (a) => cumprod(a), cumsum: (a) => cumsum(a) }),
      ...on(x, along([0, 1], { cumprod: (a, axis) => cumprod(a, axis), cumsum: (a, axis) => cumsum(a, axis) })),
      ...on(x, along([0, 1], { cummax: (a, axis) => cummax(a, axis), cummin: (a, axis) => cummin(a, axis), diff })),
      ...on(x, along([0, 1], { softmax, logSoftmax })),
      ...on(x, { layerNorm: (a) => hml.layerNorm(a) }),
      ...onPairs(x, targets, { softmaxCrossEntropy: (a, t) => hml.softmaxCrossEntropy(a, t) }),
      ...on(x, { unique, nonzero, histogram }),
      ...onPairs(ascending, x, { searchSorted }),
      ...on(numbers, { bincount: (a) => hml.bincount(hml.cast(a, 'int32')) }),
    ],
  },
  {
    title: 'sorting',
    unit: 'element and halving of its line',
    lines: halving(on(x, along([0, 1], { sort, argsort, topk: (a, axis) => hml.topk(a, 5, axis) }))),
  },
  {
    title: 'movement and indexing',
    unit: 'element of the result',
    lines: [
      ...on(x, { mT, transpose, squeeze, diagonal, diag, trace, tril, triu, reshape: (a) => hml.reshape(a, [a.size]) }),
      ...on(x, {
        expandDims: (a) => hml.expandDims(a, 1),
        swapAxes: (a) => hml.swapAxes(a, 0, 1),
        permute: (a) => hml.permute(a, [1, 0]),
        split: (a) => hml.split(a, 2, 1),
      }),
      ...on(x, { broadcastTo: (a) => hml.broadcastTo(a, [2, ...a.shape]), slice: (a) => hml.slice(a, [null, null, -2]) }),
      ...on(side, { 'diag, vector': (a) => diag(a) }),
      ...onPairs(side, side, { meshgrid: (a, b) => hml.meshgrid([a, b]) }, 2),
      ...on(x, along([undefined, 0, 1], { roll: (a, axis) => hml.roll(a, 3, axis) })),
      ...on(x, along([0, 1], { flip: hml.flip })),
      ...on(x, { pad: (a) => hml.pad(a, 1), 'pad, value': (a) => hml.pad(a, 1, { value: 2 }) }),
      ...on(x, { 'pad, reflect': (a) => hml.pad(a, 1, { mode: 'reflect' }), 'pad, edge': (a) => hml.pad(a, 1, { mode: 'edge' }) }),
      ...on(x, { 'pad, circular': (a) => hml.pad(a, 1, { mode: 'circular' }) }),
      ...on(x, along([undefined, 0, 1], { repeat: (a, axis) => hml.repeat(a, 2, axis) }), 2),
      ...on(x, along([0, 1], { 'repeat, list': (a, axis) => hml.repeat(a, Array<number>(a.shape[0]).fill(2), axis) }), 2),
      ...on(x, { tile: (a) => hml.tile(a, 2) }, 2),
      ...on(x, { 'tile, both axes': (a) => hml.tile(a, [2, 2]) }, 4),
      ...onPairs(x, y, { 'concat, axis 0': (a, b) => hml.concat([a, b], 0), 'concat, axis 1': (a, b) => hml.concat([a, b], 1) }, 2),
      ...onPairs(x, y, { 'stack, axis 0': (a, b) => hml.stack([a, b], 0), 'stack, axis 2': (a, b) => hml.stack([a, b], 2) }, 2),
      ...on(image, { unfold: (a) => hml.unfold(a, { kernelSize: 3 }) }, 9),
      ...onPairs(x, someRows, { 'take, axis 0': (a, at) => hml.take(a, at, 0), 'take, axis 1': (a, at) => hml.take(a, at, 1) }),
      ...onPairs(x, somePlaces, { 'takeAlongAxis, axis 0': (a, at) => hml.takeAlongAxis(a, at, 0) }),
      ...onPairs(x, somePlaces, { 'takeAlongAxis, axis 1': (a, at) => hml.takeAlongAxis(a, at, 1) }),
      ...onPairs(x, pairs, { gatherNd }),
      ...onPairs(x, bools, { booleanMask: (a, mask) => hml.booleanMask(a, hml.cast(mask, 'bool')) }),
      ...onPairs(x, y, { withSlice: (a, b) => hml.withSlice(a, [':', ':'], b) }),
      ...onTriples(x, somePlaces, y, { 'scatterAdd, axis 0': (a, at, b) => hml.scatterAdd(a, at, b, 0) }),
      ...onTriples(x, somePlaces, y, { 'scatterAdd, axis 1': (a, at, b) => hml.scatterAdd(a, at, b, 1) }),
      ...onTriples(x, someRows, y, { 'indexAdd, axis 0': (a, at, b) => hml.indexAdd(a, at, b, 0) }),
      ...onTriples(x, someRows, y, { 'indexAdd, axis 1': (a, at, b) => hml.indexAdd(a, at, b, 1) }),
      ...onPairs(x, someRows, { segmentSum: (a, at) => segmentSum(a, at, a.shape[0]) }),
      ...on(classes, { oneHot: (a) => hml.oneHot(hml.cast(a, 'int32'), 8) }, 8),
      ...on(x, { permutation: (a) => hml.permutation(hml.random(0), a), choice: (a) => hml.choice(hml.random(0), a, a.shape[0]) }),
      ...on(x, { categorical: (a) => categorical(hml.random(0), a) }),
    ],
  },
  {
    title: 'linear algebra on matrices of 8×8',
    unit: 'element',
    lines: [
      ...on(definite, { cholesky, lu, qr, det, slogdet, inv }),
      ...onPairs(definite, definite, { solveTriangular: (a, b) => hml.solveTriangular(a, b, { lower: true }), solve }),
      ...on(definite, { matrixPower: (a) => hml.matrixPower(a, 3), expm }),
      ...fewer(on(few, { eigh, eigvalsh, eig, eigvals, svd, svdvals, cond, pinv, matrixRank })),
      ...fewer(onPairs(few, few, { lstsq })),
      ...on(columns, { nullSpace }),
    ],
  },
  {
    title: 'products and windows',
    unit: 'multiplication',
    lines: [
      ...onPairs(
        rows,
        weights,
        { matmul, einsum: (a, b) => hml.einsum('ij,jk->ik', a, b), tensordot: (a, b) => hml.tensordot(a, b, 1) },
        16,
      ),
      ...onPairs(rows, weights, { cdist }, 16),
      ...on(columns, { cov, corrcoef }, 16),
      ...onPairs(vector, vector, { dot }),
      ...onPairs(side, side, { outer }),
      ...onPairs(blocks, four, { kron }),
      ...onPairs(triples, triples, { cross }, 2),
      ...onPairs(x, y, { cosineSimilarity }),
      ...onPairs(signal, nine, { conv1d, convTranspose1d }, 9),
      ...onPairs(image, kernel, { conv2d, convTranspose2d }, 9),
      ...onPairs(vector, (make) => make([9]), { convolve }, 9),
      ...on(signal, { maxPool1d: (a) => hml.maxPool1d(a, 2), avgPool1d: (a) => hml.avgPool1d(a, 2) }),
      ...on(image, { maxPool2d: (a) => hml.maxPool2d(a, 2), avgPool2d: (a) => hml.avgPool2d(a, 2) }),
    ],
  },
];

/** Functions that work on no tensors, or only look at one. */
const others = [
  ...['arange', 'bernoulli', 'beta', 'exponential', 'eye', 'fromFunction', 'fromJSON', 'full', 'gamma', 'integers', 'isTensor', 'linspace'],
  ...['logspace', 'normal', 'ones', 'poisson', 'random', 'tensor', 'truncatedNormal', 'uniform', 'wrap', 'zeros'],
];

/** The exported functions that no line times: there should be none. */
export function untimed(): string[] {
  const timed = new Set([...groups.flatMap(({ lines }) => lines.map(({ name }) => name.split(',')[0])), ...others]);
  return Object.keys(hml).filter((name) => /^[a-z]/.test(name) && !timed.has(name));
}
