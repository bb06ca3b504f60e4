import type { Random } from '@hml/tensor';
import { integers, normal, OptionError, permutation, uniform } from '@hml/tensor';
import { type Filled, withDefaults } from '@hml/tensor/extend';
import type { GeneratorOptions } from './options.ts';
import { checkCount, checkNumber, outOfRange, seeded } from './options.ts';
import type { LabelledPoints } from './points.ts';
import { columnsIn, labelled, orderOf, shuffled } from './points.ts';

/** Options of {@link makeClassification}. */
export interface ClassificationOptions extends GeneratorOptions {
  /** How many samples. @defaultValue 100 */
  readonly nSamples?: number;
  /** How many features: those below, and noise for the rest. @defaultValue 20 */
  readonly nFeatures?: number;
  /** How many features tell the classes apart; $2^n$ must be as many as all clusters, or more. @defaultValue 2 */
  readonly nInformative?: number;
  /** How many features are random combinations of these. @defaultValue 2 */
  readonly nRedundant?: number;
  /** How many features repeat one of both kinds. @defaultValue 0 */
  readonly nRepeated?: number;
  /** How many classes. @defaultValue 2 */
  readonly nClasses?: number;
  /** How many clusters each class consists of. @defaultValue 2 */
  readonly nClustersPerClass?: number;
  /** The share of each class; that of the last may be left out. @defaultValue all alike */
  readonly weights?: readonly number[];
  /** The share of samples whose class is drawn at random instead. @defaultValue 0.01 */
  readonly flipY?: number;
  /** Half the side of the cube whose corners are the clusters' centers: the larger, the easier. @defaultValue 1 */
  readonly classSep?: number;
  /** Whether centers are the corners of a cube, or of a random polytope. @defaultValue true */
  readonly hypercube?: boolean;
  /** What is added to all features, to each, or `'random'` numbers between −classSep and classSep. @defaultValue 0 */
  readonly shift?: number | readonly number[] | 'random';
  /** What all features are multiplied with after that, each, or `'random'` numbers between 1 and 101. @defaultValue 1 */
  readonly scale?: number | readonly number[] | 'random';
}

/**
 * Classes of a chosen difficulty: clusters about the corners of a cube, each with a shape of its own, among features that repeat, combine or
 * say nothing.
 *
 * $$ x_i = c_{k_i} + A_{k_i} z_i, \qquad z_i \sim \mathcal N(0, I), \quad A_k \sim \mathcal U(-1, 1) $$
 *
 * Shapes: `X` [nSamples, nFeatures], `y` [nSamples]. Without `shuffle` the features come in the order informative, redundant, repeated,
 * useless, the samples cluster by cluster, cluster k in class k mod nClasses.
 *
 * @throws OptionError for an unknown option, a value out of range, more features of the first three kinds than there are, or more clusters
 * than corners.
 * @example
 * import { makeClassification } from '@hml/data/generators';
 * const { X, y } = makeClassification({ nSamples: 6, nFeatures: 3, nRedundant: 1, nClustersPerClass: 1, flipY: 0, shuffle: false });
 * X.shape // [6, 3]
 * y // [0, 0, 0, 1, 1, 1]
 * @see I. Guyon, "Design of experiments for the NIPS 2003 variable selection benchmark", 2003, whose set Madelon was made like this.
 */
