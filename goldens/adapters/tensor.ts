import { cast, isTensor, reshape, transpose } from '@hml/tensor';
import type { GoldenCase } from '../cases.ts';
import { isTensorLike } from '../compare/plain.ts';
import { asNumbers } from '../json.ts';
import type { Adapter, Outcome, Results } from './adapter.ts';
import { findFunction, tensorExports } from './exports.ts';
import { opArguments, opName, tensorsOf } from './ops.ts';

/** The family `tensor`: the op of that name among the exports of @hml/tensor. */
export const tensorAdapter: Adapter = (golden) => {
  const special = specials.get(golden.algorithm);
  return special?.(golden) ?? callOp(golden);
};

/** Why an op's case is unmapped. */
export const noSuchOp = '@hml/tensor exports no op of that name';

/** Calls the op that a case names; a single tensor is `output`, several results go by name or by position. */
export function callOp(golden: GoldenCase): Outcome {
  const op = findFunction(tensorExports, opName(golden.algorithm));
  if (!op) return { unmapped: noSuchOp };
  const result = op(...opArguments(golden.algorithm, tensorsOf(golden.data.inputs), golden.params));
  return { results: nameResults(result, Object.keys(golden.expected)) };
}

/** Fields of results under NumPy's names, where ours differ. */
const fieldNames = new Map([
  ['firstIndex', 'index'],
  ['vh', 'vt'],
]);

/** Gives the results of an op the names of the expected fields. */
export function nameResults(result: unknown, fields: readonly string[]): Results {
  const [first = 'output'] = fields;
  if (isTensorLike(result) || typeof result !== 'object' || result === null) return { [first]: result };
  if (Array.isArray(result)) return Object.fromEntries(fields.map((field, i) => [field, result[i]]));
  const named = Object.entries(result).map(([name, value]) => [fieldNames.get(name) ?? name, value] as const);
  // Of several results, a case may look at the first alone.
  const only =
    fields.length === 1 && !named.some(([name]) => name === first) ? named.slice(0, 1).map(([, value]) => [first, value] as const) : [];
  return Object.fromEntries([...named, ...only]);
}

/** Cases whose data say more than the arguments of the op; undefined where the general way will do. */
const specials = new Map<string, (golden: GoldenCase) => Outcome | undefined>([
  // The goldens show float32 results as doubles: the element type is checked here, the values as float64.
  ['cast', castShownAsDouble],
  ['reshape', reshapeOfTranspose],
]);

function castShownAsDouble(golden: GoldenCase): Outcome | undefined {
  if (golden.params.dtype !== 'float32') return undefined;
  const [x] = tensorsOf(golden.data.inputs).values();
  if (!x) return undefined;
  const output = cast(x, 'float32');
  return { results: { output: output.dtype === 'float32' ? cast(output, 'float64') : output } };
}

function reshapeOfTranspose({ data, params }: GoldenCase): Outcome | undefined {
  const axes = asNumbers(params.transposeFirst);
  const shape = asNumbers(params.shape);
  const [x] = tensorsOf(data.inputs).values();
  return axes && shape && isTensor(x) ? { results: { output: reshape(transpose(x, axes), shape) } } : undefined;
}
