import type { Csr } from './csr.ts';

/** Whether a test holds for each pair of elements of which one or both are entries; where neither is, both are 0. */
export function agree(a: Csr, b: Csr, test: (a: number, b: number) => boolean): boolean {
  if (a.shape[0] !== b.shape[0] || a.shape[1] !== b.shape[1]) return false;
  for (let i = 0; i < a.shape[0]; i++) {
    let [p, q] = [a.indptr[i], b.indptr[i]];
    const [endA, endB] = [a.indptr[i + 1], b.indptr[i + 1]];
    while (p < endA || q < endB) {
      const left = p < endA ? a.indices[p] : Infinity;
      const right = q < endB ? b.indices[q] : Infinity;
      if (!test(left <= right ? a.data[p++] : 0, right <= left ? b.data[q++] : 0)) return false;
    }
  }
  return true;
}

/** Whether two numbers lie as near each other as `allClose` of tensors asks. */
export function near(rtol: number, atol: number, equalNaN: boolean): (a: number, b: number) => boolean {
  return (a, b) =>
    a === b ||
    (equalNaN && Number.isNaN(a) && Number.isNaN(b)) ||
    (Math.abs(a - b) <= atol + rtol * Math.abs(b) && Math.abs(b) !== Infinity);
}
