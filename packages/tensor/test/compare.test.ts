import { allClose, compare, DTypeError, ShapeError, tensor, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

it('allClose grants atol + rtol |b|, relative to the second tensor', () => {
  expect(allClose(tensor([1]), tensor([1.1]), { rtol: 0.1, atol: 0 })).toBe(true);
  expect(allClose(tensor([1.1]), tensor([1]), { rtol: 0.09, atol: 0 })).toBe(false);
  expect(allClose(tensor([1, 2]), tensor([1, 2.5]), { rtol: 0, atol: 0.5 })).toBe(true);
  expect(allClose(tensor([1, 2]), tensor([1, 2]), { rtol: 0, atol: 0 })).toBe(true);
});

it('allClose compares NaN, infinities and zeros as numbers', () => {
  const close = (a: number, b: number, equalNaN = false): boolean => allClose(tensor([a]), tensor([b]), { equalNaN });
  expect([close(NaN, NaN), close(NaN, NaN, true), close(NaN, 1, true), close(1, NaN)]).toEqual([false, true, false, false]);
  expect([close(Infinity, Infinity), close(Infinity, -Infinity), close(1, Infinity), close(Infinity, 1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([close(0, -0), close(1e308, -1e308)]).toEqual([true, false]);
});

it('allClose broadcasts, takes numbers and any two types, and finds nothing wrong with nothing', () => {
  expect(allClose(zeros([2, 3]), zeros([3], { dtype: 'int32' }))).toBe(true);
  expect(allClose(tensor([true, true]), 1)).toBe(true);
  expect(allClose(zeros([0]), 5)).toBe(true);
  expect(() => allClose(zeros([2]), zeros([3]))).toThrow(ShapeError);
  // @ts-expect-error text is no tensor
  expect(() => allClose('a', zeros([3]))).toThrow(DTypeError);
});

it('compare names the element that is farthest beyond its tolerance, not the farthest one', () => {
  const a = tensor([
    [1000, 1],
    [5, 0],
  ]);
  const b = tensor([
    [1001, 1],
    [5.5, 0],
  ]);
  expect(compare(a, b, { rtol: 0.01 })).toEqual({ close: false, worst: { index: [1, 0], a: 5, b: 5.5, difference: 0.5 } });
});

it('compare names the worst element also where all are close, and none where none differs', () => {
  expect(compare(tensor([1, 2]), tensor([1, 2 + 2 ** -40]))).toEqual({
    close: true,
    worst: { index: [1], a: 2, b: 2 + 2 ** -40, difference: 2 ** -40 },
  });
  expect(compare(tensor([1, 2]), tensor([1, 2]))).toEqual({ close: true, worst: undefined });
});

it('compare puts NaN before any number', () => {
  expect(compare(tensor([1, NaN, 3]), tensor([100, 2, 3])).worst).toEqual({ index: [1], a: NaN, b: 2, difference: Infinity });
});
