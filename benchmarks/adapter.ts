// Our side of the peers' harness: one function per workload id. Preparing the inputs is not timed, `run` is, and `out` turns its
// result into the plain arrays that the check expects.
import { readFileSync } from 'node:fs';
import { vjp } from '@hml/autograd';
import { LinearRegression, LogisticRegression } from '@hml/classic/linear';
import {
  add,
  conv2d,
  eigh,
  exp,
  gelu,
  matmul,
  maxPool2d,
  mul,
  reshape,
  type Shape,
  softmax,
  solve,
  sum,
  svd,
  type Tensor,
  type TypedArray,
  tanh,
  transpose,
  wrap,
} from '@hml/tensor';

/** What the harness gives a workload: typed arrays and numbers by name. */
type Inputs = Readonly<Record<string, TypedArray | number>>;

/** One workload, ready to be timed. */
interface Job {
  run(): unknown;
  out(result: unknown): Readonly<Record<string, unknown>>;
}

/** A peer: its version, and what it can do. */
interface Peer {
  readonly version: string;
  readonly workloads: Readonly<Record<string, (inputs: Inputs) => Job>>;
}

function arrayOf(inputs: Inputs, name: string): TypedArray {
  const value = inputs[name];
  if (typeof value === 'number' || value === undefined) throw new TypeError(`the input ${name} is no array`);
  return value;
}

function numberOf(inputs: Inputs, name: string): number {
  return Number(inputs[name]);
}

/** A workload on one or two arrays of these shapes that gives one tensor, checked as `y`. */
function onTensors(
  names: readonly string[],
  shape: (inputs: Inputs) => Shape,
  run: (...operands: Tensor[]) => Tensor,
): (inputs: Inputs) => Job {
  return (inputs) => {
    const operands = names.map((name) => wrap(arrayOf(inputs, name), shape(inputs)));
    return { run: () => run(...operands), out: (y: Tensor) => ({ y: y.toTypedArray() }) };
  };
}

const line = (inputs: Inputs): Shape => [arrayOf(inputs, 'a').length];
const thousand = (): Shape => [1000, 1000];
const square = (inputs: Inputs): Shape => [numberOf(inputs, 'n'), numberOf(inputs, 'n')];
const batch = (inputs: Inputs): Shape => [numberOf(inputs, 'b'), numberOf(inputs, 'n'), numberOf(inputs, 'n')];

/** Images [N, C, H, H], kernels [K, C, 3, 3] and a cotangent of their convolution with a border of one. */
function convolution(inputs: Inputs): Readonly<Record<'x' | 'w' | 'gy', Tensor>> {
  const [n, c, h, k] = ['N', 'C', 'H', 'K'].map((name) => numberOf(inputs, name));
  const of = (name: string, ...shape: number[]): Tensor => wrap(arrayOf(inputs, name), shape);
  return { x: of('x', n, c, h, h), w: of('w', k, c, 3, 3), gy: of('gy', n, k, h, h) };
}

/** Logistic regression of as many classes as `y` has, with the options of the other peers. */
function logisticRegression(inputs: Inputs): Job {
  const X = wrap(arrayOf(inputs, 'X'), [numberOf(inputs, 'n'), numberOf(inputs, 'd')]);
  const y = Int32Array.from(arrayOf(inputs, 'y'));
  const run = () => new LogisticRegression({ maxIter: 1000 }).fit(X, y);
  return { run, out: ({ coef, intercept }: ReturnType<typeof run>) => ({ coef: coef.toTypedArray(), intercept }) };
}

