import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { ShapeError } from '../errors.ts';
import type { Op } from '../op.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The lower triangle of each matrix, zeros above.
 *
 * $$ y_{ij} = \begin{cases} x_{ij} & j \le i + k \\ 0 & \text{else} \end{cases}, \qquad \bar x = \operatorname{tril}(\bar y, k) $$
 *
 * Shapes: x [..., m, n] → y [..., m, n]. `k` moves the diagonal that is still kept: up if positive, down if negative.
 *
 * @throws ShapeError for a tensor with fewer than two axes.
 * @example
 * import { tensor, tril } from '@hml/tensor';
 * tril(tensor([[1, 2], [3, 4]])).toArray() // [[1, 0], [3, 4]]
 * tril(tensor([[1, 2], [3, 4]]), -1).toArray() // [[0, 0], [3, 0]]
 */
export function tril<S extends Shape, D extends DType>(x: TensorLike<S, D>, k?: number): Tensor<S, D>;
export function tril(x: TensorLike, k = 0): Tensor {
  return apply(trilOp, [x], { k });
}

/** What is told to an op that keeps one side of a diagonal. */
export interface TriangleAttrs {
  /** The diagonal: 0 is the main one, positive ones lie above. */
  readonly k: number;
}

/** An op that keeps the elements of each matrix for which `keeps(j − i, k)` holds; linear and its own adjoint. */
export function triangle(name: string, keeps: (above: number, k: number) => boolean): Op<TriangleAttrs> {
  const op: Op<TriangleAttrs> = primitive<'x', TriangleAttrs>({
    name,
    inputs: ['x'],
    infer: ([x]) => {
      if (x.ndim >= 2) return { shape: x.shape, dtype: x.dtype };
      throw new ShapeError({ where: name, what: 'not a matrix', expected: 'at least two axes', got: shapeText(x.shape) });
    },
    run: ([x], { k }) => {
      const y = copyOf(x);
      const [m, n] = x.shape.slice(-2);
      for (let at = 0; at < y.length; at++) if (!keeps((at % n) - (Math.floor(at / n) % m), k)) y[at] = 0;
      return x.like(y, x.shape, x.dtype);
    },
    definition: (index, [x], { k }) => {
      const [i, j] = index.slice(-2);
      return keeps(j - i, k) ? x(...index) : 0;
    },
    vjp: { x: ({ dy, attrs }) => apply(op, [dy], attrs) },
    jvp: { x: ({ dx, attrs }) => apply(op, [dx], attrs) },
  });
  return op;
}

const trilOp = triangle('tril', (above, k) => above <= k);
