import { beta, categorical, choice, integers, permutation, random, type Shape, type Tensor, tensor, zeros } from '@hml/tensor';
import { expectTypeOf, it } from 'vitest';

const rng = random(0);

it('samplers give the shape they are asked for and the dtype of their kind', () => {
  expectTypeOf(integers(rng, [2, 3], { high: 9 })).toEqualTypeOf<Tensor<readonly [2, 3], 'int32'>>();
  expectTypeOf(integers(rng, [2], { high: 9, dtype: 'uint8' })).toEqualTypeOf<Tensor<readonly [2], 'uint8'>>();
  expectTypeOf(beta(rng, [], { alpha: 1, beta: 1, dtype: 'float32' })).toEqualTypeOf<Tensor<readonly [], 'float32'>>();
});

it('categorical drops the axis of the categories, or puts the draws in its place', () => {
  expectTypeOf(categorical(rng, zeros([2, 5]))).toEqualTypeOf<Tensor<readonly [2], 'int32'>>();
  expectTypeOf(categorical(rng, zeros([2, 5]), { kind: 'weights' })).toEqualTypeOf<Tensor<readonly [2], 'int32'>>();
  expectTypeOf(categorical(rng, zeros([2, 5]), { size: 4 })).toEqualTypeOf<Tensor<readonly [2, 4], 'int32'>>();
});

it('permutation and choice know the shape of what they take from', () => {
  expectTypeOf(permutation(rng, 5)).toEqualTypeOf<Tensor<readonly [5], 'int32'>>();
  expectTypeOf(permutation(rng, zeros([4, 2]))).toEqualTypeOf<Tensor<readonly [4, 2], 'float64'>>();
  expectTypeOf(choice(rng, 9, 4)).toEqualTypeOf<Tensor<readonly [4], 'int32'>>();
  expectTypeOf(choice(rng, zeros([9, 2]), [3, 4])).toEqualTypeOf<Tensor<readonly [3, 4, 2], 'float64'>>();
  const anyRank: Tensor<Shape, 'float64'> = tensor([1, 2]);
  expectTypeOf(choice(rng, anyRank, 4)).toEqualTypeOf<Tensor<Shape, 'float64'>>();
});
