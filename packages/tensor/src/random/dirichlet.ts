import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import { allocate, type FloatDType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DataError } from '../errors.ts';
import { cast } from '../ops/cast.ts';
import { softmax } from '../ops/softmax.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { checkShape, type Shape, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { gammaDraw, unitFor } from './gamma.ts';
import type { Key, Random } from './random.ts';
import { checkCategories, checkFloating, checkTensor, placeOf, startOf, uniformsOf } from './sample.ts';

/** Options of {@link dirichlet}. */
export interface DirichletOptions<A extends Shape = Shape, D extends FloatDType = FloatDType> {
  /** The concentrations $\alpha$ [..., K], each > 0. */
  readonly alpha: TensorLike<A>;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws of shares that add up to 1, from a Dirichlet distribution: gamma draws, divided by their sum.
 *
 * $$ y_i = \frac{g_i}{\sum_j g_j} = \operatorname{softmax}(\ln g)_i, \quad g_i \sim \Gamma(\alpha_i), \qquad p(y) \propto \prod_i y_i^{\alpha_i - 1} $$
 *
 * Shapes: alpha [..., K] → [...shape, ..., K], `shape` draws for each row of alpha. Each element moves the stream by one. Numerics: the logarithms of the
 * gamma draws do not underflow, so that small concentrations give what they should, one share close to 1, and never 0 / 0. Computed in float64
 * whatever the dtype of the result. No gradient.
 *
 * @throws DataError for concentrations that are not finite and > 0; ShapeError when there is nothing to share or for sizes that are no whole numbers.
 * @example
 * import { dirichlet, random, tensor } from '@hml/tensor';
 * const x = dirichlet(random(0), [1000], { alpha: tensor([1, 2, 7]) });
 * x.shape // [1000, 3]
 * Math.abs(x.mean(0).at(2).item() - 0.7) < 0.02 // true
 */
export function dirichlet<const S extends Shape, A extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options: DirichletOptions<A, D>,
): Tensor<readonly [...S, ...A], NoInfer<D>>;
export function dirichlet(rng: Random, shape: Shape, options: DirichletOptions): Tensor {
  const { alpha, dtype } = withDefaults('dirichlet', { alpha: undefined, dtype: 'float64' }, options);
  checkFloating('dirichlet', dtype);
  checkShape('dirichlet', shape);
  checkTensor('dirichlet', 'alpha', alpha);
  const concentrations = cast(asTensor('dirichlet', alpha), 'float64');
  checkCategories('dirichlet', 'alpha', concentrations, 'nothing to share');
  const whole = Object.freeze([...shape, ...concentrations.shape]);
  const start = rng.advance(sizeOf(whole));
  return cast(softmax(apply(logGammaOp, [start, concentrations], { key: rng.key, shape: whole }), -1), dtype);
}

/** The logarithms of gamma draws, each with a parameter of its own, which repeat from row to row. */
const logGammaOp = primitive<'counter' | 'alpha', { readonly key: Key; readonly shape: Shape }>({
  name: 'dirichlet',
  inputs: ['counter', 'alpha'],
  infer: (_, { shape }) => ({ shape, dtype: 'float64' }),
  run: ([counter, alpha], { key }, { shape, dtype }) => {
    const { data, offset } = compact(alpha);
    checkConcentrations(data.subarray(offset, offset + alpha.size));
    const uniforms = uniformsOf(key, 'float64');
    const start = startOf(counter);
    const y = allocate(dtype, sizeOf(shape));
    const K = shape[shape.length - 1];
    for (let row = 0; row < y.length; row += K) {
      const own = offset + (row % alpha.size);
      const unit = unitFor(largestOf(data, own, K));
      for (let k = 0; k < K; k++) y[row + k] = gammaDraw(uniforms, start + row + k, data[own + k] * unit, true);
    }
    return alpha.like(y, shape, dtype);
  },
  definition: (index, [counter, alpha], { key, shape }) => {
    const own = index.slice(index.length - alpha.shape.length);
    const row = Array.from({ length: shape[shape.length - 1] }, (_, k) => alpha(...own.with(-1, k)));
    const share = alpha(...own) * unitFor(Math.max(...row));
    return gammaDraw(uniformsOf(key, 'float64'), counter() + placeOf(index, shape), share, true); // the spec of gamma has its formula
  },
});

function largestOf(alpha: ArrayLike<number>, from: number, count: number): number {
  let most = 0;
  for (let k = from; k < from + count; k++) most = Math.max(most, alpha[k]);
  return most;
}

function checkConcentrations(alpha: ArrayLike<number>): void {
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] > 0 && alpha[i] < Infinity) continue;
    throw new DataError({ where: 'dirichlet', what: 'alpha', expected: 'finite numbers > 0', got: `${alpha[i]} at element ${i}` });
  }
}
