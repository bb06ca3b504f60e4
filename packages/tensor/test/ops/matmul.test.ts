import { broadcastTo, DataError, DTypeError, fromFunction, matmul, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(matmul, {
  cases: (draw) => {
    const [m, k, n] = [draw.side(), draw.side(), draw.side()];
    const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2, maxSide: 3 });
    const a = draw.boolean() ? [k] : [...batchA, m, k];
    const b = draw.boolean() ? [k] : [...batchB, k, n];
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b })] };
  },
  reference: (a, b) => {
    const left = a.ndim === 1 ? a.reshape([1, a.size]) : a;
    const right = b.ndim === 1 ? b.reshape([b.size, 1]) : b;
    const batch = zeros(left.shape.slice(0, -2)).add(zeros(right.shape.slice(0, -2))).shape;
    const [m, k, n] = [...left.shape.slice(-2), right.shape[right.ndim - 1]];
    const [u, v] = [reader(broadcastTo(left, [...batch, m, k])), reader(broadcastTo(right, [...batch, k, n]))];
    const y = fromFunction([...batch, m, n], (...i) => {
      const [item, row, column] = [i.slice(0, -2), i[i.length - 2], i[i.length - 1]];
      let total = 0;
      for (let l = 0; l < k; l++) total += u(...item, row, l) * v(...item, l, column);
      return total;
    });
    return y.reshape([...batch, ...(a.ndim === 1 ? [] : [m]), ...(b.ndim === 1 ? [] : [n])]);
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => matmul(tensor([[1, 2, 3]]), zeros([4, 5]) as Tensor), ShapeError],
    [() => matmul(tensor(1) as Tensor, tensor([1])), ShapeError],
    [() => matmul(zeros([2, 1, 1]) as Tensor, zeros([3, 1, 1])), ShapeError],
    [() => matmul(tensor([[16, 1]], { dtype: 'uint8' }), tensor([[15], [16]], { dtype: 'uint8' })), DataError],
    [() => matmul(tensor([[2000000000]], { dtype: 'int32' }), tensor([[2]], { dtype: 'int32' })), DataError],
    // @ts-expect-error text is no tensor
    [() => matmul('a', tensor([1])), DTypeError],
  ],
});

it('matmul works out by hand, with vectors on either side and both', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(matmul(a, tensor([[5], [6]])).toArray()).toEqual([[17], [39]]);
  expect(matmul(a, tensor([5, 6])).toArray()).toEqual([17, 39]);
  expect(matmul(tensor([5, 6]), a).toArray()).toEqual([23, 34]);
  expect(matmul(tensor([5, 6]), tensor([1, 10])).item()).toBe(65);
});

it('matmul lets NaN and infinity times 0 through as NaN', () => {
  expect(matmul(tensor([[0, 1]]), tensor([[Infinity], [1]])).toArray()).toEqual([[Number.NaN]]);
});

it('matmul with an empty inner axis gives zeros of the outer shape', () => {
  expect(matmul(zeros([2, 3, 0]), zeros([0, 4])).shape).toEqual([2, 3, 4]);
});

it('matmul names the forgotten transpose', () => {
  expect(() => matmul(zeros([32, 10]), zeros([4, 10]) as Tensor)).toThrow(/matmul\(a, b\.mT\) would give \[32, 4\]/);
  expect(() => matmul(zeros([10, 32]), zeros([10, 4]) as Tensor)).toThrow(/matmul\(a\.mT, b\) would give \[32, 4\]/);
  expect(() => matmul(zeros([10, 32]), zeros([4, 10]) as Tensor)).toThrow(/matmul\(b, a\) would give \[4, 32\]/);
});
