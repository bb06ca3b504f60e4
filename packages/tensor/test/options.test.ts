import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as tensorPackage from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';

const { OptionError, ones, random, sum, tensor, zeros } = tensorPackage;

const x = tensor([[1, 2]]);
const v = tensor([1, 2, 3]);
const square = tensor([
  [2, 1],
  [0, 3],
]);
const i = tensor([0, 1, 2], { dtype: 'int32' });
const plane = ones([1, 1, 3, 3]);
const row = ones([1, 1, 3]);
const rng = random(0);

/** A right call of every function that takes options, but for the options. */
const calls: Readonly<Record<string, (options: object) => unknown>> = {
  all: (o) => tensorPackage.all(x, 0, o),
  allClose: (o) => tensorPackage.allClose(x, x, o),
  any: (o) => tensorPackage.any(x, 0, o),
  arange: (o) => tensorPackage.arange(3, o),
  argmax: (o) => tensorPackage.argmax(x, 0, o),
  argmin: (o) => tensorPackage.argmin(x, 0, o),
  argsort: (o) => tensorPackage.argsort(x, 0, o),
  avgPool1d: (o) => tensorPackage.avgPool1d(row, 1, o),
  avgPool2d: (o) => tensorPackage.avgPool2d(plane, 1, o),
  bernoulli: (o) => tensorPackage.bernoulli(rng, [1], o),
  beta: (o) => tensorPackage.beta(rng, [1], { alpha: 1, beta: 1, ...o }),
  bincount: (o) => tensorPackage.bincount(i, o),
  categorical: (o) => tensorPackage.categorical(rng, v, o),
  cdist: (o) => tensorPackage.cdist(x, x, o),
  choice: (o) => tensorPackage.choice(rng, 3, 1, o),
  compare: (o) => tensorPackage.compare(x, x, o),
  cond: (o) => tensorPackage.cond(square, o),
  conv1d: (o) => tensorPackage.conv1d(row, row, o),
  conv2d: (o) => tensorPackage.conv2d(plane, plane, o),
  convTranspose1d: (o) => tensorPackage.convTranspose1d(row, row, o),
  convTranspose2d: (o) => tensorPackage.convTranspose2d(plane, plane, o),
  corrcoef: (o) => tensorPackage.corrcoef(x, o),
  cosineSimilarity: (o) => tensorPackage.cosineSimilarity(x, x, -1, o),
  countNonzero: (o) => tensorPackage.countNonzero(x, 0, o),
  cov: (o) => tensorPackage.cov(x, o),
  diff: (o) => tensorPackage.diff(v, 0, o),
  dirichlet: (o) => tensorPackage.dirichlet(rng, [1], { alpha: v, ...o }),
  exponential: (o) => tensorPackage.exponential(rng, [1], o),
  eye: (o) => tensorPackage.eye(2, 2, o),
  fromFunction: (o) => tensorPackage.fromFunction([2], (k) => k, o),
  full: (o) => tensorPackage.full([2], 1, o),
  gamma: (o) => tensorPackage.gamma(rng, [1], { alpha: 1, ...o }),
  gelu: (o) => tensorPackage.gelu(x, o),
  histogram: (o) => tensorPackage.histogram(x, o),
  integers: (o) => tensorPackage.integers(rng, [1], { high: 2, ...o }),
  layerNorm: (o) => tensorPackage.layerNorm(x, o),
  linspace: (o) => tensorPackage.linspace(0, 1, 3, o),
  logSumExp: (o) => tensorPackage.logSumExp(x, 0, o),
  logspace: (o) => tensorPackage.logspace(0, 1, 3, o),
  lstsq: (o) => tensorPackage.lstsq(square, tensor([1, 2]), o),
  matrixRank: (o) => tensorPackage.matrixRank(square, o),
  max: (o) => tensorPackage.max(x, 0, o),
  maxPool1d: (o) => tensorPackage.maxPool1d(row, 1, o),
  maxPool2d: (o) => tensorPackage.maxPool2d(plane, 1, o),
  mean: (o) => tensorPackage.mean(x, 0, o),
  median: (o) => tensorPackage.median(x, 0, o),
  meshgrid: (o) => tensorPackage.meshgrid([v, v], o),
  min: (o) => tensorPackage.min(x, 0, o),
  multinomial: (o) => tensorPackage.multinomial(rng, [1], { n: 3, p: v, ...o }),
  multivariateNormal: (o) => tensorPackage.multivariateNormal(rng, [1], { mean: v, std: v, ...o }),
  nanToNum: (o) => tensorPackage.nanToNum(x, o),
  norm: (o) => tensorPackage.norm(x, o),
  normal: (o) => tensorPackage.normal(rng, [1], o),
  nullSpace: (o) => tensorPackage.nullSpace(square, o),
  oneHot: (o) => tensorPackage.oneHot(i, 3, o),
  ones: (o) => ones([1], o),
  pad: (o) => tensorPackage.pad(x, 1, o),
  percentile: (o) => tensorPackage.percentile(x, 50, 0, o),
  permutation: (o) => tensorPackage.permutation(rng, x, o),
  pinv: (o) => tensorPackage.pinv(square, o),
  poisson: (o) => tensorPackage.poisson(rng, [1], o),
  prod: (o) => tensorPackage.prod(x, 0, o),
  qr: (o) => tensorPackage.qr(square, o),
  quantile: (o) => tensorPackage.quantile(x, 0.5, 0, o),
  searchSorted: (o) => tensorPackage.searchSorted(v, v, o),
  solveTriangular: (o) => tensorPackage.solveTriangular(tensor([[1]]), tensor([1]), o),
  sort: (o) => tensorPackage.sort(x, 0, o),
  std: (o) => tensorPackage.std(x, 0, o),
  studentT: (o) => tensorPackage.studentT(rng, [1], { df: 1, ...o }),
  sum: (o) => sum(x, 0, o),
  svd: (o) => tensorPackage.svd(square, o),
  tensor: (o) => tensor([1], o),
  topk: (o) => tensorPackage.topk(x, 1, 0, o),
  truncatedNormal: (o) => tensorPackage.truncatedNormal(rng, [1], o),
  unfold: (o) => tensorPackage.unfold(row, { kernelSize: 1, ...o }),
  uniform: (o) => tensorPackage.uniform(rng, [1], o),
  variance: (o) => tensorPackage.variance(x, 0, o),
  zeros: (o) => zeros([1], o),
};

