import { all, any, broadcastTo, countNonzero, floor, max, mul, prod, reshape, sum, type Tensor, transpose, wrap } from '@hml/tensor';
import { expect, it } from 'vitest';

/** Numbers whose sum depends on the order in which they are added. */
function uneven(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return wrap(
    Float64Array.from({ length: size }, (_, at) => Math.sin(at) * 10 ** (at % 17)),
    shape,
  );
}

function copied(x: Tensor): Tensor {
  return reshape(reshape(x, [x.size]), x.shape);
}

it('sum and max give the same bits for a view and its copy, however many lines and however long', () => {
  for (const lines of [1, 15, 16, 17, 40]) {
    for (const n of [1, 63, 64, 65, 1023, 1025, 2500]) {
      const across = transpose(uneven([n, lines]));
      for (const x of [across, broadcastTo(uneven([n]), [lines, n]), reshape(across, [lines, n, 1])]) {
        expect(sum(x, 1).toTypedArray()).toEqual(sum(copied(x), 1).toTypedArray());
        expect(max(x, 1).toTypedArray()).toEqual(max(copied(x), 1).toTypedArray());
        expect(sum(x).item()).toBe(sum(copied(x)).item());
      }
    }
  }
});

it('sum over axes that do not lie side by side takes them in row-major order', () => {
  const x = uneven([30, 40, 33]);
  expect(sum(x, [0, 2]).toTypedArray()).toEqual(sum(reshape(copied(transpose(x, [1, 0, 2])), [40, 990]), 1).toTypedArray());
});

it('prod, any, all and countNonzero of a large matrix and of its transpose are those of its copy, bit by bit', () => {
  const x = transpose(
    wrap(
      Float64Array.from({ length: 610 * 700 }, (_, at) => Math.fround(1 + Math.sin(at) / 64)),
      [610, 700],
    ),
  );
  expect(prod(x).item()).toBe(prod(copied(x)).item());
  expect(prod(x, [0, 1], { keepDims: true }).toArray()).toEqual([[prod(copied(x)).item()]]);
  const holes = floor(mul(x, 1 - 2 ** -8));
  for (const reduction of [any, all, countNonzero]) {
    for (const axis of [undefined, 0, 1]) {
      expect(reduction(holes, axis).toTypedArray()).toEqual(reduction(copied(holes), axis).toTypedArray());
    }
  }
});
