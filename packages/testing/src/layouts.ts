import { broadcastTo, reshape, slice, type Tensor, transpose, zeros } from '@hml/tensor';

/** Ways in which the same elements may lie in memory. */
export const layouts = ['transposed', 'stepped', 'reversed', 'offset'] as const;

/** One of the {@link layouts}. */
export type Layout = (typeof layouts)[number];

/** The same elements, lying in memory another way: a view of a larger or rearranged array. */
export function relaid(x: Tensor, layout: Layout): Tensor {
  if (layout === 'transposed') return transpose(compacted(transpose(x)));
  if (layout === 'reversed') {
    const backwards = x.shape.map(() => [null, null, -1] as const);
    return slice(compacted(slice(x, ...backwards)), ...backwards);
  }
  const step = layout === 'stepped' ? 2 : 1;
  const room = x.shape.map((n) => n * step + 3);
  const part = x.shape.map((n) => [2, 2 + n * step, step] as const);
  return slice(placed(x, room, step), ...part);
}

/** A row-major copy. */
export function compacted(x: Tensor): Tensor {
  return x.like(x.toTypedArray(), x.shape, x.dtype);
}

/** An array of NaN (or 99 for integers) in which `x` lies at distance 2 from the start of every axis. */
function placed(x: Tensor, room: readonly number[], step: number): Tensor {
  const filler = x.dtype === 'float64' || x.dtype === 'float32' ? Number.NaN : x.dtype === 'bool' ? 1 : 99;
  const large = zeros(room, { dtype: x.dtype }).toTypedArray().fill(filler);
  const strides = room.map((_, i) => room.slice(i + 1).reduce((n, side) => n * side, 1));
  const values = x.toTypedArray();
  for (let flat = 0; flat < values.length; flat++) {
    let rest = flat;
    let at = 0;
    for (let axis = x.ndim - 1; axis >= 0; axis--) {
      at += (2 + (rest % x.shape[axis]) * step) * strides[axis];
      rest = Math.floor(rest / x.shape[axis]);
    }
    large[at] = values[flat];
  }
  return x.like(large, room, x.dtype);
}

/** A view in which the first element is repeated along every axis: strides of 0, as broadcasting makes them. */
export function expanded(x: Tensor): Tensor {
  if (x.size === 0) return x;
  return broadcastTo(reshape(slice(x, ...x.shape.map(() => 0)), []), x.shape);
}
