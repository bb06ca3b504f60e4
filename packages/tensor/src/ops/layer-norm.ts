import { layerNormLanes } from '#simd';
import { apply } from '../apply.ts';
import { lineBlock } from '../blocks.ts';
import { primitive, unbroadcast } from '../declare.ts';
import { allocate, type DType, type Floating, type TypedArray } from '../dtype.ts';
import { compact, elementsOf } from '../elementwise.ts';
import { OptionError, ShapeError } from '../errors.ts';
import type { Operand } from '../op.ts';
import { withDefaults } from '../options.ts';
import { asFloating, asTensor } from '../prepare.ts';
import { sumLine, sumTerms, type Terms } from '../reduction.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { mean } from './mean.ts';
import { rsqrt } from './rsqrt.ts';
import { variance } from './variance.ts';

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** What each normalized element is multiplied with, as many numbers as a row has. @defaultValue ones */
  readonly weight?: TensorLike;
  /** What is added after that. @defaultValue zeros */
  readonly bias?: TensorLike;
  /** $\varepsilon > 0$, which keeps rows of equal elements finite. @defaultValue 1e-5 */
  readonly eps?: number;
}

/**
 * Layer normalization: each row along the last axis shifted and scaled to mean 0 and variance 1, then weighted.
 *
 * $$ y_i = \hat x_i w_i + b_i, \quad \hat x_i = r (x_i - \mu), \quad r = \frac{1}{\sqrt{\sigma^2 + \varepsilon}}, \qquad
 * \bar x_i = r \big(g_i - \tfrac1n \textstyle\sum_j g_j - \hat x_i \tfrac1n \sum_j g_j \hat x_j\big),\; g_i = \bar y_i w_i $$
 *
 * Shapes: x [..., n], weight [n], bias [n] → y [..., n]. Dtype: that of `x`, integers give float64; weight and bias are cast to it.
 * Numerics: $\mu$ is found before the squares are summed, as the biased variance $\sigma^2$; all in float64, rounded once at the end.
 *
 * @throws ShapeError for a scalar, and for a weight or a bias that does not have one number for each element of a row; OptionError for an ε that is not positive.
 * @example
 * import { layerNorm, tensor } from '@hml/tensor';
 * layerNorm(tensor([[1, 3], [10, 30]])).toArray() // [[-0.999995…, 0.999995…], [-0.99999995…, 0.99999995…]]
 * layerNorm(tensor([[1, 3]]), { weight: tensor([2, 2]), bias: tensor([1, 1]) }).toArray() // [[-0.99999…, 2.99999…]]
 * @see Ba, Kiros and Hinton, "Layer normalization", 2016.
 */
export function layerNorm<S extends Shape, D extends DType>(x: TensorLike<S, D>, options?: LayerNormOptions): Tensor<S, Floating<D>>;
export function layerNorm(operand: TensorLike, options?: LayerNormOptions): Tensor {
  const { weight = 1, bias = 0, eps } = withDefaults('layerNorm', { weight: undefined, bias: undefined, eps: 1e-5 }, options);
  if (!(eps > 0 && eps < Infinity)) {
    throw new OptionError({ where: 'layerNorm', what: 'eps', expected: 'a number above 0', got: String(eps) });
  }
  return apply(layerNormOp, [operand, weight, bias], { eps });
}

/** Weight and bias in the type of x; a number that stands for one that is not given as a row of it. */
function prepareRows(name: string, [operand, ...others]: readonly Operand[]): readonly Tensor[] {
  const [x] = asFloating(name, [asTensor(name, operand)]);
  const n = x.shape.at(-1);
  if (n === undefined) throw new ShapeError({ where: name, what: 'a scalar has no rows', expected: 'x [..., n]', got: shapeText(x.shape) });
  const rows = others.map((row) =>
    typeof row === 'number' ? x.like(allocate(x.dtype, n).fill(row), [n], x.dtype) : cast(asTensor(name, row), x.dtype),
  );
  return [x, ...rows];
}

