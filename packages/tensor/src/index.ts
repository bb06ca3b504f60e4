// Values

export { isTensor } from './base.ts';
export { Cell } from './cell.ts';
export { allClose, type CloseOptions, type Comparison, compare, type WorstElement } from './compare.ts';
export { type Adopted, type CreationOptions, type DTypeOf, full, ones, tensor, wrap, zeros } from './creation.ts';
export type { ArrayOf, DType, FloatDType, Floating, Promote, SumOf, TypedArray, ValueOf } from './dtype.ts';
export type { JsonNumber, TensorJson } from './json.ts';
export type { Values } from './nested.ts';
export type { Shape } from './shape.ts';
export type {
  CheckAxes,
  CheckBroadcastTo,
  CheckNewAxes,
  CheckReshape,
  CheckRightSide,
  CheckSameSizes,
  CheckSquare,
  CheckSqueeze,
  CheckTranspose,
} from './shape-checks.ts';
export type {
  Axes,
  Broadcast,
  CheckBroadcast,
  CheckMatmul,
  CheckVector,
  Matmul,
  Mismatch,
  Nested,
  NestedArray,
  Permute,
  Reduce,
  Reshape,
  Reverse,
  SameRank,
  ShapeOf,
  SwapLastTwo,
} from './shape-types.ts';
export type { BackwardOptions } from './tape.ts';
export type { Matrix, ReduceOptions, Tensor, TensorLike, Vector } from './tensor.ts';
export type { Pair, WindowOptions } from './windows.ts';

// Creation

export { arange } from './creation/arange.ts';
export { type EyeOptions, eye } from './creation/eye.ts';
export { fromFunction } from './creation/from-function.ts';
export { fromJSON } from './creation/from-json.ts';
export { type LinspaceOptions, linspace } from './creation/linspace.ts';
export { type LogspaceOptions, logspace } from './creation/logspace.ts';
export { diag } from './ops/diag.ts';
export { type MeshgridOptions, meshgrid } from './ops/meshgrid.ts';
export { type OneHotOptions, oneHot } from './ops/one-hot.ts';
export { fullLike, onesLike, zerosLike } from './ops/zeros-like.ts';

// Errors

export { DataError, DTypeError, type ErrorParts, HmlError, NotDifferentiableError, OptionError, ShapeError } from './errors.ts';

// Arithmetic, comparison and logic

export { abs } from './ops/abs.ts';
export { add } from './ops/add.ts';
export { cast } from './ops/cast.ts';
export { cbrt } from './ops/cbrt.ts';
export { ceil } from './ops/ceil.ts';
export { clip } from './ops/clip.ts';
export { div } from './ops/div.ts';
export { equal } from './ops/equal.ts';
export { floor } from './ops/floor.ts';
export { floorDivide } from './ops/floor-divide.ts';
export { fmod } from './ops/fmod.ts';
export { greater } from './ops/greater.ts';
export { greaterEqual } from './ops/greater-equal.ts';
export { hypot } from './ops/hypot.ts';
export { isFinite } from './ops/is-finite.ts';
export { isInf } from './ops/is-inf.ts';
export { isNaN } from './ops/is-nan.ts';
export { lerp } from './ops/lerp.ts';
export { less } from './ops/less.ts';
export { lessEqual } from './ops/less-equal.ts';
export { logicalAnd } from './ops/logical-and.ts';
export { logicalNot } from './ops/logical-not.ts';
export { logicalOr } from './ops/logical-or.ts';
export { logicalXor } from './ops/logical-xor.ts';
export { maximum } from './ops/maximum.ts';
export { minimum } from './ops/minimum.ts';
export { mod } from './ops/mod.ts';
export { mul } from './ops/mul.ts';
export { type NanToNumOptions, nanToNum } from './ops/nan-to-num.ts';
export { neg } from './ops/neg.ts';
export { notEqual } from './ops/not-equal.ts';
export { pow } from './ops/pow.ts';
export { reciprocal } from './ops/reciprocal.ts';
export { round } from './ops/round.ts';
export { rsqrt } from './ops/rsqrt.ts';
export { sign } from './ops/sign.ts';
export { sqrt } from './ops/sqrt.ts';
export { square } from './ops/square.ts';
export { sub } from './ops/sub.ts';
export { trunc } from './ops/trunc.ts';
export { where } from './ops/where.ts';

// Exponentials, logarithms, trigonometric and special functions