export function makeClassification(options: ClassificationOptions = {}): LabelledPoints {
  const settings: Settings = withDefaults(where, defaults, options);
  check(settings);
  const { nSamples: n, nFeatures: d, nInformative, nClasses, flipY, shuffle, randomState } = settings;
  const rng = seeded(where, randomState);
  const cluster = Int32Array.from(sizesOf(settings).flatMap((size, k) => Array.from({ length: size }, () => k)));
  const labels = flipped(
    cluster.map((k) => k % nClasses),
    nClasses,
    flipY,
    rng,
  );

  const data = new Float64Array(n * d);
  const useful = informativeFeatures(settings, cluster, rng);
  const mixing = plusMinus(rng.split(streams.mixing), nInformative * settings.nRedundant);
  const useless = normal(rng.split(streams.useless), [n * d]).toTypedArray();
  const known = nInformative + settings.nRedundant;
  const repeated =
    settings.nRepeated > 0 ? integers(rng.split(streams.repeated), [settings.nRepeated], { high: known }).toTypedArray() : [];
  for (let i = 0; i < n; i++) {
    const row = data.subarray(i * d, (i + 1) * d);
    const own = useful.subarray(i * nInformative, (i + 1) * nInformative);
    row.set(own);
    for (let r = 0; r < settings.nRedundant; r++)
      row[nInformative + r] = own.reduce((sum, value, j) => sum + value * mixing[j * settings.nRedundant + r], 0);
    for (let r = 0; r < settings.nRepeated; r++) row[known + r] = row[repeated[r]];
    for (let j = known + settings.nRepeated; j < d; j++) row[j] = useless[i * d + j];
  }
  const [shift, scale] = [shiftOf(settings, rng), scaleOf(settings, rng)];
  const points = { data: data.map((value, at) => (value + shift[at % d]) * scale[at % d]), labels, nFeatures: d };
  if (!shuffle) return labelled(points);
  const inOrder = shuffled(points, rng.split(streams.samples));
  return labelled({ ...inOrder, data: columnsIn(orderOf(d, rng.split(streams.features)), inOrder.data) });
}

const where = 'makeClassification';
const streams = {
  corners: 0,
  bits: 1,
  stretch: 2,
  points: 3,
  shapes: 4,
  mixing: 5,
  repeated: 6,
  useless: 7,
  flips: 8,
  labels: 9,
  shift: 10,
  scale: 11,
  samples: 12,
  features: 13,
};
const defaults = {
  nSamples: 100,
  nFeatures: 20,
  nInformative: 2,
  nRedundant: 2,
  nRepeated: 0,
  nClasses: 2,
  nClustersPerClass: 2,
  weights: undefined,
  flipY: 0.01,
  classSep: 1,
  hypercube: true,
  shift: 0,
  scale: 1,
  shuffle: true,
  randomState: 0,
};

type Settings = Filled<ClassificationOptions, typeof defaults>;

/** How many samples each cluster has: by the weight of its class, and one more for the first ones until all are placed. */
function sizesOf({ nSamples, nClasses, nClustersPerClass, weights }: Settings): number[] {
  const given = weights ?? Array.from({ length: nClasses }, () => 1 / nClasses);
  const shares = given.length === nClasses ? given : [...given, 1 - given.reduce((sum, weight) => sum + weight, 0)];
  const rounding = 1e-9; // 1 − 0.9 is a little less than a tenth
  const sizes = Array.from({ length: nClasses * nClustersPerClass }, (_, k) =>
    Math.floor((nSamples * shares[k % nClasses]) / nClustersPerClass + rounding),
  );
  const missing = nSamples - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size, k) => size + Math.floor(missing / sizes.length) + Number(k < missing % sizes.length));
}

/** The informative features of all samples [nSamples, nInformative]: normal draws, sheared and moved to their cluster. */
function informativeFeatures(
  { nInformative: d, nClasses, nClustersPerClass, classSep, hypercube }: Settings,
  cluster: Int32Array,
  rng: Random,
): Float64Array {
  const nClusters = nClasses * nClustersPerClass;
  const corners = cornersOf(nClusters, d, rng);
  const stretch = uniform(rng.split(streams.stretch), [nClusters + d]).toTypedArray();
  const centers = corners.map((bit, at) => {
    const side = classSep * (2 * bit - 1);
    return hypercube ? side : side * stretch[Math.floor(at / d)] * stretch[nClusters + (at % d)];
  });
  const shapes = plusMinus(rng.split(streams.shapes), nClusters * d * d);
  const z = normal(rng.split(streams.points), [cluster.length * d]).toTypedArray();
  return z.map((_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let value = centers[cluster[i] * d + j];
    for (let l = 0; l < d; l++) value += z[i * d + l] * shapes[(cluster[i] * d + l) * d + j];
    return value;
  });
}

