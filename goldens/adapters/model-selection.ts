import { crossValScore, KFold, StratifiedKFold, trainTestIndices } from '@hml/classic';
import type { GoldenCase } from '../cases.ts';
import { asNumbers } from '../json.ts';
import type { Adapter, Outcome, Results } from './adapter.ts';
import { classicExports, findClass } from './exports.ts';

/** The family `model_selection`: splitters give index sets, cross-validation the scores of its folds. */
export const modelSelectionAdapter: Adapter = (golden, seed) => {
  const compute = algorithms.get(golden.algorithm);
  return compute ? compute(golden, seed) : { unmapped: '@hml/classic has nothing of that name' };
};

const algorithms = new Map<string, (golden: GoldenCase, seed: number) => Outcome>([
  ['KFold', (golden, seed) => ({ results: golden.kind === 'quality' ? shuffledFolds(golden, seed) : splits(golden) })],
  ['StratifiedKFold', (golden) => ({ results: splits(golden) })],
  ['trainTestSplit', (golden, seed) => ({ results: golden.kind === 'quality' ? stratifiedParts(golden, seed) : parts(golden) })],
  ['crossValScore', crossValidation],
]);

const rowsOf = ({ data }: GoldenCase): number => Number(data.nSamples ?? labelsOf(data.y).length);

function labelsOf(y: unknown): (string | number)[] {
  return Array.isArray(y) ? y : [];
}

function splits(golden: GoldenCase): Results {
  const splitter = golden.algorithm === 'KFold' ? new KFold(golden.params) : new StratifiedKFold(golden.params);
  return { splits: Array.from(splitter.split(rowsOf(golden), labelsOf(golden.data.y)), ({ train, test }) => ({ train, test })) };
}

/** What must hold of folds in random order, whatever the order. */
function shuffledFolds(golden: GoldenCase, randomState: number): Results {
  const n = rowsOf(golden);
  const tests = (params: object): number[][] => Array.from(new KFold(params).split(n), ({ test }) => Array.from(test));
  const shuffled = tests({ ...golden.params, randomState });
  const all = shuffled.flat().sort((a, b) => a - b);
  return {
    testSetsPartitionAllRows: all.length === n && all.every((row, i) => row === i),
    foldSizes: shuffled.map((test) => test.length),
    sameSeedSameSplit: JSON.stringify(shuffled) === JSON.stringify(tests({ ...golden.params, randomState })),
    differsFromUnshuffled: JSON.stringify(shuffled) !== JSON.stringify(tests({ ...golden.params, shuffle: false })),
  };
}

function parts(golden: GoldenCase): Results {
  const { train, test } = trainTestIndices(rowsOf(golden), golden.params);
  return { train, test };
}

/** What must hold of two parts with the shares of the classes, whatever the order. */
function stratifiedParts({ params, data }: GoldenCase, randomState: number): Results {
  const y = labelsOf(data.y);
  const { train, test } = trainTestIndices(y.length, { ...params, stratify: y, randomState });
  return {
    testSize: test.length,
    positivesInTest: test.filter((i) => y[i] === 1).length,
    disjoint: new Set([...train, ...test]).size === train.length + test.length,
  };
}

function crossValidation({ params, data }: GoldenCase): Outcome {
  const Estimator = findClass(classicExports, String(params.estimator));
  if (Estimator === undefined) return { unmapped: `@hml/classic exports no ${String(params.estimator)}` };
  const cv =
    params.cv === 'KFold' ? new KFold({ nSplits: Number(params.nSplits) }) : new StratifiedKFold({ nSplits: Number(params.nSplits) });
  const options = { cv, ...(params.scoring === undefined ? {} : { scoring: params.scoring }) };
  const recipe: object = new Estimator(params.estimatorParams);
  const scores: unknown = Reflect.apply(crossValScore, undefined, [recipe, data.X, data.y, options]);
  const values = asNumbers(Array.from(scores instanceof Float64Array ? scores : [])) ?? [];
  const mean = values.reduce((sum, score) => sum + score, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, score) => sum + (score - mean) ** 2, 0) / values.length);
  return { results: { scores, mean, std } };
}
