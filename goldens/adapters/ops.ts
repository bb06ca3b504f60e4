import { cast, isTensor, OptionError, ShapeError, type Tensor, wrap } from '@hml/tensor';
import { asNumbers, isObject, isTensorJson, type Json, type JsonObject, type TensorJson } from '../json.ts';
import { parseIndexExpression } from '../python-slice.ts';

/** The result, when it is a tensor as the op's declaration promises. */
export function asTensor(where: string, value: unknown): Tensor {
  if (isTensor(value)) return value;
  throw new ShapeError({ where, what: 'result is no tensor', expected: 'a tensor', got: typeof value });
}

/** Named tensors, in the order of the case. */
export type Operands = ReadonlyMap<string, unknown>;

/** Parameters that our functions take by position, in that order. Every other op takes `axis` by position, if it has one. */
const positional = new Map<string, readonly string[]>([
  ['arange', ['start', 'stop', 'step']],
  ['avgPool1d', ['kernelSize']],
  ['avgPool2d', ['kernelSize']],
  ['broadcastTo', ['shape']],
  ['cast', ['dtype']],
  ['celu', ['alpha']],
  ['clip', ['min', 'max']],
  ['convolve', ['mode']],
  ['diag', ['k']],
  ['diagonal', ['offset']],
  ['elu', ['alpha']],
  ['eye', ['n', 'm']],
  ['hardtanh', ['min', 'max']],
  ['leakyRelu', ['negativeSlope']],
  ['linspace', ['start', 'stop', 'num']],
  ['maskedFill', ['value']],
  ['matrixPower', ['n']],
  ['maxPool1d', ['kernelSize']],
  ['maxPool2d', ['kernelSize']],
  ['norm', []],
  ['oneHot', ['numClasses']],
  ['pad', ['pad']],
  ['percentile', ['q', 'axis']],
  ['pow', ['exponent']],
  ['quantile', ['q', 'axis']],
  ['repeat', ['repeats', 'axis']],
  ['reshape', ['shape']],
  ['roll', ['shift', 'axis']],
  ['tensordot', ['axes']],
  ['tile', ['reps']],
  ['topk', ['k', 'axis']],
  ['trace', ['offset']],
  ['transpose', ['axes']],
  ['tril', ['k']],
  ['triu', ['k']],
]);

/** Operands whose order in a case is not the order of our arguments. */
const operandOrder = new Map<string, readonly string[]>([
  ['booleanMask', ['x', 'mask']],
  ['indexAdd', ['x', 'indices', 'src']],
  ['maskedFill', ['x', 'mask']],
  ['scatterAdd', ['x', 'indices', 'values', 'src']],
  ['take', ['x', 'indices']],
  ['takeAlongAxis', ['x', 'indices']],
  ['where', ['condition', 'a', 'b']],
]);

/** Ops that take their operands as one list. */
const listOps = new Set(['concat', 'stack', 'meshgrid']);

/** NumPy's and PyTorch's names of ops and options, where ours differ. */
const opNames = new Map([
  ['clamp', 'clip'],
  ['indexPairs', 'gatherNd'],
  ['geluTanh', 'gelu'],
  ['var', 'variance'],
]);
const optionNames = new Map([
  ['keepdims', 'keepDims'],
  ['unitriangular', 'unitDiagonal'],
]);

/** Our name for an op of the goldens. */
export function opName(algorithm: string): string {
  return opNames.get(algorithm) ?? algorithm;
}

