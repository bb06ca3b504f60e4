import { customGradient, grad, gradCheck, graphOf, hessian, hvp, jacobian, jvp, Parameter, valueAndGrad, vjp } from '@hml/autograd';
import {
  add,
  argmax,
  bincount,
  booleanMask,
  Cell,
  cast,
  DTypeError,
  exp,
  histogram,
  matmul,
  mean,
  mul,
  NotDifferentiableError,
  nonzero,
  nullSpace,
  reshape,
  ShapeError,
  searchSorted,
  sum,
  type Tensor,
  tensor,
  unique,
  where,
} from '@hml/tensor';
import { apply, unary, untaped } from '@hml/tensor/extend';
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

type Scalar = Tensor<readonly []>;

it('grad works out by hand: d/dx Σ x³ = 3x²', () => {
  expect(grad((x) => sum(mul(x, mul(x, x))))(tensor([1, 2, 3])).toArray()).toEqual([3, 12, 27]);
});

it('grad of grad of grad: the third derivative of x⁴ is 24 x', () => {
  const f = (x: Scalar): Scalar => mul(mul(x, x), mul(x, x));
  const third = grad<Scalar>(grad<Scalar>(grad<Scalar>(f)));
  expect(third(tensor(2)).item()).toBe(48);
});

it('grad does not confuse nested derivatives: d/dx (x · d/dy (x y)) = 2x, and y is held constant', () => {
  const nested = grad<Scalar>((x) => mul(x, grad<Scalar>((y) => mul(x, y))(x)));
  expect(nested(tensor(3)).item()).toBe(6);
  const constant = grad<Scalar>((x) => mul(x, grad<Scalar>((y) => add(x, y))(tensor(1))));
  expect(constant(tensor(3)).item()).toBe(1);
});

it('grad adds up what comes back over several paths, and ignores dead branches', () => {
  const f = (x: Scalar): Scalar => {
    mul(exp(x), 1e9); // used nowhere
    return add(mul(x, x), add(x, mul(x, 3)));
  };
  expect(grad<Scalar>(f)(tensor(5)).item()).toBe(14);
});

it('grad of a function that does not depend on its argument is 0', () => {
  expect(grad(() => tensor(1))(tensor([1, 2])).toArray()).toEqual([0, 0]);
});

it('grad takes nested arrays and records, and passes the other arguments on', () => {
  const f = ({ w, bias: [b] }: { w: Tensor; bias: readonly [Tensor] }, x: Tensor): Scalar => sum(add(mul(w, x), b));
  const g = grad(f)({ w: tensor([1, 2]), bias: [tensor(0)] }, tensor([3, 4]));
  expect([g.w.toArray(), g.bias[0].toArray()]).toEqual([[3, 4], 2]);
});

it('grad refuses instances of classes and maps by name: their methods and entries would be lost', () => {
  class Model {
    readonly w = tensor([1, 2]);
    forward(): Scalar {
      return sum(this.w);
    }
  }
  // @ts-expect-error a method is no tensor
  const ofModel = grad((model: Model) => model.forward());
  // @ts-expect-error a map is no record
  const ofMap = grad((map: Map<string, Tensor>) => sum(map.get('w') ?? 0));
  // @ts-expect-error a method is no tensor
  expect(() => ofModel(new Model())).toThrow(/nothing to differentiate by\n.*\n.*an instance of Model/);
  // @ts-expect-error a map is no record
  expect(() => ofMap(new Map([['w', tensor(1)]]))).toThrow(DTypeError);
  // @ts-expect-error a map is no record
  expect(() => gradCheck(({ w }) => sum(w.size), [{ w: new Map() }])).toThrow(/w is no tensor\n.*\n.*an instance of Map/);
  expect(grad(({ w }: { w: Tensor }) => sum(w))(Object.assign(Object.create(null), { w: tensor([1]) })).w.toArray()).toEqual([1]);
});

