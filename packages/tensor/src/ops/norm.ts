import { normLanes } from '#simd';
import { apply } from '../apply.ts';
import { type ReduceAttrs, reduce, reducedShape } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { floating } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { svdvalsFor } from '../linalg/svdvals.ts';
import { powOf } from '../math/pow.ts';
import { withDefaults } from '../options.ts';
import { asFloating } from '../prepare.ts';
import { type LineKernel, sumTerms, type Terms } from '../reduction.ts';
import { normalizeAxes, normalizeAxis, type Shape, sizeOf } from '../shape.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { abs } from './abs.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { max, refuseEmpty, shares } from './max.ts';
import { min } from './min.ts';
import { sign } from './sign.ts';
import { transpose } from './transpose.ts';
import { where } from './where.ts';
import { zerosLike } from './zeros-like.ts';

/** Options of {@link norm}. */
export interface NormOptions<A extends Axes = Axes, Keep extends boolean = boolean> extends ReduceOptions<Keep> {
  /** Which norm: 0, 1, 2, ±Infinity or any p of vectors; `'fro'`, `'nuc'`, ±1, ±2 or ±Infinity of matrices. @defaultValue 2 of all elements */
  readonly ord?: number | 'fro' | 'nuc';
  /** One axis for vectors, two for matrices; null takes all elements as one vector. @defaultValue both axes of a matrix if `ord` is given, else all */
  readonly axis?: A;
}

/**
 * Norms of vectors and matrices.
 *
 * $$ y = \Big( \sum_i |x_i|^p \Big)^{1/p}, \qquad \bar x_i = \operatorname{sign}(x_i) \Big( \frac{|x_i|}{y} \Big)^{p - 1} \bar y $$
 *
 * For p = 0 the number of elements that are not 0, for ±∞ the largest or smallest |x|. Of a matrix, 1 is the largest sum |x| of a
 * column, ∞ of a row, −1 and −∞ the smallest, `'fro'` the root of the sum of all squares; 2 is the largest singular value, −2 the
 * smallest, `'nuc'` their sum.
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers give float64.
 * Numerics: scaled where squares would leave the range of numbers. Where the norm is 0 the gradient is 0, as in PyTorch, and by
 * an element that is 0; equal extremes share it evenly.
 *
 * @throws ShapeError for an axis that does not exist; OptionError for a norm that vectors or matrices do not have;
 * DataError when there is nothing to choose the largest or smallest from. The largest |x| of no elements is 0.
 * @example
 * import { norm, tensor } from '@hml/tensor';
 * const x = tensor([[3, -4], [6, 8]]);
 * norm(x, { axis: 1 }).toArray() // [5, 10]
 * norm(x, { ord: Infinity }).item() // 14
 * norm(tensor([3e300, 4e300])).item() // 5e300
 */
export function norm<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  options?: NormOptions<A, K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function norm(operand: TensorLike, options?: NormOptions): Tensor {
  const { ord, axis, keepDims } = withDefaults('norm', { ord: undefined, axis: undefined, keepDims: false }, options);
  const [x] = asFloating('norm', [operand]);
  const pair = axis === undefined ? [...x.shape.keys()] : Array.isArray(axis) ? axis : [];
  const axes = normalizeAxes('norm', axis, x.ndim);
  if (ord !== undefined && axis !== null && pair.length === 2) return matrixNorm(x, pair, ord, keepDims);
  if (typeof (ord ?? 2) !== 'number' || Number.isNaN(ord)) throw unknown(ord, 'a number for vectors');
  if (ord === -Infinity) refuseEmpty('norm')(sizeOf(axes.map((i) => x.shape[i])));
  return apply(normOp, [x], { axes, keepDims, ord: Number(ord ?? 2) });
}

function unknown(ord: unknown, expected: string, fix?: string): OptionError {
  return new OptionError({ where: 'norm', what: 'no such norm', expected: `ord, ${expected}`, got: String(ord), fix });
}

function matrixNorm(x: Tensor, pair: readonly number[], ord: number | 'fro' | 'nuc', keepDims: boolean): Tensor {
  const [row, column] = pair.map((axis) => normalizeAxis('norm', axis, x.ndim));
  const axes = [row, column].sort((a, b) => a - b);
  if (ord === 'fro') return apply(normOp, [x], { axes, keepDims, ord: 2 });
  if (ord === 'nuc' || Math.abs(ord) === 2) {
    const others = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
    const values = svdvalsFor('norm', transpose(x, [...others, row, column]));
    const y = ord === 'nuc' ? values.sum(-1) : extremeOf(values, ord, -1);
    return y.reshape(reducedShape(x.shape, axes, keepDims));
  }
  if (Math.abs(ord) !== 1 && Math.abs(ord) !== Infinity)
    throw unknown(ord, "'fro', 'nuc', ±1, ±2 or ±Infinity for matrices", 'axis: null takes all elements as one vector');
  const [along, across] = Math.abs(ord) === 1 ? [row, column] : [column, row];
  const sums = apply(normOp, [x], { axes: [along], keepDims: true, ord: 1 });
  return extremeOf(sums, ord, across).reshape(reducedShape(x.shape, axes, keepDims));
}

