import { type Cell, type DType, OptionError, reshape, type Shape, stack, type Tensor, transpose, zeros } from '@hml/tensor';
import { checkOptions, describeValue, type TapeNode } from '@hml/tensor/extend';
import { backward, releaseAll } from './backward.ts';
import { forward } from './forward.ts';
import { checkConnected, type Output, recordCall } from './recording.ts';
import { leavesOf, refill, type TensorTree, type Tree, type TreeOf, tapedArguments, type Unknown } from './tree.ts';

/** How {@link jacobian} walks. */
export interface JacobianOptions {
  /** Row by row, a backward walk for each output, or column by column, a forward walk for each input. @defaultValue whichever is fewer */
  readonly mode?: 'reverse' | 'forward';
}

/** The Jacobian of a result of shape `Y` by `X`: nested like `X`, the shape of the result followed by that of each tensor. */
export type JacobianOf<X, Y extends Shape> =
  Unknown<X> extends true
    ? TensorTree
    : X extends Tensor<infer S, infer D> | Cell<infer S, infer D>
      ? Tensor<readonly [...Y, ...S], D>
      : { readonly [K in keyof X]: JacobianOf<X[K], Y> };

/**
 * All first derivatives of a function of tensors, by its first argument.
 *
 * $$ J_{ij} = \frac{\partial y_i}{\partial x_j} $$
 *
 * Shapes: x [...X] and y [...Y] give J [...Y, ...X]; for a nesting of tensors and cells, one such tensor for each, nested like it.
 * Other arguments are passed on. Cost: one call, and a walk for each element of the result or of the argument, whichever has fewer.
 *
 * @throws DTypeError for arguments that are not floating; NotDifferentiableError for an op without a derivative; OptionError for a mode that does not exist.
 * @example
 * import { jacobian } from '@hml/autograd';
 * import { mul, sum, type Tensor, tensor } from '@hml/tensor';
 * const f = (x: Tensor) => mul(x, sum(x)); // J = diag(Σ x) + x 1ᵀ
 * jacobian(f)(tensor([1, 2])).toArray() // [[4, 1], [2, 5]]
 */
export function jacobian<X extends TreeOf<X> = Tensor, Y extends Shape = Shape, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<Y>,
  options?: JacobianOptions,
): (x: X, ...rest: Rest) => JacobianOf<X, Y>;
export function jacobian(f: (...inputs: unknown[]) => Tensor, options: JacobianOptions = {}): (x: Tree, ...rest: unknown[]) => unknown {
  checkOptions('jacobian', options, ['mode']);
  const { mode } = options;
  if (mode !== undefined && mode !== 'reverse' && mode !== 'forward')
    throw new OptionError({ where: 'jacobian', what: 'unknown mode', expected: "'reverse' or 'forward'", got: describeValue(mode) });
  return (x, ...rest) => {
    const recording = recordCall('jacobian', leavesOf('jacobian', x), (taped) => f(...tapedArguments('jacobian', [x], taped), ...rest));
    checkConnected('jacobian', recording);
    const { leaves, root, value } = recording;
    const inputs = leaves.reduce((n, leaf) => n + leaf.value.size, 0);
    const byRows = mode === undefined ? value.size <= inputs : mode === 'reverse';
    const blocks = byRows ? rows(recording, leaves) : columns([recording], leaves)[0];
    releaseAll([root]);
    return refill('jacobian', x, blocks);
  };
}

/** The block of each leaf, by a backward walk for each element of the output. */
function rows({ root, value }: Output, leaves: readonly TapeNode[]): Tensor[] {
  const walks = Array.from({ length: value.size }, (_, i) => backward(root, unit(value, i), leaves));
  return leaves.map((leaf, j) =>
    joined(
      walks.map((grads) => grads[j]),
      [...value.shape, ...leaf.value.shape],
      leaf.value.dtype,
    ),
  );
}

/** The block of each output and each leaf, by a forward walk for each element of the leaves. */
export function columns(outputs: readonly Output[], leaves: readonly TapeNode[]): Tensor[][] {
  const byLeaf = leaves.map((leaf, j) =>
    Array.from({ length: leaf.value.size }, (_, i) =>
      forward(
        outputs,
        leaves,
        leaves.map((_, k) => (k === j ? unit(leaf.value, i) : undefined)),
      ),
    ),
  );
  return outputs.map(({ value: y }, k) =>
    leaves.map(({ value: x }, j) => {
      const tangents = joined(
        byLeaf[j].map((walk) => walk[k]),
        [x.size, y.size],
        y.dtype,
      );
      return reshape(transpose(tangents), [...y.shape, ...x.shape]);
    }),
  );
}

/** Tensors one behind the other, as a tensor of this shape. */
function joined(parts: readonly Tensor[], shape: Shape, dtype: DType): Tensor {
  return parts.length === 0 ? zeros(shape, { dtype }) : reshape(stack(parts), shape);
}

/** A tensor like `x` that is 1 at one element and 0 elsewhere. */
function unit(x: Tensor, index: number): Tensor {
  const storage = x.dtype === 'float32' ? new Float32Array(x.size) : new Float64Array(x.size);
  storage[index] = 1;
  return x.like(storage, x.shape, x.dtype);
}