/** Different corners of a cube, as zeros and ones: the first coordinates are all different, the others random. */
function cornersOf(nClusters: number, d: number, rng: Random): Float64Array {
  const bits = Math.min(d, Math.max(12, 32 - Math.clz32(nClusters - 1)));
  const codes = permutation(rng.split(streams.corners), 2 ** bits).toTypedArray();
  const others = integers(rng.split(streams.bits), [nClusters * d], { high: 2 }).toTypedArray();
  return Float64Array.from(others, (bit, at) => (at % d < bits ? (codes[Math.floor(at / d)] >> (at % d)) & 1 : bit));
}

function plusMinus(rng: Random, n: number): Float64Array {
  return uniform(rng, [n], { low: -1, high: 1 }).toTypedArray();
}

/** Labels of which a share is drawn anew. */
function flipped(labels: Int32Array, nClasses: number, share: number, rng: Random): Int32Array {
  const dice = uniform(rng.split(streams.flips), [labels.length]).toTypedArray();
  const anew = integers(rng.split(streams.labels), [labels.length], { high: nClasses }).toTypedArray();
  return labels.map((label, i) => (dice[i] < share ? anew[i] : label));
}

function shiftOf({ shift, nFeatures, classSep }: Settings, rng: Random): Float64Array {
  return perFeature('shift', shift, nFeatures, () => plusMinus(rng.split(streams.shift), nFeatures).map((value) => value * classSep));
}

function scaleOf({ scale, nFeatures }: Settings, rng: Random): Float64Array {
  return perFeature('scale', scale, nFeatures, () => uniform(rng.split(streams.scale), [nFeatures], { low: 1, high: 101 }).toTypedArray());
}

function perFeature(
  name: string,
  value: number | readonly number[] | 'random',
  nFeatures: number,
  drawn: () => Float64Array,
): Float64Array {
  if (value === 'random') return drawn();
  const values = typeof value === 'number' ? new Float64Array(nFeatures).fill(value) : Float64Array.from(value);
  if (values.length === nFeatures && values.every(Number.isFinite)) return values;
  throw outOfRange(where, name, `a finite number, one for each of ${nFeatures} features, or 'random'`, value);
}

function check(settings: Settings): void {
  const { nSamples, nFeatures, nInformative, nRedundant, nRepeated, nClasses, nClustersPerClass, weights, flipY, classSep } = settings;
  for (const [name, value] of Object.entries({ nSamples, nFeatures, nInformative, nClasses, nClustersPerClass }))
    checkCount(where, name, value, 1);
  for (const [name, value] of Object.entries({ nRedundant, nRepeated })) checkCount(where, name, value, 0);
  checkNumber(where, 'flipY', flipY, 0, 1);
  checkNumber(where, 'classSep', classSep);
  if (nInformative + nRedundant + nRepeated > nFeatures) {
    const got = `${nInformative} informative, ${nRedundant} redundant and ${nRepeated} repeated of ${nFeatures}`;
    throw new OptionError({
      where,
      what: 'more features than there are',
      expected: 'three kinds that fit into nFeatures',
      got,
      fix: 'raise nFeatures, or lower nRedundant',
    });
  }
  if (2 ** nInformative < nClasses * nClustersPerClass) {
    const expected = `nClasses · nClustersPerClass of ${2 ** nInformative} at most, the corners that nInformative ${nInformative} gives`;
    throw new OptionError({
      where,
      what: 'more clusters than corners',
      expected,
      got: String(nClasses * nClustersPerClass),
      fix: 'raise nInformative',
    });
  }
  if (weights === undefined) return;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const fits = weights.length === nClasses ? Math.abs(sum - 1) < 1e-9 : weights.length === nClasses - 1 && sum <= 1;
  if (!fits || weights.some((weight) => !(weight >= 0))) {
    throw outOfRange(where, 'weights', `shares of ${nClasses} classes that sum to 1; the last may be left out`, weights);
  }
}
