import {
  checkpoint,
  customGradient,
  grad,
  gradCheck,
  gradGradCheck,
  graphOf,
  hessian,
  hvp,
  jacobian,
  jvp,
  noGrad,
  Parameter,
  stopGradient,
  valueAndGrad,
  vjp,
} from '@hml/autograd';
import { add, Cell, mul, sum, type Tensor, tensor } from '@hml/tensor';
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

/** What is declared open to additions. */
interface Layer {
  readonly w: Tensor<readonly [2, 3]>;
  readonly inner: { readonly b: Cell<readonly [4], 'float32'> };
}
interface Net {
  readonly layers: readonly [Layer];
}

test('an interface is a nesting like any other', () => {
  const f = (_: Net): Scalar => tensor(1);
  const net: Net = {
    layers: [
      {
        w: tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        inner: { b: new Cell(tensor([1, 2, 3, 4], { dtype: 'float32' })) },
      },
    ],
  };
  const gradient = grad(f)(net);
  expectTypeOf(gradient.layers[0].w).toEqualTypeOf<Tensor<readonly [2, 3]>>();
  expectTypeOf(gradient.layers[0].inner.b).toEqualTypeOf<Tensor<readonly [4], 'float32'>>();
  expectTypeOf(valueAndGrad(f)(net).grad).toEqualTypeOf(gradient);
  expectTypeOf(vjp(f, [net]).pullback(tensor(1))[0]).toEqualTypeOf(gradient);
  expectTypeOf(hvp(f, net, gradient)).toEqualTypeOf(gradient);
  expectTypeOf(jacobian(f)(net).layers[0].w).toEqualTypeOf<Tensor<readonly [2, 3]>>();
  expectTypeOf(hessian(f)(net).layers[0].w.layers[0].w).toEqualTypeOf<Tensor<readonly [2, 3, 2, 3]>>();
  jvp(f, [net], [gradient]);
  gradCheck(f, [net]);
  gradGradCheck((x: Net, y: Layer) => add(f(x), sum(y.w)), [net, net.layers[0]]);
  graphOf(f, net);
});

test('what is no tensor is refused, in an interface as in a record', () => {
  interface Named {
    readonly w: Tensor;
    readonly name: string;
  }
  interface WithMethod {
    readonly w: Tensor;
    forward(x: Tensor): Tensor;
  }
  // @ts-expect-error a text
  grad((x: Named) => sum(x.w));
  // @ts-expect-error a method
  grad((x: WithMethod) => sum(x.w));
  // @ts-expect-error a number
  grad((x: number) => tensor(x));
  // @ts-expect-error a map
  grad((_: Map<string, Tensor>) => tensor(1));
  // @ts-expect-error a text
  vjp((x: Named) => x.w, [{ w: tensor(1), name: 'a' }]);
  // @ts-expect-error a number
  gradCheck((x) => x, [1]);
});

test('functions whose argument has no annotation take a tensor, or what is passed beside them', () => {
  grad((x) => {
    expectTypeOf(x).toEqualTypeOf<Tensor>();
    return sum(x);
  });
  gradCheck(
    ({ w, b }, x) => {
      expectTypeOf(b).toEqualTypeOf<Cell<readonly [], 'float64'>>();
      expectTypeOf(x).toEqualTypeOf<Tensor<readonly [2], 'float64'>>();
      return add(mul(w, x), b.value);
    },
    [{ w: tensor([1, 2]), b: new Cell(tensor(3)) }, tensor([1, 2])],
  );
  gradCheck(() => tensor(1), [[], tensor(1)]);
  expectTypeOf(vjp((x, y) => mul(x, y), [tensor([1, 2]), tensor(1)]).pullback(tensor([1, 1]))[1]).toEqualTypeOf<
    Tensor<readonly [], 'float64'>
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
  interface Pair {
    readonly a: Tensor<readonly [2], 'float64'>;
    readonly b: Cell<readonly [3], 'float64'>;
  }
  const pair: Pair = { a: tensor([1, 2]), b: new Cell(tensor([1, 2, 3])) };
  expectTypeOf(stopGradient(pair).b).toEqualTypeOf<Tensor<readonly [3], 'float64'>>();
  // @ts-expect-error text is no tensor
  stopGradient({ a: 'a' });
  const first = customGradient(({ a }: Pair) => a, { vjp: ({ inputs: [{ b }], dy }) => [{ a: dy, b }] });
  expectTypeOf(first).toEqualTypeOf<(pair: Pair) => Tensor<readonly [2], 'float64'>>();
  // @ts-expect-error a cotangent for each field
  customGradient(({ a }: Pair) => a, { vjp: ({ dy }) => [{ a: dy }] });
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
