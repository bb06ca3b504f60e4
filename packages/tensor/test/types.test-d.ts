import {
  add,
  argmax,
  argsort,
  broadcastTo,
  type CheckAxes,
  type CheckBroadcast,
  type CheckMatmul,
  type CheckNewAxes,
  type CheckReshape,
  type CheckRightSide,
  type CheckSquare,
  type CheckSqueeze,
  type CheckTranspose,
  cast,
  cholesky,
  concat,
  cumsum,
  det,
  diag,
  div,
  eigh,
  equal,
  expandDims,
  eye,
  flip,
  inv,
  logSoftmax,
  lstsq,
  type Mismatch,
  matmul,
  max,
  mean,
  ones,
  pad,
  quantile,
  reshape,
  type Shape,
  slice,
  softmax,
  solve,
  sort,
  squeeze,
  stack,
  sum,
  swapAxes,
  type Tensor,
  take,
  tensor,
  trace,
  transpose,
  variance,
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
  expectTypeOf(tensor([])).toEqualTypeOf<Tensor<readonly [0], 'float64'>>();
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

test('a matrix that is not square, or a right side of other rows, is a red line that names the sizes', () => {
  expectTypeOf<CheckSquare<readonly [2, 3]>>().toEqualTypeOf<Mismatch<'a matrix of 2 rows and 3 columns is not square'>>();
  expectTypeOf<CheckSquare<readonly [2]>>().toEqualTypeOf<Mismatch<'a matrix has two axes: ndim is 1'>>();
  expectTypeOf<CheckRightSide<readonly [2, 2], readonly [3]>>().toEqualTypeOf<Mismatch<'a has 2 rows and b 3'>>();
  expectTypeOf<CheckRightSide<readonly [5, 2], readonly [5, 2, 3]>>().toEqualTypeOf<Mismatch<'a has 5 rows and b 2'>>();
  expectTypeOf<CheckRightSide<readonly [4, 2, 2], readonly [3, 2, 1]>>().toEqualTypeOf<Mismatch<'sizes 4 and 3 do not broadcast'>>();
  // @ts-expect-error 2 rows and 3 columns
  inv(a23);
  // @ts-expect-error 2 rows and 3 columns
  det(a23);
  // @ts-expect-error 2 rows and 3 columns
  eigh(a23);
  // @ts-expect-error 2 rows and 3 columns
  cholesky(a23);
  // @ts-expect-error a has 3 rows and b 2
  solve(zeros([3, 3]), ones([2]));
  // @ts-expect-error a has 2 rows and b 3
  lstsq(a23, ones([3]));
  // @ts-expect-error a has 3 rows and b 2
  lstsq(b34, a23);
});

test('square and right-hand sizes that are unknown or generic compile', () => {
  expectTypeOf(inv(matrix).shape).toEqualTypeOf<readonly [number, number]>();
  expectTypeOf(det(anything).shape).toEqualTypeOf<Shape>();
  expectTypeOf(solve(zeros([3, 3]), matrix).shape).toEqualTypeOf<readonly [number, number]>();
  expectTypeOf(solve(matrix, ones([3])).shape).toEqualTypeOf<readonly [3]>();
  expectTypeOf(solve(anything, ones([3])).shape).toEqualTypeOf<readonly [3]>();
  expectTypeOf(solve(zeros([7, 2, 2]), ones([2])).shape).toEqualTypeOf<readonly [2]>();
  lstsq(zeros([7, 2, 3]), ones([2, 1]));
  lstsq(a23, anything);
  const inverse = <S extends Shape>(x: Tensor<S>): Tensor<S> => inv(x);
  const whiten = <N extends number>(x: Tensor<readonly [N, N]>, b: Tensor<readonly [N]>): Tensor<readonly [N]> => solve(cholesky(x), b);
  const fit = <M extends number, N extends number>(x: Tensor<readonly [M, N]>, y: Tensor<readonly [M]>): Tensor => lstsq(x, y).x;
  const any = <A extends Shape, B extends Shape>(x: Tensor<A>, y: Tensor<B>): Tensor<B> => solve(x, y);
  expectTypeOf(inverse(zeros([3, 3])).shape).toEqualTypeOf<readonly [3, 3]>();
  expectTypeOf(whiten(zeros([3, 3]), ones([3])).shape).toEqualTypeOf<readonly [3]>();
  fit(a23, ones([2]));
  any(zeros([3, 3]), ones([3]));
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
  expectTypeOf(concat([a23, zeros([5, 3])]).shape).toEqualTypeOf<readonly [number, 3]>();
  expectTypeOf(concat([a23, zeros([2, 9])], -1).shape).toEqualTypeOf<readonly [2, number]>();
  expectTypeOf(concat([a23, a23], n).shape).toEqualTypeOf<readonly [number, number]>();
  expectTypeOf(concat([anything, a23]).shape).toEqualTypeOf<Shape>();
  const list = [a23, a23];
  expectTypeOf(concat(list).shape).toEqualTypeOf<readonly [number, number]>();
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

test('an axis that a tensor does not have is a red line', () => {
  // @ts-expect-error no axis 5: ndim is 2
  sum(a23, 5);
  // @ts-expect-error no axis -3: ndim is 2
  a23.mean(-3);
  // @ts-expect-error no axis 2: ndim is 2
  variance(a23, [0, 2]);
  // @ts-expect-error no axis 0: ndim is 0
  max(zeros([]), 0);
  // @ts-expect-error no axis 2: ndim is 2
  argmax(matrix, 2);
  // @ts-expect-error no axis 2: ndim is 2
  quantile(a23, 0.5, 2);
  // @ts-expect-error no axis 2: ndim is 2
  softmax(a23, 2);
  // @ts-expect-error no axis 2: ndim is 2
  logSoftmax(a23, 2);
  // @ts-expect-error no axis 2: ndim is 2
  sort(a23, 2);
  // @ts-expect-error no axis 2: ndim is 2
  argsort(a23, 2);
  // @ts-expect-error no axis 2: ndim is 2
  cumsum(a23, 2);
  // @ts-expect-error no axis 2: ndim is 2
  flip(a23, [0, 2]);
  // @ts-expect-error no axis 2: ndim is 2
  swapAxes(a23, 0, 2);
  // @ts-expect-error no axis 2: ndim is 2
  take(a23, [0], 2);
  // @ts-expect-error no axis 2: ndim is 2
  concat([a23, a23], 2);
  // @ts-expect-error no axis 3: ndim is 3
  stack([a23, a23], 3);
  // @ts-expect-error no axis 3: ndim is 3
  expandDims(a23, 3);
  // @ts-expect-error no axis 4: ndim is 4
  expandDims(a23, [0, 4]);
  // @ts-expect-error axis 0 is not of size 1
  squeeze(a23, 0);
  // @ts-expect-error no axis 2: ndim is 2
  squeeze(zeros([1, 2]), 2);
  // @ts-expect-error axis 1 is left out
  transpose(a23, [0, 0]);
  // @ts-expect-error axes for ndim 1: ndim is 2
  transpose(a23, [0]);
});

test('axes that are there, or not known, compile', () => {
  const either: 0 | 1 | -1 = n > 0 ? 0 : -1;
  const several: number[] = [5];
  sum(a23, either);
  sum(a23, several);
  sum(a23, [0, -2]);
  sum(a23, null);
  sum(a23, n);
  sum(anything, 5);
  max(zeros([]), []);
  softmax(zeros([2]));
  expandDims(a23, 2);
  expandDims(a23, -3);
  expandDims(a23, [0, 3]);
  expandDims(zeros([]), 0);
  stack([a23, a23], 2);
  concat([anything, a23], 1);
  squeeze(matrix, 0);
  squeeze(zeros([1, 2]), -2);
  transpose(a23, several);
  transpose(a23, [-1, 0]);
  take(a23, [0]);
});

test('a shape of another number of elements is a red line, where all sizes are literal', () => {
  // @ts-expect-error 6 elements do not make a shape of 25
  reshape(a23, [5, 5]);
  // @ts-expect-error 6 elements do not make a shape of 12
  a23.reshape([2, 3, 2]);
  // @ts-expect-error 25088 elements do not make a shape of 24192
  reshape(zeros([32, 784]), [32, 28, 27]);
  reshape(zeros([32, 784]), [32, 28, 28]);
  reshape(zeros([1000, 1000]), [1000000]);
  reshape(a23, [-1, 4]);
  reshape(a23, [n, 4]);
  reshape(matrix, [5, 5]);
  reshape(anything, [5, 5]);
  reshape(zeros([0, 3]), [3, 0]);
  reshape(zeros([]), [1, 1]);
  reshape(zeros([1, 1]), []);
});

test('tensors that cannot be joined, or repeated to a shape, are a red line', () => {
  // @ts-expect-error sizes 3 and 5 differ at axis 1
  concat([a23, b45]);
  // @ts-expect-error sizes 2 and 4 differ at axis 0
  concat([a23, b45], -1);
  // @ts-expect-error sizes 3 and 4 differ at axis 1
  concat([a23, a23, ones([2, 4])]);
  // @ts-expect-error ndim 2 and 1 differ
  concat([a23, ones([3])]);
  // @ts-expect-error sizes 2 and 3 differ at axis 0
  stack([ones([2]), ones([3])]);
  // @ts-expect-error size 3 cannot be repeated to 4
  broadcastTo(a23, [2, 4]);
  // @ts-expect-error fewer axes than the tensor has
  broadcastTo(a23, [3]);
  // @ts-expect-error size 3 cannot be repeated to 4
  a23.broadcastTo([2, 4]);
  concat([a23, zeros([5, 3]), zeros([n, 3])]);
  concat([a23, matrix, anything]);
  concat([ones([2]), zeros([0])]);
  stack([a23, matrix]);
  broadcastTo(ones([1, 3]), [4, 2, 3]);
  broadcastTo(a23, [n, 3]);
  broadcastTo(anything, [2]);
  broadcastTo(ones([]), [2]);
  broadcastTo(ones([1]), [0]);
});

test('the messages of the checks', () => {
  expectTypeOf<CheckAxes<readonly [2, 3], 5>>().toEqualTypeOf<Mismatch<'no axis 5: ndim is 2'>>();
  expectTypeOf<CheckAxes<readonly [2, 3], 1 | -2>>().toEqualTypeOf<unknown>();
  expectTypeOf<CheckNewAxes<readonly [2, 3], -4>>().toEqualTypeOf<Mismatch<'no axis -4: ndim is 3'>>();
  expectTypeOf<CheckReshape<readonly [2, 3], readonly [5, 5]>>().toEqualTypeOf<Mismatch<'6 elements do not make a shape of 25'>>();
  expectTypeOf<CheckReshape<readonly [64, 3, 224, 224], readonly [9633792]>>().toEqualTypeOf<unknown>();
  expectTypeOf<CheckReshape<readonly [99, 99], readonly [9802]>>().toEqualTypeOf<Mismatch<'9801 elements do not make a shape of 9802'>>();
  expectTypeOf<CheckTranspose<readonly [2, 3], readonly [1]>>().toEqualTypeOf<Mismatch<'axes for ndim 1: ndim is 2'>>();
  expectTypeOf<CheckTranspose<readonly [2, 3, 4], readonly [0, 2, -1]>>().toEqualTypeOf<Mismatch<'axis 1 is left out'>>();
  expectTypeOf<CheckSqueeze<readonly [1, 3], -1>>().toEqualTypeOf<Mismatch<'axis 1 is not of size 1'>>();
});

test('generic shapes and sizes pass the checks', () => {
  const joined = <S extends Shape, N extends number>(x: Tensor<S>, y: Tensor<readonly [N, 4]>, z: Tensor<readonly [N, 4]>) => [
    concat([x, x]),
    stack([x, x]),
    concat([y, z]),
    concat([y, z], 1),
    stack([y, z]),
    broadcastTo(x, [2, 3]),
    broadcastTo(y, [2, 3, 4]),
    broadcastTo(ones([1]), x.shape),
  ];
  const overRows = <S extends Shape>(x: Tensor<S>) => [sum(x, 0), reshape(x, [4]), transpose(x, [1, 0]), squeeze(x, 0), expandDims(x, 1)];
  const halves = <N extends number>(x: Tensor<readonly [N, 4]>, size: N) => [
    reshape(x, [size, 2, 2]),
    sum(x, 1),
    sort(x, 0),
    take(x, [0], 1),
  ];
  // @ts-expect-error no axis 2: ndim is 2
  const columns = <N extends number>(x: Tensor<readonly [N, 4]>) => sum(x, 2);
  expectTypeOf([overRows, halves, columns, joined]).toBeArray();
});
