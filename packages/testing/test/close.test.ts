import { tensor } from '@hml/tensor';
import { assertClose, assertSame, isClose } from '@hml/testing';
import { expect, it } from 'vitest';

it('isClose allows atol + rtol |expected|, and not a bit more', () => {
  expect(isClose(1.5, 1, { atol: 0.5 })).toBe(true);
  expect(isClose(1.5 + 2 ** -52, 1, { atol: 0.5 })).toBe(false);
  expect(isClose(15, 10, { rtol: 0.5 })).toBe(true);
  expect(isClose(10, 15, { rtol: 0.3 })).toBe(false);
  expect(isClose(13, 10, { rtol: 0.2, atol: 1 })).toBe(true);
  expect(isClose(1, 1 + 2 ** -52, {})).toBe(false);
});

it('isClose lets NaN agree with NaN alone, infinities with themselves alone, 0 with −0', () => {
  const anything = { atol: Number.MAX_VALUE };
  expect(isClose(Number.NaN, Number.NaN, {})).toBe(true);
  expect(isClose(Number.NaN, 0, anything)).toBe(false);
  expect(isClose(0, Number.NaN, anything)).toBe(false);
  expect(isClose(Infinity, Infinity, {})).toBe(true);
  expect(isClose(Infinity, -Infinity, anything)).toBe(false);
  expect(isClose(1e308, Infinity, anything)).toBe(false);
  expect(isClose(0, -0, {})).toBe(true);
});

it('isClose does not take an infinity for a finite number, nor the other way round, under a relative tolerance', () => {
  expect(isClose(Infinity, 1, { rtol: 1 })).toBe(false);
  expect(isClose(1, Infinity, { rtol: 1e-9 })).toBe(false);
  expect(isClose(-Infinity, Infinity, { rtol: 1e-9 })).toBe(false);
});

it('assertClose names the element that is worst off', () => {
  const check = (): void => assertClose(tensor([1, 2.1, 3.5]), tensor([1, 2, 3]), { atol: 0.01 });
  expect(check).toThrow('element 2 of float64 [3]: got 3.5, expected 3, off by 0.5');
  const infinite = (): void => assertClose(tensor([9, Number.NaN]), tensor([1, 1]));
  expect(infinite).toThrow('element 1 of float64 [2]: got NaN, expected 1, off by Infinity');
});

it('assertClose refuses another shape or dtype, however near the elements are', () => {
  expect(() => assertClose(tensor([[1]]), tensor([1]))).toThrow('got float64 [1, 1], expected float64 [1]');
  expect(() => assertClose(tensor([1], { dtype: 'float32' }), tensor([1]))).toThrow('got float32 [1], expected float64 [1]');
});

it('assertSame asks for the same bits, but for the sign of zero', () => {
  assertSame(tensor([0, Number.NaN, Infinity]), tensor([-0, Number.NaN, Infinity]));
  expect(() => assertSame(tensor([1 + 2 ** -52]), tensor([1]))).toThrow(/off by 2\.2/);
});
