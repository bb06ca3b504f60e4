import {
  add,
  argmax,
  type CheckBroadcast,
  type CheckMatmul,
  cast,
  concat,
  diag,
  div,
  equal,
  expandDims,
  eye,
  flip,
  type Mismatch,
  matmul,
  mean,
  ones,
  pad,
  reshape,
  type Shape,
  slice,
  squeeze,
  stack,
  sum,
  swapAxes,
  type Tensor,
  tensor,
  trace,
  transpose,
  where,
  wrap,
  zeros,
} from '@hml/tensor';
import { type PrimitiveDeclaration, primitive } from '@hml/tensor/extend';
import { expectTypeOf, test } from 'vitest';

const a23 = zeros([2, 3]);
const b34 = zeros([3, 4]);
const b45 = zeros([4, 5]);
declare const matrix: Tensor<readonly [number, number], 'float64'>;
declare const anything: Tensor;
declare const n: number;

test('creation knows literal shapes, and degrades to number where sizes are computed', () => {
  expectTypeOf(a23).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  expectTypeOf(zeros([n, 3])).toEqualTypeOf<Tensor<readonly [number, 3], 'float64'>>();
  expectTypeOf(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  ).toEqualTypeOf<Tensor<readonly [2, 2], 'float64'>>();
  expectTypeOf(tensor([true]).dtype).toEqualTypeOf<'bool'>();
  const rows: number[][] = [[1]];
  expectTypeOf(tensor(rows)).toEqualTypeOf<Tensor<readonly [number, number], 'float64'>>();
  expectTypeOf(wrap(new Float32Array(6), [2, 3])).toEqualTypeOf<Tensor<readonly [2, 3], 'float32'>>();
});

test('matmul of [2,3] and [4,5] does not compile, and the message names 3 and 4', () => {
  // @ts-expect-error inner sizes 3 and 4 differ
  matmul(a23, b45);
  // @ts-expect-error inner sizes 3 and 4 differ
  a23.matmul(b45);
  // @ts-expect-error inner sizes 3 and 2 differ
  matmul(a23, ones([2]));
  // @ts-expect-error batches of 2 and 3
  matmul(zeros([2, 4, 5]), zeros([3, 5, 6]));
});

test('the messages name the sizes', () => {
  expectTypeOf<CheckMatmul<readonly [2, 3], readonly [4, 5]>>().toEqualTypeOf<Mismatch<'inner sizes 3 and 4 differ'>>();
  expectTypeOf<CheckMatmul<readonly [2, 3], readonly [2]>>().toEqualTypeOf<Mismatch<'inner sizes 3 and 2 differ'>>();
  expectTypeOf<CheckBroadcast<readonly [2, 3], readonly [4]>>().toEqualTypeOf<Mismatch<'sizes 3 and 4 do not broadcast'>>();
  expectTypeOf<CheckMatmul<readonly [2, 3], readonly [3, 5]>>().toEqualTypeOf<unknown>();
  expectTypeOf<CheckMatmul<readonly [2, number], readonly [4, 5]>>().toEqualTypeOf<unknown>();
});

test('matmul gives the shape of the product: matrices, vectors, batches', () => {
  expectTypeOf(matmul(a23, b34)).toEqualTypeOf<Tensor<readonly [2, 4], 'float64'>>();
  expectTypeOf(a23.matmul(b34)).toEqualTypeOf<Tensor<readonly [2, 4], 'float64'>>();
  expectTypeOf(matmul(a23, ones([3])).shape).toEqualTypeOf<readonly [2]>();
  expectTypeOf(matmul(ones([2]), a23).shape).toEqualTypeOf<readonly [3]>();
  expectTypeOf(matmul(ones([3]), ones([3])).shape).toEqualTypeOf<readonly []>();
  expectTypeOf(matmul(zeros([7, 2, 3]), b34).shape).toEqualTypeOf<readonly [7, 2, 4]>();
});

test('unknown and generic dimensions still compile', () => {
  expectTypeOf(matmul(matrix, b45).shape).toEqualTypeOf<readonly [number, 5]>();
  expectTypeOf(matmul(a23, matrix).shape).toEqualTypeOf<readonly [2, number]>();
  expectTypeOf(matmul(anything, b45)).toEqualTypeOf<Tensor<Shape, 'float64'>>();
  expectTypeOf(add(anything, a23).shape).toEqualTypeOf<Shape>();
  const twice = <S extends Shape>(x: Tensor<S>): Tensor<S> => add(x, x);
  const square = <N extends number>(x: Tensor<readonly [N, N], 'float64'>): Tensor<readonly [N, N], 'float64'> => matmul(x, x);
  const layer = <B extends number, I extends number, O extends number>(
    x: Tensor<readonly [B, I]>,
    w: Tensor<readonly [I, O]>,
  ): Tensor<readonly [B, O]> => matmul(x, w);
  expectTypeOf(twice(a23).shape).toEqualTypeOf<readonly [2, 3]>();
  expectTypeOf(square(zeros([3, 3])).shape).toEqualTypeOf<readonly [3, 3]>();
  expectTypeOf(layer(a23, b34).shape).toEqualTypeOf<readonly [2, 4]>();
});

test('a tensor of known shape is a Tensor, a Matrix, and what a function of either takes', () => {
  const f = (x: Tensor): number => x.size;
  const g = (x: Tensor<readonly [number, number]>): number => x.size;
  f(a23);
  g(a23);
  // @ts-expect-error three axes are no matrix
  g(zeros([2, 3, 4]));
});

