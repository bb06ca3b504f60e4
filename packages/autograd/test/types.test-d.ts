import {
  checkpoint,
  customGradient,
  grad,
  hessian,
  hvp,
  jacobian,
  noGrad,
  Parameter,
  stopGradient,
  valueAndGrad,
  vjp,
} from '@hml/autograd';
import { Cell, mul, sum, type Tensor, tensor } from '@hml/tensor';
import { expectTypeOf, test } from 'vitest';

type Scalar = Tensor<readonly []>;
type Weights = {
  readonly w: Tensor<readonly [2, 3]>;
  readonly cells: readonly [Cell<readonly [4], 'float32'>];
};
const loss = (_: Weights): Scalar => tensor(1);
declare const weights: Weights;

test('the gradient has the type of the argument, with a tensor for each cell', () => {
  const gradient = grad(loss)(weights);
  expectTypeOf(gradient.w).toEqualTypeOf<Tensor<readonly [2, 3]>>();
  expectTypeOf(gradient.cells[0]).toEqualTypeOf<Tensor<readonly [4], 'float32'>>();
  expectTypeOf(valueAndGrad(loss)(weights).grad).toEqualTypeOf(gradient);
  expectTypeOf(valueAndGrad(() => tensor(1), weights.cells).grads[0]).toEqualTypeOf<Tensor<readonly [4], 'float32'>>();
  expectTypeOf(vjp((x: Tensor<readonly [2]>, _: Weights) => x, [tensor([1, 2]), weights]).pullback(tensor([1]))[1].w).toEqualTypeOf<
    Tensor<readonly [2, 3]>
  >();
});

test('Jacobians and Hessians know their shapes', () => {
  const f = (_: Weights): Tensor<readonly [5]> => tensor([1, 2, 3, 4, 5]);
  expectTypeOf(jacobian(f)(weights).w).toEqualTypeOf<Tensor<readonly [5, 2, 3]>>();
  expectTypeOf(jacobian(f)(weights).cells[0]).toEqualTypeOf<Tensor<readonly [5, 4], 'float32'>>();
  expectTypeOf(hessian(loss)(weights).w.w).toEqualTypeOf<Tensor<readonly [2, 3, 2, 3]>>();
  expectTypeOf(hessian(loss)(weights).cells[0].w).toEqualTypeOf<Tensor<readonly [4, 2, 3]>>();
  expectTypeOf(hessian((x: Tensor<readonly [2]>) => sum(mul(x, x)))(tensor([1, 2]))).toEqualTypeOf<Tensor<readonly [2, 2]>>();
  expectTypeOf(hvp((x: Tensor<readonly [2]>) => sum(x), tensor([1, 2]), tensor([1, 2]))).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
});

test('functions keep the types of what they wrap', () => {
  const f = (x: Tensor<readonly [2]>, y: Tensor<readonly [2]>): Tensor<readonly [2]> => mul(x, y);
  expectTypeOf(checkpoint(f)).toEqualTypeOf<typeof f>();
  expectTypeOf(customGradient(f, { vjp: ({ dy }) => [dy, dy] })(tensor([1, 2]), tensor([1, 2]))).toEqualTypeOf<Tensor<readonly [2]>>();
  // @ts-expect-error one cotangent for each argument
  customGradient(f, { vjp: ({ dy }) => [dy] });
  expectTypeOf(stopGradient(tensor([1, 2]))).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
  expectTypeOf(stopGradient(new Cell(tensor([1, 2])))).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
  expectTypeOf(noGrad(() => 'a')).toEqualTypeOf<string>();
});

test('only a scalar goes backward, and only fractions have gradients', () => {
  const w = new Parameter(tensor([1, 2]));
  expectTypeOf(w.grad).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
  sum(w).backward();
  // @ts-expect-error no scalar
  mul(w, 2).backward();
  // @ts-expect-error integers
  new Parameter(tensor([1], { dtype: 'int32' }));
});
