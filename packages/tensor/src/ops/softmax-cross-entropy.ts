import { exponentialSums } from '#simd';
import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type Floating } from '../dtype.ts';
import { type Compact, compact } from '../elementwise.ts';
import { DataError, DTypeError, ShapeError } from '../errors.ts';
import { logOf } from '../math/log.ts';
import type { Operand } from '../op.ts';
import { asFloating, asTensor } from '../prepare.ts';
import { sumLine } from '../reduction.ts';
import { type Shape, sameShape, shapeText } from '../shape.ts';
import type { Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { cast } from './cast.ts';
import { expandDims } from './expand-dims.ts';
import { oneHot } from './one-hot.ts';
import { exponentials, softmax } from './softmax.ts';

/**
 * Cross-entropy of the softmax of each row with a class: how many nats the class costs, $-\log p_t$.
 *
 * $$ y = \log \sum_j e^{x_j} - x_t, \qquad \bar x_j = \bar y\,\big(\operatorname{softmax}(x)_j - [j = t]\big) $$
 *
 * Shapes: logits [..., n], targets [...] → y [...]. Dtype: that of the logits; integers give float64. Targets are int32 or uint8, from 0 to n − 1.
 * Numerics: evaluated with $e^{x_j - m}$, $m = \max_j x_j$, as $\log \sum_j e^{x_j - m} - (x_t - m)$, in one visit to each row. A row with +∞ or
 * NaN in it, or of −∞ alone, gives NaN, as in PyTorch, which calls this `cross_entropy` with the reduction `none`.
 *
 * @throws ShapeError when the targets do not have the shape of the rows; DTypeError for targets that are not integers; DataError for one that is no class.
 * @example
 * import { softmaxCrossEntropy, tensor } from '@hml/tensor';
 * const logits = tensor([[0, 0], [1000, 0]]);
 * softmaxCrossEntropy(logits, tensor([0, 1], { dtype: 'int32' })).toArray() // [0.6931471805599453, 1000]
 */
export function softmaxCrossEntropy<S extends Shape, D extends DType>(
  logits: TensorLike<S, D>,
  targets: TensorLike,
): Tensor<Reduce<S, -1, false>, Floating<D>>;
export function softmaxCrossEntropy(logits: TensorLike, targets: TensorLike): Tensor {
  return apply(crossEntropyOp, [logits, targets]);
}

function prepareRows(name: string, [logits, targets]: readonly Operand[]): readonly Tensor[] {
  return [...asFloating(name, [asTensor(name, logits)]), asTensor(name, targets)];
}

function misfit(x: Tensor, targets: Tensor): ShapeError {
  return new ShapeError({
    where: 'softmaxCrossEntropy',
    what: 'the targets do not fit the rows',
    expected: 'logits [..., n] and targets [...], one for each row',
    got: `logits ${shapeText(x.shape)} and targets ${shapeText(targets.shape)}`,
  });
}

/** Of each row its maximum $m$ and $\sum_j e^{x_j - m}$. */
function plainSums({ data, offset }: Compact, rows: number, n: number): { readonly tops: Float64Array; readonly sums: Float64Array } {
  const [tops, sums, terms] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(n)];
  for (let row = 0; row < rows; row++) {
    tops[row] = exponentials(n, data, offset + row * n, terms, 0);
    sums[row] = sumLine(n, terms, 0);
  }
  return { tops, sums };
}

function crossEntropies(x: Tensor, targets: Tensor): Tensor {
  const n = x.shape[x.ndim - 1];
  const rows = targets.size;
  const classes = compact(targets);
  for (let row = 0; row < rows; row++) {
    const t = classes.data[classes.offset + row];
    if (t < 0 || t >= n) throw noSuchClass(t, n);
  }
  const values = compact(x);
  const { tops, sums } = exponentialSums(values, rows, n) ?? plainSums(values, rows, n);
  const ys = allocate(x.dtype, rows);
  for (let row = 0; row < rows; row++) {
    const at = values.offset + row * n + classes.data[classes.offset + row];
    ys[row] = logOf(sums[row]) - (values.data[at] - tops[row]);
  }
  return x.like(ys, targets.shape, x.dtype);
}

function noSuchClass(t: number, n: number): DataError {
  return new DataError({
    where: 'softmaxCrossEntropy',
    what: 'no such class',
    expected: n === 0 ? 'no target: rows are empty' : `whole numbers from 0 to ${n - 1}`,
    got: String(t),
    fix: 'take(logits, rows) and take(targets, rows) leave out rows without a class',
  });
}

const crossEntropyOp = primitive({
  name: 'softmaxCrossEntropy',
  inputs: ['logits', 'targets'],
  prepare: prepareRows,
  infer: ([x, targets]) => {
    if (targets.dtype !== 'int32' && targets.dtype !== 'uint8') {
      const got = describeValue(targets);
      const fix = "cast(targets, 'int32')";
      throw new DTypeError({ where: 'softmaxCrossEntropy', what: 'targets that are not integers', expected: 'int32 or uint8', got, fix });
    }
    if (x.ndim === 0 || !sameShape(x.shape.slice(0, -1), targets.shape)) throw misfit(x, targets);
    return { shape: targets.shape, dtype: x.dtype };
  },
  run: ([x, targets]) => crossEntropies(x, targets),
  definition: (index, [logits, targets]) => {
    const row = Array.from({ length: logits.shape[logits.shape.length - 1] }, (_, j) => logits(...index, j));
    const m = Math.max(...row);
    return Math.log(row.reduce((sum, v) => sum + Math.exp(v - m), 0)) - (row[targets(...index)] - m);
  },
  vjp: { logits: ({ logits, targets, dy }) => slopes(logits, targets).mul(expandDims(dy, -1)) },
  jvp: { logits: ({ logits, targets, dx }) => slopes(logits, targets).mul(dx).sum(-1) },
});

/** $\operatorname{softmax}(x)_j - [j = t]$ */
function slopes(x: Tensor, targets: Tensor): Tensor {
  return softmax(x).sub(oneHot(cast(targets, 'int32'), x.shape[x.ndim - 1], { dtype: x.dtype }));
}