test('broadcasting: the common shape, or a red line', () => {
  expectTypeOf(add(a23, ones([3]))).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  expectTypeOf(add(ones([2, 1]), ones([1, 3])).shape).toEqualTypeOf<readonly [2, 3]>();
  expectTypeOf(a23.mul(2)).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  // @ts-expect-error sizes 3 and 4 do not broadcast
  add(a23, ones([4]));
  // @ts-expect-error sizes 3 and 4 do not broadcast
  a23.add(b34);
  // @ts-expect-error sizes 2 and 3 do not broadcast
  equal(ones([2]), ones([3]));
});

test('dtypes promote, divide and compare as at run time', () => {
  const f32 = zeros([2], { dtype: 'float32' });
  const i32 = zeros([2], { dtype: 'int32' });
  expectTypeOf(add(f32, i32).dtype).toEqualTypeOf<'float32'>();
  expectTypeOf(add(f32, zeros([2])).dtype).toEqualTypeOf<'float64'>();
  expectTypeOf(div(i32, 2).dtype).toEqualTypeOf<'float64'>();
  expectTypeOf(sum(zeros([2], { dtype: 'bool' })).dtype).toEqualTypeOf<'int32'>();
  expectTypeOf(equal(f32, 1).dtype).toEqualTypeOf<'bool'>();
  expectTypeOf(cast(f32, 'int32').dtype).toEqualTypeOf<'int32'>();
  expectTypeOf(argmax(f32).dtype).toEqualTypeOf<'int32'>();
  expectTypeOf(where(equal(f32, 1), f32, 0)).toEqualTypeOf<Tensor<readonly [2], 'float32'>>();
});

test('reductions drop the axes they are told, from either end, or keep them', () => {
  const x = zeros([2, 3, 4]);
  expectTypeOf(sum(x).shape).toEqualTypeOf<readonly []>();
  expectTypeOf(sum(x, 0).shape).toEqualTypeOf<readonly [3, 4]>();
  expectTypeOf(sum(x, -1).shape).toEqualTypeOf<readonly [2, 3]>();
  expectTypeOf(mean(x, [0, -1]).shape).toEqualTypeOf<readonly [3]>();
  expectTypeOf(x.sum(1, { keepDims: true }).shape).toEqualTypeOf<readonly [2, 1, 4]>();
  expectTypeOf(sum(x, n).shape).toEqualTypeOf<Shape>();
});

test('movement: transpose, reshape, concat, slice', () => {
  expectTypeOf(a23.T.shape).toEqualTypeOf<readonly [3, 2]>();
  expectTypeOf(zeros([5, 2, 3]).mT.shape).toEqualTypeOf<readonly [5, 3, 2]>();
  expectTypeOf(transpose(zeros([2, 3, 4]), [2, 0, 1]).shape).toEqualTypeOf<readonly [4, 2, 3]>();
  expectTypeOf(reshape(a23, [3, 2]).shape).toEqualTypeOf<readonly [3, 2]>();
  expectTypeOf(a23.reshape([-1, 2]).shape).toEqualTypeOf<readonly [number, 2]>();
  expectTypeOf(concat([a23, zeros([5, 3])]).shape).toEqualTypeOf<readonly [number, number]>();
  expectTypeOf(slice(a23, 0).shape).toEqualTypeOf<Shape>();
  expectTypeOf(a23.toArray()).toEqualTypeOf<number[][]>();
  expectTypeOf(a23.toTypedArray()).toEqualTypeOf<Float64Array>();
});

test('movement keeps what is known of the shape', () => {
  expectTypeOf(eye(2, 3)).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  expectTypeOf(expandDims(a23, 0)).toEqualTypeOf<Tensor<readonly [1, 2, 3], 'float64'>>();
  expectTypeOf(expandDims(a23, -1)).toEqualTypeOf<Tensor<readonly [2, 3, 1], 'float64'>>();
  expectTypeOf(expandDims(a23, 1)).toEqualTypeOf<Tensor<readonly [number, number, number], 'float64'>>();
  expectTypeOf(squeeze(zeros([1, 2]), 0)).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
  expectTypeOf(flip(a23)).toEqualTypeOf<Tensor<readonly [2, 3], 'float64'>>();
  expectTypeOf(swapAxes(a23, 0, 1)).toEqualTypeOf<Tensor<readonly [number, number], 'float64'>>();
  expectTypeOf(stack([a23, a23])).toEqualTypeOf<Tensor<readonly [number, number, number], 'float64'>>();
  expectTypeOf(diag(ones([3]))).toEqualTypeOf<Tensor<readonly [number, number], 'float64'>>();
  expectTypeOf(trace(a23).shape).toEqualTypeOf<readonly []>();
  expectTypeOf(pad(anything, 1).shape).toEqualTypeOf<Shape>();
});

test('an input of an op may not take a name of the gradient rules', () => {
  const rest = { name: 'f', infer: ([x]: readonly Tensor[]) => x, run: ([x]: readonly Tensor[]) => x };
  primitive({ ...rest, inputs: ['x', 'w'], vjp: { w: ({ x, w, y, dy }) => dy.mul(x).mul(w).mul(y) } });
  // @ts-expect-error no input may be called y
  primitive({ ...rest, inputs: ['x', 'y'] });
  // @ts-expect-error no input may be called attrs
  primitive<'attrs'>({ ...rest, inputs: ['attrs'] });
  expectTypeOf<PrimitiveDeclaration<'x' | 'dy', undefined>['inputs']>().toExtend<Mismatch<'no input may be called dy'>>();
});