const workloads: Record<string, (inputs: Inputs) => Job> = {
  'tensor/add': onTensors(['a', 'b'], line, (a, b) => add(a, b)),
  'tensor/mul': onTensors(['a', 'b'], line, (a, b) => mul(a, b)),
  'tensor/exp': onTensors(['a'], line, (a) => exp(a)),
  'tensor/tanh': onTensors(['a'], line, (a) => tanh(a)),
  'tensor/gelu': onTensors(['a'], line, (a) => gelu(a)),
  'tensor/sum0': onTensors(['a'], thousand, (a) => sum(a, 0)),
  'tensor/sum1': onTensors(['a'], thousand, (a) => sum(a, 1)),
  'tensor/transpose': onTensors(['a'], thousand, (a) => reshape(transpose(a), [1_000_000])), // a reshape of a transposed view copies
  'tensor/bmm_f32': onTensors(['x', 'w'], batch, (x, w) => matmul(x, w)),
  'tensor/softmax': onTensors(['a'], thousand, (a) => softmax(a)),
  'tensor/conv_fwd': (inputs) => {
    const { x, w } = convolution(inputs);
    return { run: () => conv2d(x, w, { padding: 1 }), out: (y: Tensor) => ({ y: y.toTypedArray() }) };
  },
  'tensor/conv_fwdbwd': (inputs) => {
    const { x, w, gy } = convolution(inputs);
    const run = (): readonly Tensor[] => vjp((image: Tensor, kernel: Tensor) => conv2d(image, kernel, { padding: 1 }), [x, w]).pullback(gy);
    return { run, out: ([dx, dw]: readonly Tensor[]) => ({ dx: dx.toTypedArray(), dw: dw.toTypedArray() }) };
  },
  'tensor/maxpool': (inputs) => {
    const { x } = convolution(inputs);
    return { run: () => maxPool2d(x, 2), out: (y: Tensor) => ({ y: y.toTypedArray() }) };
  },
  'tensor/solve': (inputs) => {
    const [a, b] = [wrap(arrayOf(inputs, 'a'), square(inputs)), wrap(arrayOf(inputs, 'b'))];
    return { run: () => solve(a, b), out: (y: Tensor) => ({ y: y.toTypedArray() }) };
  },
  'tensor/svd': (inputs) => {
    const a = wrap(arrayOf(inputs, 'a'), square(inputs));
    const run = () => svd(a);
    return { run, out: ({ u, s, vh }: ReturnType<typeof run>) => ({ u: u.toTypedArray(), s: s.toTypedArray(), vt: vh.toTypedArray() }) };
  },
  'tensor/eigh': (inputs) => {
    const a = wrap(arrayOf(inputs, 'a'), square(inputs));
    const run = () => eigh(a);
    return { run, out: ({ values, vectors }: ReturnType<typeof run>) => ({ w: values.toTypedArray(), v: vectors.toTypedArray() }) };
  },
  'tensor/dispatch': (inputs) => {
    const [a, b] = [wrap(arrayOf(inputs, 'a')), wrap(arrayOf(inputs, 'b'))];
    const run = (): Tensor => {
      let y: Tensor = a;
      for (let k = numberOf(inputs, 'ops'); k > 0; k--) y = add(a, b);
      return y;
    };
    return { run, out: (y: Tensor) => ({ y: y.toTypedArray() }) };
  },
  'classic/linreg': (inputs) => {
    const X = wrap(arrayOf(inputs, 'X'), [numberOf(inputs, 'n'), numberOf(inputs, 'd')]);
    const y = Float64Array.from(arrayOf(inputs, 'y'));
    const run = () => new LinearRegression().fit(X, y);
    return { run, out: ({ coef, intercept }: ReturnType<typeof run>) => ({ coef, intercept }) };
  },
  'classic/logreg2': logisticRegression,
  'classic/logreg10': logisticRegression,
};
for (const n of [64, 128, 256, 512, 1024]) {
  for (const type of ['f32', 'f64']) workloads[`tensor/matmul_${type}_${n}`] = onTensors(['a', 'b'], square, (a, b) => matmul(a, b));
}

/** The peer `hml`. */
export default async function peer(): Promise<Peer> {
  const { version } = JSON.parse(readFileSync(new URL('../packages/tensor/package.json', import.meta.url), 'utf8'));
  return { version: String(version), workloads };
}