export { acos } from './ops/acos.ts';
export { acosh } from './ops/acosh.ts';
export { asin } from './ops/asin.ts';
export { asinh } from './ops/asinh.ts';
export { atan } from './ops/atan.ts';
export { atan2 } from './ops/atan2.ts';
export { atanh } from './ops/atanh.ts';
export { betainc } from './ops/betainc.ts';
export { betaln } from './ops/betaln.ts';
export { cos } from './ops/cos.ts';
export { cosh } from './ops/cosh.ts';
export { digamma } from './ops/digamma.ts';
export { erf } from './ops/erf.ts';
export { erfc } from './ops/erfc.ts';
export { erfinv } from './ops/erfinv.ts';
export { exp } from './ops/exp.ts';
export { exp2 } from './ops/exp2.ts';
export { expm1 } from './ops/expm1.ts';
export { gammainc, gammaincc } from './ops/gammainc.ts';
export { lgamma } from './ops/lgamma.ts';
export { log } from './ops/log.ts';
export { logAddExp } from './ops/log-add-exp.ts';
export { log1p } from './ops/log1p.ts';
export { log2 } from './ops/log2.ts';
export { log10 } from './ops/log10.ts';
export { sin } from './ops/sin.ts';
export { sinh } from './ops/sinh.ts';
export { tan } from './ops/tan.ts';
export { tanh } from './ops/tanh.ts';
export { trigamma } from './ops/trigamma.ts';
export { xlogy } from './ops/xlogy.ts';

// Activations

export { celu } from './ops/celu.ts';
export { elu } from './ops/elu.ts';
export { type GeluOptions, gelu } from './ops/gelu.ts';
export { hardSigmoid } from './ops/hard-sigmoid.ts';
export { hardSwish } from './ops/hard-swish.ts';
export { hardtanh } from './ops/hardtanh.ts';
export { type LayerNormOptions, layerNorm } from './ops/layer-norm.ts';
export { leakyRelu } from './ops/leaky-relu.ts';
export { logSigmoid } from './ops/log-sigmoid.ts';
export { logSoftmax } from './ops/log-softmax.ts';
export { mish } from './ops/mish.ts';
export { relu } from './ops/relu.ts';
export { relu6 } from './ops/relu6.ts';
export { selu } from './ops/selu.ts';
export { sigmoid } from './ops/sigmoid.ts';
export { silu } from './ops/silu.ts';
export { softmax } from './ops/softmax.ts';
export { softmaxCrossEntropy } from './ops/softmax-cross-entropy.ts';
export { softplus } from './ops/softplus.ts';
export { softsign } from './ops/softsign.ts';
export { tanhshrink } from './ops/tanhshrink.ts';

// Reductions and scans

export { all } from './ops/all.ts';
export { any } from './ops/any.ts';
export { argmax } from './ops/argmax.ts';
export { argmin } from './ops/argmin.ts';
export { corrcoef } from './ops/corrcoef.ts';
export { countNonzero } from './ops/count-nonzero.ts';
export { type CorrcoefOptions, type CovOptions, cov } from './ops/cov.ts';
export { cummax } from './ops/cummax.ts';
export { cummin } from './ops/cummin.ts';
export { cumprod } from './ops/cumprod.ts';
export { cumsum } from './ops/cumsum.ts';
export { type DiffOptions, diff } from './ops/diff.ts';
export { logSumExp } from './ops/log-sum-exp.ts';
export { max } from './ops/max.ts';
export { mean } from './ops/mean.ts';
export { median } from './ops/median.ts';
export { min } from './ops/min.ts';
export { type NormOptions, norm } from './ops/norm.ts';
export { percentile } from './ops/percentile.ts';
export { prod } from './ops/prod.ts';
export { type QuantileMethod, type QuantileOptions, quantile } from './ops/quantile.ts';
export { std } from './ops/std.ts';
export { sum } from './ops/sum.ts';
export { type VarOptions, variance } from './ops/variance.ts';

// Sorting and searching

export { argsort, type SortOptions } from './ops/argsort.ts';
export { type BincountOptions, bincount } from './ops/bincount.ts';
export { type Histogram, type HistogramOptions, histogram } from './ops/histogram.ts';
export { nonzero } from './ops/nonzero.ts';
export { type SearchSortedOptions, searchSorted } from './ops/search-sorted.ts';
export { sort } from './ops/sort.ts';
export { type Topk, type TopkOptions, topk } from './ops/topk.ts';
export { type Unique, unique } from './ops/unique.ts';

// Movement and indexing

