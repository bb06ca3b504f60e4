/** A program that users would write, and how many bytes (minified, gzip) it may cost them. */
export interface Budget {
  readonly name: string;
  readonly program: string;
  readonly limit: number;
  /** Packages that are not counted. */
  readonly external?: readonly string[];
  /** Conditions under which packages choose their files: `hml-plain` leaves out the SIMD paths. */
  readonly conditions?: readonly string[];
  /** A package whose parts that the program imports are not counted: it is measured on top of them. */
  readonly above?: string;
}

const kilobytes = (count: number) => Math.round(count * 1000);
const file = (name: string) => `import './scripts/size/entries/${name}.ts';`;
const metric = (name: string) => `import { ${name} } from '@hml/classic/metrics'; console.log(${name});`;
const all = (entry: string) => `import * as all from '${entry}'; console.log(all);`;

/** The program that every single op is measured on top of. */
export const base = file('tensor');

/** How many bytes each export of `@hml/tensor` may add to the base. */
export const opLimit = kilobytes(0.6);

/** One budget for each entry, from what users were promised; "on top" means that the packages named are not counted. */
export const budgets: readonly Budget[] = [
  { name: 'tensor, arithmetic, matmul, plain', program: base, limit: kilobytes(14), conditions: ['hml-plain'] },
  // Promised are 24 KB for assembler, product and arithmetic. Reductions in SIMD, which the methods sum, mean, max and min bring, are 1.9 KB
  // of it, and not of those three. Memory that is refused, told by name, and packing in a family of its own, for the first product's sake, are 0.3.
  // Offsets, lanes and types that are checked where kernels are written, and sparse matrices that are called so in errors, are 0.25.
  { name: 'tensor, arithmetic, matmul, with SIMD', program: base, limit: kilobytes(25.9) },
  { name: 'tensor/assembler, alone', program: all('@hml/tensor/assembler'), limit: kilobytes(4) },
  // Incomplete gamma and beta functions that are right in the tails, and four samplers of rows and tails, are 4 KB of it; layer norm,
  // cross-entropy and running sums in SIMD 3.5; factorizations that run in SIMD where they lie 2.5; eigenvectors, determinants and exponentials that
  // are right for badly scaled matrices and beside overflow 1.7; betainc and gammainc at the ends of float64 0.6.
  { name: 'tensor, all of it', program: all('@hml/tensor'), limit: kilobytes(100.6) },
  // Both stand on the tensor with its methods, 24.5 KB of them; what is theirs are 6.5 and 4.5 KB. Weights of any size, shares
  // added up exactly and one reading of a factor are 0.6 KB of the densities; parameters that are told by name another 0.3.
  { name: 'tensor/densities, all of it', program: all('@hml/tensor/densities'), limit: kilobytes(35.9) },
  // Checks of names and of shapes, and elements that stay where they were inflated, are 0.3 KB of it; members that are picked, and named where they fail, as much.
  { name: 'tensor/files, all of it', program: all('@hml/tensor/files'), limit: kilobytes(30.5) },
  // Names for the instructions that kernels need, and checks of offsets, lanes and types where kernels are written, are 0.3 KB of it and of gram.
  { name: 'tensor/extend, alone', program: all('@hml/tensor/extend'), limit: kilobytes(15.1) },
  // Gradients of linear models, sums of columns, and rows that are subtracted on the way are 2 KB of it.
  { name: 'tensor/kernels, all of it', program: all('@hml/tensor/kernels'), limit: kilobytes(33.1) },
  { name: 'tensor/kernels, gram alone', program: "import { gram } from '@hml/tensor/kernels'; console.log(gram);", limit: kilobytes(8.9) },
  // Of these, 24.9 KB are tensors, arithmetic and the product, as above. Powers of two that keep squares in range are 0.2 KB of conjugate gradients, the end on a
  // singular matrix another 0.1; refusals of what is no list or no pair 0.1 of sparse matrices. A dense
  // matrix that is looked at for symmetry is 0.3 of conjugate gradients.
  { name: 'tensor/sparse, all of it', program: all('@hml/tensor/sparse'), limit: kilobytes(32.7) },
  {
    name: 'tensor/iterative, conjugate gradients alone',
    program: "import { conjugateGradients } from '@hml/tensor/iterative'; console.log(conjugateGradients);",
    limit: kilobytes(28.2), // that dense matrices are symmetric, as eigh checks it, is 0.3 KB of it
  },
  // Half of what is beyond those are the factorizations that it stands on: qr, svd and eigh. Being sure that no copy of an eigenvalue is missing takes 0.2.
  { name: 'tensor/iterative, all of it', program: all('@hml/tensor/iterative'), limit: kilobytes(45.9) },
  { name: 'autograd: grad alone, on top of tensor', program: file('grad'), limit: kilobytes(2.6), external: ['@hml/tensor'] },
  { name: 'autograd, what programs ship, on top of tensor', program: file('autograd'), limit: kilobytes(4), external: ['@hml/tensor'] },
  // More than half of it are tools for development, which nobody ships: gradCheck and gradGradCheck 2.4 KB, graphOf 2, anomaly 1.5.
  // On top of grad, a program pays for what it names: jacobian, hessian and hvp 1 KB together, checkpoint 0.7, customGradient 0.5, Parameter 0.4.
  { name: 'autograd, all of it, on top of tensor', program: all('@hml/autograd'), limit: kilobytes(12), external: ['@hml/tensor'] },
  // Promised are 6 KB per algorithm. Recipes that name their own options of fit, sparse input with a way out, and files that are read element by
  // element cost 0.3 KB more than was left.
  // Promised are 6 KB. The shortest of many solutions, by QR and singular values, and non-negative coefficients cost 2.8 KB; sparse rows, with means
  // subtracted implicitly, a Gram matrix of their entries, one of few rows, and conjugate gradients for many of both, 3.8; one count of steps over
  // several targets 0.2, the shortest coefficients only where they fit as well 0.1.
  { name: 'LinearRegression, on top of its tensor', program: file('linear-regression'), limit: kilobytes(13.9), above: '@hml/tensor' },
  // The descent that is there for any function, on the kernels for dense and sparse rows, is 0.9 KB of it.
  { name: 'LinearRegressionGD, on top of its tensor', program: file('linear-regression-gd'), limit: kilobytes(9), above: '@hml/tensor' },
  // Promised are 2 KB. A saved model that reads every input kind, scores and saves itself again is not there yet.
  // The score knows a constant truth by its first value, so that rounding in the mean cannot give it a variance. Whatever takes a matrix knows the
  // typical mistakes (0.35 KB), whatever fits also wrong callbacks and weights out of range (0.2 KB).
  // Half a kilobyte reads sparse rows and multiplies by them; as much checks each of their fields, as files and other languages give them.
  { name: 'a saved model that predicts, on top of its tensor', program: file('predict'), limit: kilobytes(5.5), above: '@hml/tensor' },
  // Linear models 7.6 KB, sparse rows for most of them 4, preprocessing 8, splits 6, naive Bayes 7, many classes from two 2, metrics the rest.
  { name: 'classic, all of it, on top of its tensor', program: all('@hml/classic'), limit: kilobytes(68.1), above: '@hml/tensor' },
  // Eleven recipes with their models and solvers; of most, one for sparse rows too. Questions that are balanced one by one, averages that begin late and
  // samples that are set aside by class are half a kilobyte.
  { name: 'classic/linear, on top of its tensor', program: all('@hml/classic/linear'), limit: kilobytes(40.2), above: '@hml/tensor' },
  // Seventy-five functions with their checks and errors. Nobody ships them all: the lines below are what one of them costs, of which reading labels,
  // matrices and weights of every kind, with errors that teach and know the typical mistakes, is 2.7 KB.
  // Labels are read as fit reads them, columns too: 0.3 KB for a metric alone, less than none for a program with a model and a metric, which had two
  // readers. Values of options are checked by rules, as those of recipes: 0.1 to 0.3.
  { name: 'classic/metrics, on top of its tensor', program: all('@hml/classic/metrics'), limit: kilobytes(19.4), above: '@hml/tensor' },
  { name: '  + adjustedRandScore alone', program: metric('adjustedRandScore'), limit: kilobytes(1.5), above: '@hml/tensor' },
  { name: '  + r2Score alone', program: metric('r2Score'), limit: kilobytes(3.7), above: '@hml/tensor' },
  { name: '  + accuracyScore alone', program: metric('accuracyScore'), limit: kilobytes(4.3), above: '@hml/tensor' },
  { name: '  + silhouetteScore alone', program: metric('silhouetteScore'), limit: kilobytes(4.6), above: '@hml/tensor' },
  { name: '  + logLoss alone', program: metric('logLoss'), limit: kilobytes(4.8), above: '@hml/tensor' },
  { name: '  + f1Score alone', program: metric('f1Score'), limit: kilobytes(5.6), above: '@hml/tensor' },
  { name: '  + rocAucScore alone', program: metric('rocAucScore'), limit: kilobytes(5.8), above: '@hml/tensor' },
  { name: '  + classificationReport alone', program: metric('classificationReport'), limit: kilobytes(6.8), above: '@hml/tensor' },
  // Labels of every type, probabilities, batches that bring new classes or are told all of them, and a file of eleven fields. Errors about options of fit that name the
  // class are 30 bytes of this and of each below.
  {
    name: 'GaussianNB, on top of its tensor',
    program: "import { GaussianNB, GaussianNBModel } from '@hml/classic/naive-bayes'; console.log(GaussianNB, GaussianNBModel);",
    limit: kilobytes(8.9),
    above: '@hml/tensor',
  },
  {
    name: 'StandardScaler, on top of its tensor',
    program:
      "import { StandardScaler, StandardScalerModel } from '@hml/classic/preprocessing'; console.log(StandardScaler, StandardScalerModel);",
    limit: kilobytes(7.4), // a kilobyte of it for sparse rows
    above: '@hml/tensor',
  },
  // Half of it are the metrics that `scoring` knows by name, which come with crossValScore. Who splits pays for the splitter alone.
  {
    name: 'classic/model-selection, on top of its tensor',
    program: all('@hml/classic/model-selection'),
    limit: kilobytes(16.3),
    above: '@hml/tensor',
  },
  {
    name: '  + trainTestSplit alone',
    program: "import { trainTestSplit } from '@hml/classic/model-selection'; console.log(trainTestSplit);",
    limit: kilobytes(4.9),
    above: '@hml/tensor',
  },
  {
    name: 'classic/multiclass, on top of its tensor',
    program: all('@hml/classic/multiclass'),
    limit: kilobytes(9.3),
    above: '@hml/tensor',
  },
  {
    name: 'classic/naive-bayes, on top of its tensor',
    program: all('@hml/classic/naive-bayes'),
    limit: kilobytes(9),
    above: '@hml/tensor',
  },
  {
    name: 'classic/preprocessing, on top of its tensor',
    program: all('@hml/classic/preprocessing'),
    limit: kilobytes(11.8), // a kilobyte of it for sparse rows
    above: '@hml/tensor',
  },
  { name: 'data, on top of papaparse', program: all('@hml/data'), limit: kilobytes(4), external: ['papaparse'] },
  { name: 'data/salary', program: all('@hml/data/salary'), limit: kilobytes(2) },
  { name: 'data/iris', program: all('@hml/data/iris'), limit: kilobytes(3) },
  { name: 'data/digits', program: all('@hml/data/digits'), limit: kilobytes(50) },
  { name: 'data/wine', program: all('@hml/data/wine'), limit: kilobytes(5.5) },
  { name: 'data/breast-cancer', program: all('@hml/data/breast-cancer'), limit: kilobytes(48) },
  // 7.7 KB of it are the raw rows, the rest the check of its option; the scaled features are computed.
  { name: 'data/diabetes', program: all('@hml/data/diabetes'), limit: kilobytes(10.5) },
  { name: 'data/linnerud', program: all('@hml/data/linnerud'), limit: kilobytes(1) },
  { name: 'data/generators, on top of their tensor', program: all('@hml/data/generators'), limit: kilobytes(4), above: '@hml/tensor' },
  { name: 'viz/report, on top of Observable Plot', program: all('@hml/viz/report'), limit: kilobytes(9), external: ['@observablehq/plot'] },
  // Surfaces in space, which Plot does not draw, and grids of figures are 3 KB of it, grids of images with their paths of ink 1.7.
  {
    name: 'viz, on top of Observable Plot and dagre',
    program: all('@hml/viz'),
    limit: kilobytes(12.4),
    external: ['@observablehq/plot', '@dagrejs/dagre'],
  },
];