const squares: Terms = (n, x, offset, terms, mu) => {
  for (let i = 0; i < n; i++) {
    const d = x[offset + i] - mu;
    terms[i] = d * d;
  }
};

/** One row. */
function normalize(
  n: number,
  x: TypedArray,
  at: number,
  w: TypedArray,
  b: TypedArray,
  eps: number,
  y: TypedArray,
  to: number,
  scratch: Float64Array,
): void {
  const mu = sumLine(n, x, at) / n;
  const scale = 1 / Math.sqrt(sumTerms(squares, n, x, at, scratch, mu) / n + eps);
  for (let i = 0; i < n; i++) y[to + i] = (x[at + i] - mu) * scale * w[i] + b[i];
}

function plainRows(x: Tensor, weight: Tensor, bias: Tensor, eps: number): TypedArray {
  const n = weight.size;
  const { data, offset } = compact(x);
  const [w, b] = [weight, bias].map(elementsOf);
  const ys = allocate(x.dtype, x.size);
  const scratch = new Float64Array(Math.min(n, lineBlock));
  for (let at = 0; at < x.size; at += n) normalize(n, data, offset + at, w, b, eps, ys, at, scratch);
  return ys;
}

/** $r$ and $\hat x$, for the gradients. */
function normalized(x: Tensor, eps: number): { readonly scale: Tensor; readonly unit: Tensor } {
  return { scale: rsqrt(variance(x, -1, { keepDims: true }).add(eps)), unit: layerNorm(x, { eps }) };
}

/** What is left of a change of the rows when their mean and their size stay: $r (g - \overline{g} - \hat x \overline{g \hat x})$. */
function projected(x: Tensor, eps: number, g: Tensor): Tensor {
  const { scale, unit } = normalized(x, eps);
  const along = mean(g.mul(unit), -1, { keepDims: true });
  return scale.mul(g.sub(mean(g, -1, { keepDims: true })).sub(unit.mul(along)));
}

const layerNormOp = primitive<'x' | 'weight' | 'bias', { readonly eps: number }>({
  name: 'layerNorm',
  inputs: ['x', 'weight', 'bias'],
  prepare: prepareRows,
  infer: ([x, ...rows]) => {
    const n = x.shape[x.ndim - 1];
    for (const [i, { shape }] of rows.entries()) {
      if (shape.length === 1 && shape[0] === n) continue;
      const what = `${i === 0 ? 'weight' : 'bias'} does not fit the rows`;
      throw new ShapeError({ where: 'layerNorm', what, expected: shapeText([n]), got: `${shapeText(shape)} for x ${shapeText(x.shape)}` });
    }
    return { shape: x.shape, dtype: x.dtype };
  },
  run: (inputs, { eps }, { shape, dtype }) => {
    const [x, weight, bias] = inputs;
    return x.like(layerNormLanes(inputs, eps) ?? plainRows(x, weight, bias, eps), shape, dtype);
  },
  definition: (index, [x, weight, bias], { eps }) => {
    const [rest, i] = [index.slice(0, -1), index[index.length - 1]];
    const row = Array.from({ length: weight.shape[0] }, (_, k) => x(...rest, k));
    const mu = row.reduce((sum, v) => sum + v, 0) / row.length;
    const sigma2 = row.reduce((sum, v) => sum + (v - mu) ** 2, 0) / row.length;
    return ((row[i] - mu) / Math.sqrt(sigma2 + eps)) * weight(i) + bias(i);
  },
  vjp: {
    x: ({ x, weight, attrs, dy }) => projected(x, attrs.eps, dy.mul(weight)),
    weight: ({ x, weight, attrs, dy }) => unbroadcast(dy.mul(normalized(x, attrs.eps).unit), weight.shape),
    bias: ({ bias, dy }) => unbroadcast(dy, bias.shape),
  },
  jvp: {
    x: ({ x, weight, attrs, dx }) => projected(x, attrs.eps, dx).mul(weight),
    weight: ({ x, attrs, dx }) => normalized(x, attrs.eps).unit.mul(dx),
    bias: ({ y, dx }) => dx.broadcastTo(y.shape),
  },
});