export { booleanMask } from './ops/boolean-mask.ts';
export { broadcastTo } from './ops/broadcast-to.ts';
export { concat } from './ops/concat.ts';
export { diagonal } from './ops/diagonal.ts';
export { expandDims } from './ops/expand-dims.ts';
export { flip } from './ops/flip.ts';
export { gatherNd, type IndexTuples } from './ops/gather-nd.ts';
export { indexAdd } from './ops/index-add.ts';
export { maskedFill } from './ops/masked-fill.ts';
export { type Padding, type PadOptions, pad } from './ops/pad.ts';
export { permute } from './ops/permute.ts';
export { repeat } from './ops/repeat.ts';
export { reshape } from './ops/reshape.ts';
export { roll } from './ops/roll.ts';
export { scatterAdd } from './ops/scatter-add.ts';
export { segmentSum } from './ops/segment-sum.ts';
export { type Range, slice } from './ops/slice.ts';
export { type CutSizes, type Cuts, type CutsAt, split } from './ops/split.ts';
export { squeeze } from './ops/squeeze.ts';
export { stack } from './ops/stack.ts';
export { swapAxes } from './ops/swap-axes.ts';
export { take } from './ops/take.ts';
export { takeAlongAxis } from './ops/take-along-axis.ts';
export { tile } from './ops/tile.ts';
export { trace } from './ops/trace.ts';
export { mT, transpose } from './ops/transpose.ts';
export { tril } from './ops/tril.ts';
export { triu } from './ops/triu.ts';
export { type UnfoldOptions, unfold } from './ops/unfold.ts';
export { withSlice } from './ops/with-slice.ts';

// Linear algebra

export { cholesky } from './linalg/cholesky.ts';
export type { Complex } from './linalg/complex.ts';
export { type CondOptions, cond } from './linalg/cond.ts';
export { det } from './linalg/det.ts';
export { type Eig, eig } from './linalg/eig.ts';
export { type Eigh, eigh } from './linalg/eigh.ts';
export { eigvals } from './linalg/eigvals.ts';
export { eigvalsh } from './linalg/eigvalsh.ts';
export { expm } from './linalg/expm.ts';
export { inv } from './linalg/inv.ts';
export { type Lstsq, lstsq } from './linalg/lstsq.ts';
export { type LU, lu } from './linalg/lu.ts';
export { matrixPower } from './linalg/matrix-power.ts';
export { matrixRank } from './linalg/matrix-rank.ts';
export { nullSpace } from './linalg/null-space.ts';
export { pinv } from './linalg/pinv.ts';
export { type PivotedQR, type QR, type QROptions, qr } from './linalg/qr.ts';
export type { RankOptions } from './linalg/rank-options.ts';
export { type SignAndLogDet, slogdet } from './linalg/slogdet.ts';
export { solve } from './linalg/solve.ts';
export { type SolveTriangularOptions, solveTriangular } from './linalg/solve-triangular.ts';
export { type SVD, type SVDOptions, svd } from './linalg/svd.ts';
export { svdvals } from './linalg/svdvals.ts';

// Products and windows

export { avgPool1d } from './ops/avg-pool1d.ts';
export { type AvgPoolOptions, avgPool2d } from './ops/avg-pool2d.ts';
export { type CdistOptions, cdist, type Metric } from './ops/cdist.ts';
export { convTranspose1d } from './ops/conv-transpose1d.ts';
export { type ConvTransposeOptions, convTranspose2d } from './ops/conv-transpose2d.ts';
export { conv1d } from './ops/conv1d.ts';
export { type ConvOptions, conv2d } from './ops/conv2d.ts';
export { convolve } from './ops/convolve.ts';
export { type CosineSimilarityOptions, cosineSimilarity } from './ops/cosine-similarity.ts';
export { cross } from './ops/cross.ts';
export { dot } from './ops/dot.ts';
export { einsum } from './ops/einsum.ts';
export { kron } from './ops/kron.ts';
export { matmul } from './ops/matmul.ts';
export { maxPool1d } from './ops/max-pool1d.ts';
export { type MaxPoolOptions, maxPool2d } from './ops/max-pool2d.ts';
export { outer } from './ops/outer.ts';
export { tensordot } from './ops/tensordot.ts';

// Randomness

export { type BernoulliOptions, bernoulli } from './random/bernoulli.ts';
export { type BetaOptions, beta } from './random/beta.ts';
export { type CategoricalOptions, categorical, type WeightKind } from './random/categorical.ts';
export { type ChoiceOptions, type Chosen, choice } from './random/choice.ts';
export { type DirichletOptions, dirichlet } from './random/dirichlet.ts';
export { type ExponentialOptions, exponential } from './random/exponential.ts';
export { type GammaOptions, gamma } from './random/gamma.ts';
export { type IntegerDType, type IntegersOptions, integers } from './random/integers.ts';
export { type MultinomialOptions, multinomial } from './random/multinomial.ts';
export { type MultivariateNormalOptions, multivariateNormal } from './random/multivariate-normal.ts';
export { type NormalOptions, normal } from './random/normal.ts';
export { type PermutationOptions, permutation } from './random/permutation.ts';
export { type PoissonOptions, poisson } from './random/poisson.ts';
export { type Key, Random, random } from './random/random.ts';
export type { Spread } from './random/spread.ts';
export { type StudentTOptions, studentT } from './random/student-t.ts';
export { type TruncatedNormalOptions, truncatedNormal } from './random/truncated-normal.ts';
export { type UniformOptions, uniform } from './random/uniform.ts';
