/** What the comparison sees of a tensor. */
export interface StubTensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  toTypedArray(): ArrayLike<number>;
}

/** A stand-in for a tensor: the comparison knows a tensor by its shape, its dtype and `toTypedArray`. */
export function stubTensor(shape: readonly number[], dtype: string, data: readonly number[]): StubTensor {
  return { shape, dtype, toTypedArray: () => Float64Array.from(data) };
}
