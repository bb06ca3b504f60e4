import * as tensorPackage from '@hml/tensor';
import { HmlError, ones, random, reshape, type Shape, type Tensor, tensor, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

const { avgPool1d, beta, bernoulli, bincount, booleanMask, cdist, choice, conv1d, convolve, convTranspose1d, convTranspose2d } =
  tensorPackage;
const { corrcoef, cosineSimilarity, cov, cross, diff, dot, einsum, flip, gatherNd, integers, kron, lerp, logSoftmax } = tensorPackage;
const { maskedFill, maxPool1d, median, mT, norm, onesLike, outer, pad, percentile, permutation, quantile, reciprocal } = tensorPackage;
const { roll, segmentSum, selu, softmax, sort, split, square, stack, std, tanhshrink, tensordot, tile, topk, trace } = tensorPackage;
const { tril, triu, unfold, unique, variance, withSlice } = tensorPackage;

const m: Tensor = ones([2, 3]);
const bools: Tensor = zeros([2, 2], { dtype: 'bool' });
const largeVector = tensor([2147483647, 2147483647], { dtype: 'int32' });
const large: Tensor = largeVector;
const largeSquare: Tensor = tensor([large.toTypedArray(), large.toTypedArray()], { dtype: 'int32' });
const largeRow: Tensor = reshape(large, [1, 1, 2]);
const largePlane: Tensor = reshape(large, [1, 1, 1, 2]);
const mask: Tensor<Shape, 'bool'> = tensor([true, false, true, true]);
const rng = random(0);
/** What no compiler lets through, from a file say. */
const text: Tensor = JSON.parse('"text"');

/** Invalid calls of functions that are computed by others. */
const calls: readonly (readonly [name: string, call: () => unknown])[] = [
  ['avgPool1d', () => avgPool1d(tensor(1), 1)],
  ['avgPool1d', () => avgPool1d(m, 4)],
  ['avgPool1d', () => avgPool1d(m, 2, { stride: 0 })],
  ['bernoulli', () => bernoulli(rng, [-1])],
  ['beta', () => beta(rng, [-1], { alpha: 1, beta: 1 })],
  ['bincount', () => bincount(tensor([-1], { dtype: 'int32' }))],
  ['booleanMask', () => booleanMask(m, mask)],
  ['cdist', () => cdist(m, ones([2, 2]) as Tensor)],
  ['cdist', () => cdist(ones([2, 1, 1]), ones([3, 1, 1]), { metric: 'cosine' })],
  ['choice', () => choice(rng, 2, 1, { weights: [1, -1] })],
  ['choice', () => choice(rng, 2, 3, { replace: false })],
  ['choice', () => choice(rng, 2, 1, { weights: [1, -1], replace: false })],
  ['conv1d', () => conv1d(m, m)],
  ['conv1d', () => conv1d(ones([1, 1, 2]), ones([1, 1, 3]))],
  ['conv1d', () => conv1d(ones([1, 1, 2]), ones([1, 2, 1]))],
  ['conv1d', () => conv1d(ones([1, 1, 2]), ones([1, 1, 1]), { bias: ones([2]) })],
  ['conv1d', () => conv1d(largeRow, largeRow)],
  ['convTranspose1d', () => convTranspose1d(m, m)],
  ['convTranspose1d', () => convTranspose1d(largeRow, largeRow)],
  ['convTranspose1d', () => convTranspose1d(ones([1, 1, 1]), ones([1, 1, 1]), { padding: 1 })],
  ['convTranspose1d', () => convTranspose1d(ones([1, 1, 1]), ones([1, 1, 1]), { outputPadding: 1 })],
  ['convTranspose2d', () => convTranspose2d(largePlane, largePlane)],
  ['convolve', () => convolve(largeVector, largeVector)],
  ['convolve', () => convolve(zeros([0]), tensor([1]))],
  ['corrcoef', () => corrcoef(ones([1, 1, 1]))],
  ['cosineSimilarity', () => cosineSimilarity(m, ones([4]) as Tensor)],
  ['cov', () => cov(ones([1, 1, 1]))],
  ['cross', () => cross(ones([3]), ones([2]) as Tensor)],
  ['diff', () => diff(bools)],
  ['diff', () => diff(m, 2)],
  ['dot', () => dot(m, m as Tensor)],
  ['dot', () => dot(large, large)],
  ['einsum', () => einsum('i,i->', large, large)],
  ['einsum', () => einsum('ii->', largeSquare)],
  ['einsum', () => einsum('ij,jk->ik', m, m)],
  ['flip', () => flip(m, 2)],
  ['gatherNd', () => gatherNd(m, [[2, 0]])],
  ['integers', () => integers(rng, [-1], { high: 2 })],
  ['kron', () => kron(text, m)],
  ['lerp', () => lerp(m, ones([4]) as Tensor, 0.5)],
  ['lerp', () => lerp(m, m, ones([4]) as Tensor)],
  ['logSoftmax', () => logSoftmax(m, 2)],
  ['mT', () => mT(ones([2]))],
  ['maskedFill', () => maskedFill(m, mask, 0)],
  ['maxPool1d', () => maxPool1d(m, 4)],
  ['maxPool1d', () => maxPool1d(bools, 1)],
  ['median', () => median(zeros([0]))],
  ['median', () => median(m, 2)],
  ['norm', () => norm(m, { ord: 1, axis: [0, 2] })],
  ['onesLike', () => onesLike(text)],
  ['outer', () => outer(text, m)],
  ['pad', () => pad(zeros([0]), 1, { mode: 'edge' })],
  ['percentile', () => percentile(m, 101)],
  ['permutation', () => permutation(rng, m, { axis: 2 })],
  ['quantile', () => quantile(m, 2)],
  ['reciprocal', () => reciprocal(text)],
  ['roll', () => roll(m, 1, 2)],
  ['segmentSum', () => segmentSum(m, [0], 1)],
  ['segmentSum', () => segmentSum(m, [0, 1], 1)],
  ['segmentSum', () => segmentSum(m, tensor([0, 0]), 1)],
  ['selu', () => selu(text)],
  ['softmax', () => softmax(m, 2)],
  ['sort', () => sort(m, 2)],
  ['split', () => split(m, 2, 1)],
  ['square', () => square(text)],
  ['stack', () => stack([m, ones([2])] as Tensor[])],
  ['stack', () => stack([m, m], 3)],
  ['std', () => std(m, 2)],
  ['tanhshrink', () => tanhshrink(text)],
  ['tensordot', () => tensordot(large, large, 1)],
  ['tensordot', () => tensordot(m, m, 1)],
  ['tile', () => tile(m, [-1])],
  ['topk', () => topk(m, 1, 2)],
  ['trace', () => trace(largeSquare)],
  ['trace', () => trace(ones([2]))],
  ['tril', () => tril(ones([2]))],
  ['triu', () => triu(ones([2]))],
  ['unfold', () => unfold(m, { kernelSize: 1 })],
  ['unfold', () => unfold(ones([1, 1, 2]), { kernelSize: 3 })],
  ['unique', () => unique(text)],
  ['variance', () => variance(m, 2)],
  ['withSlice', () => withSlice(m, [0], ones([4]) as Tensor)],
  ['withSlice', () => withSlice(m, [5], 1)],
];

it.each(calls)('an error of %s names it, not the function that computes it: %s', (name, call) => {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(HmlError);
  expect(caught).toHaveProperty('where', name);
});