/** The arguments with which a case calls one of our ops. */
export function opArguments(algorithm: string, operands: Operands, given: JsonObject): unknown[] {
  const name = opName(algorithm);
  const params = algorithm === 'geluTanh' ? { approximate: 'tanh' } : given;
  const { bias, rest } = biasOf(name, operands);
  const tensors = inOrder(operandOrder.get(name), rest);
  if (name === 'slice') return [...tensors, ...parseIndexExpression(String(params.spec))];
  if (name === 'histogram') return [...tensors, { ...params, bins: edgesOf(params.bins) }];
  if (name === 'bincount') return [rest.get('x'), { ...params, ...(rest.has('weights') ? { weights: rest.get('weights') } : {}) }];
  if (name === 'einsum') return [params.equation, ...tensors];
  if (name === 'split') return [...tensors, params.at ? { at: params.at } : { sizes: params.sizes }, params.axis];
  if (name === 'gatherNd') return [...tensors, indexTuples(params)];
  const byPosition = positional.get(name) ?? ['axis'];
  const options = [
    ...Object.entries(params)
      .filter(([key]) => !byPosition.includes(key))
      .map(([key, value]) => ourOption(key, value)),
    ...bias,
  ];
  const renamed = Object.fromEntries(options);
  const values = byPosition.map((key) => params[key] ?? undefined);
  return [
    ...(listOps.has(name) ? [tensors] : tensors),
    ...(options.length > 0 ? values.filter((_, i) => i < atLeastAxis(byPosition, params)) : trimmed(values)),
    ...(options.length > 0 ? [renamed] : []),
  ];
}

/** The bias of a convolution, which is one of its options, and the other operands. */
function biasOf(name: string, operands: Operands): { bias: [string, unknown][]; rest: Operands } {
  const entries = [...operands];
  const isBias = ([key]: readonly [string, unknown]): boolean => name.startsWith('conv') && key === 'bias';
  return { bias: entries.filter(isBias), rest: new Map(entries.filter((entry) => !isBias(entry))) };
}

/** The tensors of a case's section: its `inputs`, its `constants`. */
export function tensorsOf(section: Json | undefined): Map<string, Tensor> {
  const entries = isObject(section) ? Object.entries(section) : [];
  return new Map(entries.flatMap(([name, value]) => (isTensorJson(value) ? [[name, tensorOf(value)] as const] : [])));
}

/** A tensor of the case's shape and element type. */
export function tensorOf({ shape, dtype, data }: TensorJson): Tensor {
  const numbers = data.map(Number);
  switch (dtype) {
    case 'float64':
      return wrap(Float64Array.from(numbers), shape);
    case 'float32':
      return wrap(Float32Array.from(numbers), shape);
    case 'int32':
      return wrap(Int32Array.from(numbers), shape);
    case 'uint8':
      return wrap(Uint8Array.from(numbers), shape);
    case 'bool':
      return cast(wrap(Uint8Array.from(numbers), shape), 'bool');
    default:
      throw new OptionError({ where: 'goldens', what: 'unknown dtype', expected: 'float64, float32, int32, uint8 or bool', got: dtype });
  }
}

/** The index tuples of a case that lists the indices of each axis. */
function indexTuples({ rows, cols }: JsonObject): number[][] {
  const columns = asNumbers(cols) ?? [];
  return (asNumbers(rows) ?? []).map((row, i) => [row, columns[i]]);
}

/** The bins of a histogram: a list of whole numbers is an integer array to NumPy. */
function edgesOf(bins: Json | undefined): unknown {
  const edges = asNumbers(bins);
  return edges?.every(Number.isInteger) ? wrap(Int32Array.from(edges)) : bins;
}

/** An option under our name, and with our meaning. */
function ourOption(name: string, value: Json): readonly [string, Json] {
  if (name === 'trans') return ['transposed', value === 1 || value === 'T']; // SciPy's triangular solve
  if (name === 'upper') return ['lower', value !== true]; // PyTorch's
  if (name === 'mode' && value === 'wrap') return [name, 'circular']; // NumPy's padding
  if (name === 'ord' && typeof value === 'string' && value.endsWith('inf')) return [name, value === 'inf' ? Infinity : -Infinity];
  return [optionNames.get(name) ?? name, value];
}

function inOrder(order: readonly string[] | undefined, operands: Operands): unknown[] {
  const names = order?.filter((name) => operands.has(name)) ?? [];
  return [...names, ...[...operands.keys()].filter((name) => !names.includes(name))].map((name) => operands.get(name));
}

/** How many positions stand before the options: an op without any of its positional parameters takes the options at once. */
function atLeastAxis(names: readonly string[], params: JsonObject): number {
  return names.some((name) => name in params) ? names.length : 0;
}

function trimmed(values: readonly unknown[]): unknown[] {
  const last = values.findLastIndex((value) => value !== undefined);
  return values.slice(0, last + 1);
}