it('derivatives are of one result: an array of them is refused, however long', () => {
  const x = tensor([1, 2]);
  for (const n of [0, 1, 2]) {
    const f = (y: Tensor): Scalar[] => Array.from({ length: n }, () => sum(y));
    const calls = [
      // @ts-expect-error an array is no tensor
      () => grad(f)(x),
      // @ts-expect-error an array is no tensor
      () => valueAndGrad(f)(x),
      // @ts-expect-error an array is no tensor
      () => vjp(f, [x]),
      // @ts-expect-error an array is no tensor
      () => jvp(f, [x], [x]),
      // @ts-expect-error an array is no tensor
      () => hessian(f)(x),
      // @ts-expect-error an array is no tensor
      () => hvp(f, x, x),
      // @ts-expect-error an array is no tensor
      () => jacobian(f)(x),
      // @ts-expect-error an array is no tensor
      () => graphOf(f, x),
    ];
    for (const call of calls) expect(call).toThrow(new RegExp(`the function returned an array of ${n}\n.*one tensor`));
  }
});

it('functions that read values past the tape are cut off by their name, at any depth', () => {
  const x = tensor([3, 1, 3]);
  const calls: Readonly<Record<string, (x: Tensor) => Tensor>> = {
    nonzero,
    unique: (v) => unique(v).counts,
    histogram: (v) => histogram(v, { bins: 2 }).edges,
    searchSorted: (v) => searchSorted(tensor([0, 2, 4]), v),
    nullSpace: (v) => nullSpace(reshape(v, [1, 3])),
    greater: (v) => booleanMask(tensor([10, 20, 30]), v.greater(2)),
    cast: (v) => bincount(cast(reshape(v, [3]), 'int32')),
  };
  for (const [name, call] of Object.entries(calls)) {
    const f = (v: Tensor): Scalar => sum(cast(call(v), 'float64'));
    const errors = [() => grad(f)(x), () => jvp(f, [x], [x]), () => grad((v: Tensor) => sum(grad(f)(v)))(x)];
    for (const error of errors) expect(error).toThrow(NotDifferentiableError);
    expect(() => grad(f)(x)).toThrow(new RegExp(`^${name}: `));
    expect(() => sum(mul(cast(call(new Parameter(x).value), 'float64'), 1)).backward()).toThrow(new RegExp(`^${name}: `));
  }
  const { inverse, firstIndex } = unique(new Parameter(x).value);
  expect([inverse, firstIndex].map(({ node }) => node?.cut)).toEqual(['unique', 'unique']);
  expect(histogram(new Parameter(x).value).counts.node?.cut).toBe('histogram');
});

it('what does not depend on the argument stays a constant beside it: edges that are given, elements that are picked', () => {
  const weighted = (v: Tensor): Scalar => mul(sum(v), sum(histogram(v, { bins: 2, range: [0, 4] }).edges));
  expect(grad(weighted)(tensor([3, 1])).toArray()).toEqual([6, 6]);
  expect(grad((v) => sum(mul(unique(v).values, tensor([10, 20]))))(tensor([3, 1, 3])).toArray()).toEqual([20, 10, 0]);
  expect(grad((v: Tensor) => sum(booleanMask(v, v.greater(2))))(tensor([3, 1])).toArray()).toEqual([1, 0]);
});

it('grad keeps the dtype of its argument: float32 in, float32 out', () => {
  const x = tensor([1, 2], { dtype: 'float32' });
  expect(grad((v: Tensor) => sum(mul(v, v)))(x).dtype).toBe('float32');
});

it('grad goes through a chain of a million ops without recursion', () => {
  const f = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 1_000_000; i++) y = add(y, x);
    return y;
  };
  expect(grad<Scalar>(f)(tensor(1)).item()).toBe(1_000_001);
}, 60_000);

it('grad refuses what has no gradient, and says why', () => {
  // @ts-expect-error the result may have any shape
  expect(() => grad((x) => mul(x, x))(tensor([1, 2]))).toThrow(ShapeError);
  expect(() => grad((x) => sum(x))(tensor([1], { dtype: 'int32' }))).toThrow(DTypeError);
  // @ts-expect-error a number is no tensor
  expect(() => grad(() => 1)(tensor(1))).toThrow(DTypeError);
  // @ts-expect-error text cannot be differentiated by
  expect(() => grad(() => tensor(1))('a')).toThrow(DTypeError);
  // @ts-expect-error a promise is no tensor
  expect(() => grad(async () => tensor(1))(tensor(1))).toThrow(/promise/);
});