/** The largest of values for positive orders, the smallest for negative ones. */
function extremeOf(values: Tensor, ord: number, axis: number): Tensor {
  refuseEmpty('norm')(values.shape[normalizeAxis('norm', axis, values.ndim)]);
  return (ord > 0 ? max : min)(values, axis);
}

interface NormAttrs extends ReduceAttrs {
  readonly ord: number;
}

const sizes: Terms = (n, x, offset, terms) => {
  for (let i = 0; i < n; i++) terms[i] = Math.abs(x[offset + i]);
};

const squares: Terms = (n, x, offset, terms, scale) => {
  for (let i = 0; i < n; i++) {
    const v = x[offset + i] * scale;
    terms[i] = v * v;
  }
};

const powers: Terms = (n, x, offset, terms, m, p) => {
  for (let i = 0; i < n; i++) terms[i] = powOf(Math.abs(x[offset + i]) / m, p);
};

/** A factor with which the squares of numbers up to m neither overflow nor vanish: a power of two, so that no digit changes. */
function scaleOf(m: number): number {
  return m > 1e145 ? 2 ** -600 : m < 1e-140 ? 2 ** 600 : 1;
}

/** The norm of a line of numbers. */
export const normKernel: LineKernel<{ readonly ord: number }> = (n, x, offset, { ord }, scratch) => {
  if (ord === 1) return sumTerms(sizes, n, x, offset, scratch, 0);
  let count = 0;
  let largest = 0;
  let smallest = Infinity;
  for (let i = 0; i < n; i++) {
    const v = Math.abs(x[offset + i]);
    if (v !== 0) count++;
    if (v > largest) largest = v;
    if (v < smallest) smallest = v;
    if (Number.isNaN(v) && ord !== 0) return v;
  }
  if (ord === 0) return count;
  const m = ord > 0 ? largest : smallest;
  if (Math.abs(ord) === Infinity || m === 0 || m === Infinity) return m;
  if (ord !== 2) return m * powOf(sumTerms(powers, n, x, offset, scratch, m, ord), 1 / ord);
  const scale = scaleOf(m);
  return Math.sqrt(sumTerms(squares, n, x, offset, scratch, scale)) / scale;
};

/** $\partial y / \partial x_i$ */
export function normSlope(x: Tensor, y: Tensor, axes: readonly number[], ord: number): Tensor {
  if (ord === 0) return zerosLike(x);
  if (ord === 1) return sign(x);
  if (Math.abs(ord) === Infinity) return sign(x).mul(shares(abs(x), y, axes));
  const kept = y.reshape(reducedShape(x.shape, axes, true));
  const size = where(kept.equal(0), 1, kept);
  if (ord === 2) return x.div(size);
  const toward = sign(x).mul(sign(kept)); // 0 by an element of 0 and, of negative orders, by those beside it: makes up for each 1
  return toward.mul(exp(log(where(toward.equal(0), 1, abs(x).div(size))).mul(ord - 1)));
}

/** The textbook formula, in units of the element that counts most: the largest, for negative orders the smallest. */
export function normOf(line: readonly number[], ord: number): number {
  const terms = line.map(Math.abs);
  if (ord === 0) return terms.filter((v) => v !== 0).length;
  if (ord === Infinity) return Math.max(0, ...terms);
  if (ord === -Infinity) return Math.min(...terms);
  const most = ord > 0 ? Math.max(...terms) : Math.min(...terms);
  const m = most > 0 && most < Infinity ? most : 1;
  return m * terms.reduce((total, v) => total + (v / m) ** ord, 0) ** (1 / ord);
}

const normOp = reduce<NormAttrs>({
  name: 'norm',
  dtype: floating,
  definition: (line, { ord }) => normOf(line, ord),
  kernel: normKernel,
  simd: normLanes(scaleOf),
  vjp: ({ x, y, axes, ord, dy }) => normSlope(x, y, axes, ord).mul(dy),
  jvp: ({ x, y, axes, ord, keepDims, dx }) => normSlope(x, y, axes, ord).mul(dx).sum(axes, { keepDims }),
});
