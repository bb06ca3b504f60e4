import {
  add,
  broadcastTo,
  concat,
  cos,
  DataError,
  DTypeError,
  einsum,
  erf,
  exp,
  log,
  log1p,
  logSoftmax,
  matmul,
  maxPool1d,
  mean,
  mT,
  ones,
  pow,
  ShapeError,
  sigmoid,
  sin,
  slice,
  softplus,
  sum,
  type Tensor,
  take,
  tanh,
  tensor,
  transpose,
  wrap,
} from '@hml/tensor';
import { assertClose, assertSame, compacted } from '@hml/testing';
import { expect, it } from 'vitest';

// What other libraries were measured to get wrong, as far as no test of an op says it already.

it('float64 functions do not pass through float32: 16 digits, and no overflow at 89', () => {
  const x = tensor([100, 0.7, -3.3]);
  assertClose(exp(x), tensor([2.6881171418161356e43, 2.0137527074704766, 0.036883167401240015]), { rtol: 3e-16 });
  assertClose(log(tensor([0.7, 3.3, 1e300])), tensor([-0.35667494393873245, 1.1939224684724346, 690.7755278982137]), { rtol: 3e-16 });
  assertClose(pow(tensor([1.1, 0.7]), tensor([7.3, -30.25])), tensor([2.0052411193823754, 48504.752128018816]), { rtol: 3e-16 });
  assertClose(erf(tensor([0.5])), tensor([0.5204998778130465]), { rtol: 3e-16 });
});

it('tiny arguments keep their sign and their digits, in both float types', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    const x = tensor([1e-8, -1e-8], { dtype });
    for (const f of [sin, tanh, log1p]) assertClose(f(x), x, { rtol: dtype === 'float64' ? 5.1e-9 : 6e-8 });
    expect(cos(x).toArray()).toEqual([1, 1]);
  }
});

it('functions are finite wherever the truth is: at the overflow of the float32 exponential and far beyond', () => {
  const x = tensor([-1e4, -100, 88.7, 100, 1e4], { dtype: 'float32' });
  expect(softplus(x).toArray().map(Math.fround)).toEqual([0, Math.fround(3.720075976020836e-44), Math.fround(88.7), 100, 1e4]);
  expect(sigmoid(x).toArray().map(Math.fround)).toEqual([0, Math.fround(3.720075976020836e-44), 1, 1, 1]);
  expect(tanh(x).toArray()).toEqual([-1, -1, 1, 1, 1]);
});

it('the cross-entropy of logits [1000, 0, 0] for class 1 is 1000', () => {
  expect(logSoftmax(tensor([1000, 0, 0])).toArray()).toEqual([0, -1000, -1000]);
  expect(logSoftmax(tensor([1000, 0, 0], { dtype: 'float32' })).toArray()).toEqual([0, -1000, -1000]);
});

it('mean of a million float32 tenths is a tenth', () => {
  const x = broadcastTo(tensor([0.1], { dtype: 'float32' }), [1_000_000]);
  expect(Math.abs(mean(x).item() - 0.1)).toBeLessThan(1e-8);
});

it('an index out of bounds is an error also where the memory goes on, and a range is cut', () => {
  const row = slice(
    tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
    0,
  ); // the memory holds four more
  expect(() => row.at(2)).toThrow(ShapeError);
  expect(() => row.at(-3)).toThrow(ShapeError);
  expect(() => take(row, [2])).toThrow(ShapeError);
  expect(slice(row, [1, 9]).toArray()).toEqual([2]);
  expect(slice(row, [5, 9]).toArray()).toEqual([]);
});

it('a whole number beyond int32 is refused, and a sum that leaves its range too', () => {
  expect(() => tensor([2 ** 31], { dtype: 'int32' })).toThrow(DTypeError);
  expect(() => sum(tensor([2 ** 31 - 1, 1], { dtype: 'int32' }))).toThrow(DataError);
});

it('sizes of 1 broadcast on either side and in the middle, and one-element tensors of two types combine', () => {
  const square = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(square.mul(tensor([[10], [100]])).toArray()).toEqual([
    [10, 20],
    [300, 400],
  ]);
  expect(square.add(tensor([[10, 20]])).toArray()).toEqual([
    [11, 22],
    [13, 24],
  ]);
  expect(ones([2, 1, 3]).add(ones([4, 1])).shape).toEqual([2, 4, 3]);
  const mixed = add(tensor([1]), tensor([2], { dtype: 'float32' }));
  expect([mixed.dtype, mixed.toArray()]).toEqual(['float64', [3]]);
});

it('an error names the op and both shapes, and that of an unknown letter in einsum what letters may stand there', () => {
  const [a, b]: Tensor[] = [ones([3, 4]), ones([2, 4])];
  expect(() => add(a, b)).toThrow(/add.*\[3, 4\].*\[2, 4\]/s);
  expect(() => einsum('ij,jk->il', ones([2, 3]), ones([3, 4]))).toThrow(/behind '->' letters that occur before it/);
});

it('a tensor may be used any number of times, also after it went into an op', () => {
  const x = tensor([1, 2, 3]);
  expect([x.mul(x).toArray(), sum(x).item(), mean(x).item(), String(x)]).toEqual([[1, 4, 9], 6, 2, 'tensor([1, 2, 3], float64 [3])']);
});

it('results keep their values whatever is computed afterwards, in a loop that never yields and for sizes that grow', () => {
  const kept = ones([1000]).add(0);
  const view = slice(kept, [10, 20]);
  let last: Tensor = kept;
  for (let i = 0; i < 3000; i++) last = last.add(1); // 24 MB of results that nobody disposes of
  for (let n = 1; n < 200; n++) expect(ones([n * 64]).mul(7).size).toBe(n * 64);
  expect([sum(kept).item(), sum(view).item(), last.at(0).item()]).toEqual([1000, 10, 3001]);
});

it('a product does not notice whether an operand is stored transposed, also for sizes that fit no block', () => {
  const fill = (m: number, n: number): Tensor =>
    wrap(
      Float64Array.from({ length: m * n }, (_, i) => Math.sin(i)),
      [m, n],
    );
  const [a, b] = [fill(17, 33), fill(33, 29)];
  const product = matmul(a, b);
  assertSame(matmul(mT(compacted(mT(a))), mT(compacted(mT(b)))), product);
  assertClose(mT(matmul(mT(b), mT(a))), product, { atol: 1e-14 });
});

it('the largest of equal elements under a window is the same whatever lies around them', () => {
  const x = tensor([[2, 2, 1, 1, 3, 3]]);
  expect(maxPool1d(x, 2).toArray()).toEqual([[2, 1, 3]]);
  expect(maxPool1d(transpose(concat([transpose(x), transpose(x)])), 2).toArray()).toEqual([[2, 1, 3, 2, 1, 3]]);
});