it('an op without derivative is refused by name; comparisons and indices are constants', () => {
  const half = unary({
    name: 'half',
    result: 'floating',
    definition: (x) => x / 2,
    kernel: (n, x, at, step, y, to) => {
      for (let i = 0; i < n; i++) y[to + i] = x[at + i * step] / 2;
    },
  });
  const f = (x: Tensor): Scalar => sum(apply(half, [x], undefined));
  expect(() => grad(f)(tensor([1]))).toThrow(NotDifferentiableError);
  expect(() => grad(f)(tensor([1]))).toThrow(/half has no reverse-mode derivative/);
  expect(() => jvp(f, [tensor([1])], [tensor([1])])).toThrow(/half has no forward-mode derivative/);
  const picked = (x: Tensor): Scalar => mul(sum(x), add(argmax(x), 1));
  expect(grad(picked)(tensor([1, 5])).toArray()).toEqual([2, 2]);
});

it('a tensor that leaked out of a differentiated function is a constant afterwards', () => {
  let leaked: Scalar = tensor(0);
  grad<Scalar>((x) => {
    leaked = mul(x, x);
    return leaked;
  })(tensor(3));
  expect(grad<Scalar>((x) => mul(x, leaked))(tensor(2)).item()).toBe(9);
});

it('valueAndGrad by cells: the gradients have the nesting of the cells, which keep their values', () => {
  const w = new Cell(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  );
  const b = new Cell(tensor([1, 1]));
  const { value, grads } = valueAndGrad(() => sum(add(matmul(tensor([1, 10]), w), b)), { w, b });
  expect(value.item()).toBe(31 + 42 + 2);
  expect([grads.w.toArray(), grads.b.toArray()]).toEqual([
    [
      [1, 1],
      [10, 10],
    ],
    [1, 1],
  ]);
  expect([w.value.toArray(), w.value.node]).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    undefined,
  ]);
});

it('valueAndGrad by cells gives them back when the computation throws, and keeps what it assigned', () => {
  const w = new Cell(tensor(1));
  const seen = new Cell(tensor(0));
  expect(() =>
    valueAndGrad(() => {
      throw new Error('stop');
    }, [w]),
  ).toThrow('stop');
  expect(w.value.item()).toBe(1);
  valueAndGrad(() => {
    seen.assign(mul(w, 5));
    return mul(w, w);
  }, [w]);
  expect([seen.value.item(), seen.value.node]).toEqual([5, undefined]);
});

it('jvp and vjp take functions of any shape, and refuse tangents and cotangents that do not fit', () => {
  const f = (x: Tensor): Tensor => mul(x, x);
  expect(jvp(f, [tensor([1, 2])], [tensor([1, 1])]).tangent.toArray()).toEqual([2, 4]);
  const { pullback } = vjp(f, [tensor([1, 2])]);
  expect(pullback(tensor([1, 1]))[0].toArray()).toEqual([2, 4]);
  expect(pullback(tensor([0, 1]))[0].toArray()).toEqual([0, 4]);
  expect(() => pullback(tensor([1]))).toThrow(ShapeError);
  expect(() => jvp(f, [tensor([1, 2])], [tensor([1])])).toThrow(ShapeError);
});

it('jvp of grad is a Hessian-vector product', () => {
  const f = (x: Tensor): Scalar => sum(mul(mul(x, x), x));
  expect(jvp(grad(f), [tensor([1, 2])], [tensor([1, 0])]).tangent.toArray()).toEqual([6, 0]);
});

it('valueAndGrad gives a cell that is listed twice its whole gradient in both places', () => {
  const w = new Cell(tensor([1, 2]));
  const { grads } = valueAndGrad(() => sum(mul(w, w)), { a: w, b: [w] });
  expect([grads.a.toArray(), grads.b[0].toArray()]).toEqual([
    [2, 4],
    [2, 4],
  ]);
});