function refusal(call: (options: object) => unknown, name: string): InstanceType<typeof OptionError> {
  try {
    call({ [name]: 1 });
  } catch (error) {
    if (error instanceof OptionError) return error;
    throw error;
  }
  throw new Error(`'${name}' was taken for an option`);
}

const root = path.join(import.meta.dirname, '../src');
const sources = globSync('**/*.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
const declared = sources.flatMap((source) => [...source.matchAll(/^export function (\w+)(?:[^;{]|\{ )*?\boptions\??: \w*Options/gm)]);
const taking = new Set(declared.map(([, name]) => name).filter((name) => name in tensorPackage));

it('every function that takes options stands in the table', () => {
  expect(taking.size).toBeGreaterThan(60);
  expect([...taking].sort()).toEqual(Object.keys(calls).sort());
});

describe.each(Object.entries(calls))('%s', (name, call) => {
  it('takes no options for defaults', () => {
    expect(() => call({})).not.toThrow();
  });
  it('refuses a name that is none, and lists those there are', () => {
    const { where, what, expected } = refusal(call, 'qqqqqqqq');
    expect({ where, what }).toEqual({ where: name, what: "no option 'qqqqqqqq'" });
    expect(expected).toMatch(/^one of \w+/);
  });
  it('refuses each misspelt option, with the one that was meant', () => {
    const known = refusal(call, 'qqqqqqqq').expected.replace('one of ', '').split(', ');
    for (const option of known) expect(refusal(call, `${option}_`).fix).toBe(`did you mean '${option}'?`);
  });
});

it('an option that is undefined counts as not given', () => {
  expect(calls.sum({ keepDims: undefined })).toEqual(sum(x, 0));
});

it('what is no object is no options', () => {
  // @ts-expect-error text is no options
  expect(() => tensor([1], 'float32')).toThrow(OptionError);
  // @ts-expect-error text is no options
  expect(() => tensorPackage.conv1d(row, row, 'same')).toThrow(/not an object/);
  // @ts-expect-error null is no options
  expect(() => tensorPackage.norm(x, null)).toThrow(OptionError);
  // @ts-expect-error an axis is no options
  expect(() => sum(x, { axis: 0 })).toThrow(/not an axis/);
  expect(() => checkOptions('f', null, ['a'])).toThrow(OptionError);
  checkOptions('f', undefined, []);
});

it('a misspelt option is a red line', () => {
  // @ts-expect-error misspelt
  expect(() => tensor([1], { dtpye: 'float32' })).toThrow(/did you mean 'dtype'/);
  // @ts-expect-error misspelt
  expect(() => sum(x, 0, { keepdims: true })).toThrow(/did you mean 'keepDims'/);
  // @ts-expect-error misspelt
  expect(() => tensorPackage.solveTriangular(tensor([[1]]), tensor([1]), { upper: true })).toThrow(OptionError);
  // @ts-expect-error misspelt
  expect(() => tensorPackage.normal(rng, [1], { sd: 3 })).toThrow(OptionError);
});
