import { grad, gradCheck } from '@hml/autograd';
import { DataError, DTypeError, logSoftmax, ShapeError, softmaxCrossEntropy, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

const ints = (values: readonly number[]): Tensor => tensor([...values], { dtype: 'int32' });

describeOp(softmaxCrossEntropy, {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1, min: -20, max: 20 });
    const n = x.shape[x.ndim - 1];
    const targets = draw.tensor({ shape: x.shape.slice(0, -1), min: 0, max: n - 1 }).cast('int32');
    return { inputs: [x], call: (v) => softmaxCrossEntropy(v, targets) };
  },
  invalid: [
    [() => softmaxCrossEntropy(tensor(1), ints([0])), ShapeError],
    [() => softmaxCrossEntropy(tensor([[1, 2]]), ints([0, 1])), ShapeError],
    [() => softmaxCrossEntropy(tensor([[1, 2]]), ints([2])), DataError],
    [() => softmaxCrossEntropy(tensor([[1, 2]]), ints([-1])), DataError],
    [() => softmaxCrossEntropy(tensor([[1, 2]]), tensor([0])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => softmaxCrossEntropy('a', ints([0])), DTypeError],
  ],
});

const logits = tensor([
  [1, 2, 4, 8],
  [-3, 0.5, 0.5, 2],
]);

it('softmaxCrossEntropy and its gradient are those of PyTorch 1.13', () => {
  const losses = softmaxCrossEntropy(logits, ints([3, 0])).toArray();
  [0.021474046393744856, 5.373629192086365].forEach((v, i) => {
    expect(losses[i]).toBeCloseTo(v, 14);
  });
  const slope = grad((x: typeof logits) =>
    softmaxCrossEntropy(x, ints([3, 0]))
      .mul(tensor([1, 2]))
      .sum(),
  )(logits);
  const expected = [
    [0.0008925089231852923, 0.0024260907876321298, 0.017926520930912654, -0.02124512064173001],
    [-1.9907254576268354, 0.3071306623973873, 0.3071306623973873, 1.3764641328320606],
  ];
  expected.flat().forEach((v, i) => {
    expect(slope.toArray().flat()[i]).toBeCloseTo(v, 14);
  });
});

it('softmaxCrossEntropy is the negative logarithm of softmax at the class, for logits that overflow too', () => {
  const log = logSoftmax(logits).toArray();
  expect(softmaxCrossEntropy(logits, ints([1, 2])).toArray()[0]).toBeCloseTo(-log[0][1], 14);
  expect(softmaxCrossEntropy(tensor([[1e300, -1e300]]), ints([1])).toArray()).toEqual([2e300]);
  expect(softmaxCrossEntropy(tensor([[-Infinity, 0]]), ints([0])).toArray()).toEqual([Infinity]);
  expect(
    softmaxCrossEntropy(
      tensor([
        [-Infinity, 0],
        [Infinity, 0],
        [-Infinity, -Infinity],
      ]),
      ints([1, 1, 0]),
    ).toArray(),
  ).toEqual([0, Number.NaN, Number.NaN]);
});

it('softmaxCrossEntropy of one row is a scalar, of float32 is float32, and has a second derivative', () => {
  expect(softmaxCrossEntropy(tensor([1, 1], { dtype: 'float32' }), tensor(1, { dtype: 'uint8' })).shape).toEqual([]);
  expect(softmaxCrossEntropy(tensor([1, 1], { dtype: 'float32' }), tensor(1, { dtype: 'uint8' })).dtype).toBe('float32');
  gradCheck((v) => grad((x: typeof logits) => softmaxCrossEntropy(x, ints([3, 0])).sum())(v), [logits]);
});