it('what is no cell, no array of inputs or no function gets an error that teaches', () => {
  // @ts-expect-error a tensor is no cell
  expect(() => valueAndGrad(() => tensor(1), [tensor(1)])).toThrow(/not a cell/);
  // @ts-expect-error a number is no cell
  expect(() => valueAndGrad(() => tensor(1), 3)).toThrow(DTypeError);
  // @ts-expect-error inputs come in an array
  expect(() => vjp((x) => x, tensor(1))).toThrow(/vjp\(f, \[x\]\)/);
  // @ts-expect-error inputs come in an array
  expect(() => jvp((x) => x, tensor(1), tensor(1))).toThrow(/jvp\(f, \[x\]\)/);
});

it('grad names what cut the argument off, where it would be 0 by accident', () => {
  const mask = (x: Tensor): Scalar => sum(x.greater(0).cast('float64'));
  expect(() => grad(mask)(tensor([1, -1]))).toThrow(NotDifferentiableError);
  expect(() => grad(mask)(tensor([1, -1]))).toThrow(/^greater: no gradient flows back through greater/);
  expect(() => grad((x: Tensor) => mean(mul(argmax(x), 2)))(tensor([1, 5]))).toThrow(/^argmax: /);
  expect(() => vjp((x) => argmax(x).cast('float64'), [tensor([1, 5])])).toThrow(/^argmax: /);
  expect(() => grad((x: Tensor) => sum(tensor(x.toTypedArray())))(tensor([1, 5]))).toThrow(/whose values were read by toTypedArray/);
  expect(() => grad((x: Scalar) => tensor(Number(x.item()) ** 2))(tensor(3))).toThrow(/whose values were read by item/);
});

it('grad is 0, without complaint, where that is meant: other paths, constants, values that are only looked at', () => {
  const looked = (x: Tensor): Scalar => {
    x.toArray();
    return sum(where(x.greater(0), x, 0));
  };
  expect(grad(looked)(tensor([1, -1])).toArray()).toEqual([1, 0]);
  expect(grad(grad((x: Scalar) => sum(where(x.greater(0), x, 0))))(tensor(2)).item()).toBe(0);
  expect(grad((x: Tensor) => sum(x.sub(Number(x.at(0).item()))))(tensor([1, 2])).toArray()).toEqual([1, 1]);
});

it('grad lets go of what it computed, also where a tensor leaked out', async () => {
  const inner: WeakRef<Tensor>[] = [];
  let leaked: Tensor = tensor(0);
  const f = (x: Tensor): Scalar => {
    const y = mul(x, x);
    inner.push(new WeakRef(untaped(y))); // what the tape holds
    leaked = mul(y, y);
    return sum(leaked);
  };
  grad(f)(tensor([1, 2]));
  jvp(f, [tensor([1, 2])], [tensor([1, 1])]);
  expect(await collected(inner)).toEqual([true, true]);
  expect(leaked.toArray()).toEqual([1, 16]);
});

it('grad and vjp take cells as arguments, alone and in nestings, like tensors', () => {
  const w = new Cell(tensor([1, 2]));
  expect(grad((cell: Cell) => sum(mul(cell, cell)))(w).toArray()).toEqual([2, 4]);
  const { pullback } = vjp(({ a }, x) => mul(a, x), [{ a: w }, tensor([3, 4])]);
  const [{ a }, x] = pullback(tensor([1, 10]));
  expect([a.toArray(), x.toArray()]).toEqual([
    [3, 40],
    [1, 20],
  ]);
  const { tangent } = jvp(({ a }, x) => mul(a, x), [{ a: w }, tensor([3, 4])], [{ a: tensor([1, 0]) }, tensor([0, 1])]);
  expect(tangent.toArray()).toEqual([3, 2]);
  expect([w.value.toArray(), w.value.node]).toEqual([[1, 2], undefined]);
});

it('grad adds what comes back in the order of the program, last first', () => {
  const order: string[] = [];
  const spy = (name: string) =>
    customGradient((x: Scalar) => mul(x, 1), {
      vjp: ({ dy }) => {
        order.push(name);
        return [dy];
      },
    });
  grad<Scalar>((x) => {
    const [a, b, c] = [spy('a')(x), spy('b')(x), spy('c')(x)];
    return add(add(c, a), b);
  })(tensor(1));
  expect(order).toEqual(['c', 'b', 'a']);
});