/** What exports build on beyond what the names of the files they import tell; see `builds-on.ts`. */
export const alsoBuildsOn: Readonly<Record<string, readonly string[]>> = {
  det: ['lu'],
  eigh: ['qr'],
  expm: ['solve'],
  gamma: ['normal'],
  multinomial: ['lgamma'],
  nullSpace: ['svd'],
  pinv: ['svd'],
  poisson: ['lgamma'],
  solve: ['lu'],
  svd: ['eigh'],
  trigamma: ['sin'],
  truncatedNormal: ['normal'],
};

/** Ops that are each other's gradient, and so come together: a pair may cost what two ops may. */
export const adjointPairs: readonly (readonly [string, string])[] = [
  ['take', 'indexAdd'],
  ['sin', 'cos'],
];

/** A limit of its own for an export that costs more than {@link opLimit}, and what its bytes are. */
export interface Exception {
  readonly limit: number;
  readonly reason: string;
}

/**
 * Exports, and pairs of them, that may cost more than the others, each with what was measured and a hundredth more, rounded up to the next 50 bytes:
 * a line that moves elsewhere changes what gzip finds by a few bytes. */
export const exceptions: Readonly<Record<string, Exception>> = {
  cumsum: {
    limit: 2100,
    reason: 'the declaration of ops along a line, sums both ways for its gradient, and three kernels for lines as they lie',
  },
  solveTriangular: {
    limit: 3350,
    reason:
      'what all factorizations share comes with it: arrays in the workspace, products in place on them, and five passes over rows, on registers and as plain loops; four ways through a triangle; errors that say which matrix of a batch they mean',
  },
  categorical: { limit: 650, reason: 'sums of weights and their checks, which every row of a matrix has of its own' },
  truncatedNormal: { limit: 650, reason: 'the normal distribution and its inverse, each in the tail as well' },
  trigamma: { limit: 650, reason: 'two more derivatives of its own, reflection and recurrence for each' },
  cholesky: {
    limit: 1000,
    reason:
      'the factorization by halves, whose products stop at the diagonal and take a transposed half, two triangular gradients, and what counts as symmetric to rounding',
  },
  det: {
    limit: 1450,
    reason:
      'a second elimination, with complete pivoting, for cofactors and a derivative of theirs that are right where there is no inverse, the third derivative, and products that leave the range of numbers on their way',
  },
  eig: {
    limit: 4650,
    reason:
      'isolated eigenvalues and balancing, Hessenberg and Schur form, complex eigenvectors, inverse iteration where balancing cost them digits, their normalization, reflectors of tiny vectors, and derivatives of pairs of real and imaginary parts',
  },
  eigh: {
    limit: 1950,
    reason:
      'tridiagonalization, implicit QR, the rotations of vectors, what counts as symmetric to rounding, and derivatives that allow for equal eigenvalues',
  },
  expm: {
    limit: 1300,
    reason:
      'fourteen coefficients of a Padé approximant, scaling by the sizes of powers, squaring, also of triangles and beside overflow, and nilpotent matrices',
  },
  lu: { limit: 1050, reason: 'elimination by halves, gradients for tall, square and wide matrices, and an error where they have none' },
  qr: {
    limit: 2000,
    reason:
      'reflections in blocks and of tiny vectors, column pivoting, complete bases with an error under a gradient, and gradients for tall and wide matrices, and an error where there is no gradient',
  },
  svd: {
    limit: 2750,
    reason:
      'bidiagonalization, an iteration with two kinds of sweeps and its criteria, complete bases with an error under a gradient, and gradients',
  },
  argmax: { limit: 800, reason: 'the search in SIMD for the greatest of each block and for its first place, for lines of any layout' },
  argmin: { limit: 800, reason: 'as argmax, with which it shares all of it' },
  argsort: { limit: 700, reason: 'a stable merge sort, and the declaration of ops along a line, which it shares with the cumulative ops' },
  betainc: {
    limit: 2800,
    reason:
      'a series, a continued fraction, a complement for tiny parameters and a uniform expansion with its table for huge ones, exponents carried in two numbers for the tails, and a density whose gradients are right at the edges',
  },
  gammainc: {
    limit: 1900,
    reason:
      'a series, a continued fraction and a uniform expansion with 27 coefficients, exponents carried in two numbers for the tails, and a density whose gradients are right at the edges',
  },
  gammaincc: { limit: 1900, reason: 'as gammainc, with which it shares all of it' },
  cdist: { limit: 850, reason: 'a fast path for the Euclidean distance beside the norms of five other metrics, and batches of points' },
  conv2d: { limit: 1650, reason: 'three kernels (the result, the gradients in input and kernel) and the arithmetic and checks of windows' },
  einsum: {
    limit: 1300,
    reason: 'a parser of subscripts and its checks, and the choice of pairs of operands and their products by matmul',
  },
  erf: {
    limit: 1300,
    reason:
      'two polynomials of degree 11 and 22, whose 35 coefficients have up to 18 digits, two shorter ones for float32, what rounding takes from the exponent of erfc, and all this on registers too',
  },
  exp: {
    limit: 1100,
    reason:
      'the exponential on registers for both types, in float32 with a short way for ordinary numbers: every other function in SIMD builds on it',
  },
  gelu: {
    limit: 1300,
    reason: 'two ops, each as a plain loop and on registers, whose exponents are carried in two numbers; another polynomial for float32',
  },
  histogram: { limit: 650, reason: 'edges given or found, equal elements, and the checks of both, each with its message' },
  log: { limit: 750, reason: 'the logarithm as a plain function and on registers, with the numbers below the normal ones' },
  logSumExp: { limit: 950, reason: 'the terms of each line summed in SIMD, in passes over lines of any layout, beside the plain loop' },
  maxPool2d: {
    limit: 1000,
    reason: 'the search for the place of the largest in each window without a table of windows, and the arithmetic and checks of windows',
  },
  multinomial: {
    limit: 1500,
    reason:
      'binomial draws by inversion and by rejection, the logarithm of their probabilities without the cancellation of large counts, and weights that are checked by name',
  },
  norm: {
    limit: 1850,
    reason:
      'norms of vectors for every order and of matrices for eight, with scaling against overflow and a gradient for each, and the passes of three of them in SIMD',
  },
  pow: {
    limit: 850,
    reason: 'a logarithm in two numbers so that the last bit is right, the special cases of IEEE 754, and whole powers of integers',
  },
  layerNorm: {
    limit: 1750,
    reason: 'a SIMD kernel for rows, short and long, beside the plain loop, weight and bias, and their three gradients both ways',
  },
  softmaxCrossEntropy: { limit: 650, reason: 'the checks of targets, each with its message, and a gradient both ways' },
  softmax: { limit: 2100, reason: 'three SIMD kernels for rows, short and long, the exponential that they take, and the plain loop' },
  variance: { limit: 1050, reason: 'three passes over lines of any layout in SIMD beside the plain loop, and a correction for rounding' },
  'sin and cos': {
    limit: 1950,
    reason: 'the reduction by 1216 bits of 2/π and by three parts, the latter on registers too, in float64 also for float32',
  },
};
