import { GradCheckError, gradCheck, gradGradCheck, graphOf } from '@hml/autograd';
import {
  abs,
  add,
  Cell,
  cast,
  DataError,
  DTypeError,
  div,
  exp,
  floor,
  HmlError,
  log,
  logSumExp,
  matmul,
  mean,
  mul,
  normal,
  OptionError,
  random,
  relu,
  sigmoid,
  slice,
  sqrt,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor,
  uniform,
  wrap,
  zeros,
} from '@hml/tensor';
import { apply, primitive, unary } from '@hml/tensor/extend';
import { expect, it } from 'vitest';
import { hasKink, slopes, step } from '../src/finite-differences.ts';

function thrown(call: () => unknown): GradCheckError {
  try {
    call();
  } catch (error) {
    if (error instanceof GradCheckError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** $x^2$ with a derivative of one's own. */
function squareWith(derivative: (x: Tensor) => Tensor | number): (x: Tensor) => Tensor {
  const op = unary({
    name: 'squareWith',
    result: 'floating',
    definition: (x) => x * x,
    derivative: ({ x }) => derivative(x),
    kernel: (n, x, at, stride, y, to) => {
      for (let i = 0; i < n; i++) y[to + i] = x[at + i * stride] ** 2;
    },
  });
  return (x) => apply(op, [x]);
}

it('gradCheck passes right gradients, of functions of several arguments, large and small', () => {
  const rng = random(3);
  gradCheck((x, w, b) => sigmoid(add(matmul(x, w), b)), [normal(rng, [4, 3]), normal(rng, [3, 2]), normal(rng, [2])]);
  gradCheck((x) => mean(div(exp(x), add(exp(x), 1)), 0), [normal(rng, [17, 33])]);
  gradCheck((x) => log(slice(x, [null, null, -1])), [tensor([0.5, 2, 3])]);
  gradCheck((x) => sub(x, 1), [zeros([0])]);
  gradCheck((x) => logSumExp(x), [zeros([0])]);
});

it('gradCheck takes any nesting of inputs, and says where in it the gradient is wrong', () => {
  const rng = random(4);
  const layers = [{ w: normal(rng, [3, 2]), b: normal(rng, [2]) }] as const;
  const f = (model: typeof layers, x: Tensor): Tensor => tanh(add(matmul(x, model[0].w), model[0].b));
  gradCheck(f, [layers, normal(rng, [4, 3])]);
  const wrong = squareWith((x) => x);
  const error = thrown(() => gradCheck((model, x) => mul(wrong(model[0].b), sum(x)), [layers, tensor([1, 1])]));
  expect([error.argument, error.path]).toEqual([0, '0.b']);
  expect(error.message).toContain('argument 0, 0.b, element');
});

it('gradCheck and gradGradCheck take cells, which hold afterwards what they held before', () => {
  const [w, b] = [new Cell(tensor([1, 2])), new Cell(tensor(0.5))];
  const before = [w.value, b.value];
  const f = ({ layer }: { layer: readonly [Cell, Cell] }, x: Tensor): Tensor => tanh(add(mul(x, layer[0]), layer[1]));
  gradCheck(f, [{ layer: [w, b] }, tensor([0.3, 0.4])]);
  gradGradCheck(f, [{ layer: [w, b] }, tensor([0.3, 0.4])]);
  gradCheck((u, v) => mul(u, v), [w, w]);
  const error = thrown(() => gradCheck((c) => squareWith((v) => v)(c.value), [w]));
  expect([error.argument, error.index]).toEqual([0, 1]);
  expect([w.value, b.value]).toEqual(before);
});

it('gradCheck names the worst: argument, element, output, both values, error, and how many are wrong', () => {
  const wrong = squareWith((x) => x);
  const error = thrown(() => gradCheck((a, b) => add(a, wrong(b)), [tensor([1, 1, 1]), tensor([0, 3, 1])]));
  expect(error).toBeInstanceOf(HmlError);
  expect([error.argument, error.path, error.index, error.output, error.analytic]).toEqual([1, '', 1, 1, 3]);
  expect(error.numeric).toBeCloseTo(6, 8);
  expect(error.error).toBeCloseTo(3, 8);
  expect(error.what).toBe('the gradient is wrong');
  expect(error.got).toContain('2 of 18 derivatives differ');
});

it('gradCheck finds the wrong element of a large input by halving, and a NaN among the gradients', () => {
  const x = normal(random(1), [40, 50]);
  const at = (i: number): Tensor => tensor(Array.from({ length: 2000 }, (_, k) => (k === i ? 1 : 2))).reshape([40, 50]);
  const error = thrown(() => gradCheck((y) => sum(squareWith((v) => mul(v, at(1234)))(y)), [x]));
  expect([error.index, error.path, error.output]).toEqual([1234, '', 0]);
  expect(error.analytic).toBeCloseTo(error.numeric / 2, 8);
  const error2 = thrown(() => gradCheck((y) => squareWith((v) => mul(v, at(77)))(y), [x])); // large output too
  expect([error2.index, error2.output]).toEqual([77, -1]);
  const nan = thrown(() =>
    gradCheck(
      squareWith(() => Number.NaN),
      [tensor([1])],
    ),
  );
  expect([nan.analytic, nan.error]).toEqual([Number.NaN, Infinity]);
});

it('gradCheck sees a factor of 1 + 1e-6, a missing sum over a broadcast axis, and a rule that is right at 0 only', () => {
  expect(() =>
    gradCheck(
      squareWith((x) => mul(x, 2.000002)),
      [tensor([3])],
    ),
  ).toThrow(GradCheckError);
  const spread = primitive({
    name: 'spread',
    inputs: ['x'],
    infer: ([x]) => ({ shape: [2], dtype: x.dtype }),
    run: ([x]) => x.broadcastTo([2]),
    vjp: { x: ({ dy }) => dy.at(0) },
  });
  expect(() => gradCheck((x) => apply(spread, [x]), [tensor(1)])).toThrow(GradCheckError);
  gradCheck(
    squareWith((x) => x),
    [tensor([0])],
  );
});

it('gradCheck passes beside kinks and poles, and says "not smooth" at a kink or jump', () => {
  gradCheck(relu, [tensor([1e-5, -1e-5, 2])]);
  gradCheck(log, [tensor([1e-4, 1e-3])], { rtol: 1e-6 });
  for (const error of [thrown(() => gradCheck(relu, [tensor([0, 1])])), thrown(() => gradCheck((x) => add(floor(x), x), [tensor([2])]))]) {
    expect(error.what).toBe('the function is not smooth here');
    expect(error.fix).toContain('kinks');
  }
  gradCheck(abs, [tensor([0])]); // the convention 0 is what a central difference gives
  const both = thrown(() => gradCheck((x) => add(relu(x), squareWith((v) => mul(v, 2.1))(x)), [tensor([0, 3])]));
  expect([both.what, both.index]).toEqual(['the gradient is wrong', 1]);
});

it('gradCheck takes steps in proportion to large inputs, element by element and along random directions', () => {
  const rng = random(5);
  gradCheck((x) => mul(x, x), [normal(rng, [4], { mean: 1e6, std: 1e5 })], { atol: 1e-2 });
  gradCheck((x) => mul(x, x), [normal(rng, [100], { mean: 1e6, std: 1e5 })], { atol: 1e-1 });
});

it('gradCheck allows for the rounding of large values and for the step beside a pole, and passes right gradients there', () => {
  gradCheck((x) => add(x, 1e6), [tensor([0.3, 1])]);
  gradCheck((x) => sum(mul(x, x)), [tensor([1e4, 1])]);
  gradCheck((x) => sum(exp(x)), [tensor([20, 1, 0])]);
  gradCheck(log, [tensor([1e-6, 1e-9, 2])]);
  gradCheck((x) => sum(log(x)), [uniform(random(8), [100], { low: 1e-6, high: 3e-6 })]);
  const rng = random(7);
  const [X, y] = [normal(rng, [200, 3]), normal(rng, [200], { mean: 1e5, std: 1e4 })];
  const squaredErrors = (w: Tensor, b: Tensor): Tensor => {
    const residual = sub(add(matmul(X, w), b), y);
    return sum(mul(residual, residual));
  };
  gradCheck(squaredErrors, [tensor([1, 2, 3]), tensor(0.5)]);
});

it('gradCheck finds the same functions wrong when their gradients are', () => {
  const wrong = squareWith((x) => mul(x, 2.002));
  expect(thrown(() => gradCheck((x) => add(wrong(x), 1e6), [tensor([0.3, 1])])).what).toBe('the gradient is wrong');
  expect(thrown(() => gradCheck((x) => add(sum(exp(x)), wrong(x)), [tensor([17, 1])])).index).toBe(1);
  const none = squareWith(() => 0);
  expect(thrown(() => gradCheck((x) => none(x), [tensor([1e-6, 1e-9, 2])])).index).toBe(2);
  expect(thrown(() => gradCheck((x) => log(none(x)), [tensor([1e-6, 1e-4])])).analytic).toBe(0);
  // a step so small that the value stays as it is does not acquit a gradient of 0
  expect(thrown(() => gradCheck((x) => add(none(add(x, 1)), 5), [tensor([1e-20])])).numeric).toBeCloseTo(2, 7);
  const many = normal(random(9), [100]);
  const oneWrong = tensor(Array.from({ length: 100 }, (_, i) => (i === 31 ? 2.002 : 2)));
  expect(thrown(() => gradCheck((x) => add(sum(squareWith((v) => mul(v, oneWrong))(x)), 1e6), [many])).index).toBe(31);
});

it('gradCheck says that differences are too coarse, rather than that the gradient is wrong, where values drown the slope', () => {
  for (const large of [1e12, 1e20]) {
    const call = (): void => gradCheck((x) => add(x, large), [tensor([0.3])]);
    expect(call).toThrow(DataError);
    expect(call).toThrow(/too coarse here.*give or take.*the gradient says 1.*mean in place of a sum/s);
  }
});

it('gradCheck and gradGradCheck refuse what cannot be checked, and say what to do', () => {
  const x = tensor([1, 2]);
  for (const check of [gradCheck, gradGradCheck]) {
    expect(() => check((v) => v, [cast(x, 'float32')])).toThrow(/cast\(x, 'float64'\)/);
    expect(() => check((v) => v, [cast(x, 'int32')])).toThrow(/close over/);
    expect(() => check((v) => cast(v, 'float32'), [x])).toThrow(/does not compute in float64/);
    expect(() => check((v) => v, [tensor([1, Number.NaN])])).toThrow(/argument 0 is not finite/);
    expect(() => check((v) => log(sub(v, 1)), [x])).toThrow(/value of the function is not finite/);
    const rng = random(0);
    expect(() => check((v) => mul(v, uniform(rng, [2])), [x])).toThrow(/another result when it was called again/);
    expect(() => check(() => tensor(1), [[]])).toThrow(/nothing to check/);
    // @ts-expect-error a number is no tensor
    expect(() => check(() => 1, [x])).toThrow(/returned no tensor/);
    // @ts-expect-error inputs come in an array
    expect(() => check((v) => v, x)).toThrow(/Check\(f, \[x\]\)/);
    // @ts-expect-error a number is no tensor
    expect(() => check((v) => v, [{ a: 1 }])).toThrow(DTypeError);
    // @ts-expect-error misspelt
    expect(() => check((v) => v, [x], { rtool: 1 })).toThrow(/did you mean 'rtol'/);
    expect(() => check((v) => v, [x], { atol: -1 })).toThrow(OptionError);
  }
  expect(() => gradCheck((v) => sqrt(v), [tensor([0])])).toThrow(DataError);
  expect(() => gradCheck((v) => sqrt(v), [tensor([0])])).toThrow(/not finite nearby/);
});

it('gradGradCheck passes right second derivatives, of linear functions too, and takes any nesting', () => {
  const rng = random(6);
  gradGradCheck((x, w) => tanh(matmul(x, w)), [normal(rng, [4, 3]), normal(rng, [3, 2])]);
  gradGradCheck((x) => mul(x, 3), [tensor([1, 2])]);
  gradGradCheck(({ a, b }, c) => exp(mul(mul(a, b[0]), c)), [{ a: tensor(0.5), b: [tensor([1, 2])] }, tensor(0.3)]);
  gradGradCheck((x) => sum(mul(exp(x), x)), [normal(rng, [9, 9])]);
  gradGradCheck((x) => logSumExp(x), [zeros([0])]);
});

it('gradGradCheck finds a rule that is right once and wrong when it is differentiated', () => {
  const twice = (x: Tensor): Tensor => wrap(x.toTypedArray(), x.shape).mul(2); // 2x cut off from x: the second derivative is lost
  const f = squareWith(twice);
  gradCheck(f, [tensor([1, 3])]);
  const error = thrown(() => gradGradCheck(f, [tensor([1, 3])]));
  expect([error.where, error.argument, error.analytic]).toEqual(['gradGradCheck', 0, 0]);
  const notLinear = primitive({
    name: 'notLinear',
    inputs: ['x'],
    infer: ([x]) => x,
    run: ([x]) => x,
    vjp: { x: ({ dy }) => squareWith(() => 7)(dy) },
  });
  const { argument, path } = thrown(() => gradGradCheck((x) => apply(notLinear, [x]), [tensor([1])]));
  expect([argument, path]).toEqual([1, 'the cotangent']);
});

it('slopes are exact for polynomials of degree four, and the error of the step is of fourth order', () => {
  const quartic = (t: number): Float64Array => Float64Array.of(1 + 2 * t - 3 * t ** 2 + 4 * t ** 3 - 5 * t ** 4);
  const { fine, coarse } = slopes(quartic, 0.125);
  expect([fine[0], coarse[0]]).toEqual([2, 2]);
  const error = (h: number): number => Math.abs(slopes((t) => Float64Array.of(Math.sin(1 + t)), h).coarse[0] - Math.cos(1));
  expect(error(0.1) / error(0.05)).toBeCloseTo(16, 0);
  expect(error(step)).toBeLessThan(1e-12);
  const { fine: still, rounding } = slopes((t) => Float64Array.of(1 / 3, 1e6 + t), step);
  expect(still[0]).toBe(0);
  expect(rounding[1] / (16 * Number.EPSILON * 1e6)).toBeCloseTo(1 / step, 0);
  expect(Math.abs(still[1] - 1)).toBeLessThan(rounding[1]);
});

it('hasKink tells a corner and a jump from a bend', () => {
  expect(hasKink((t) => Math.max(t, 0), 1e-6, 1e-8)).toBe(true);
  expect(hasKink((t) => Math.floor(t), 1e-6, 1e-8)).toBe(true);
  expect(hasKink((t) => 1e3 * t * t + t, 1e-6, 1e-8)).toBe(false);
  expect(hasKink((t) => 1e6 + t, 1e-6, 1e-8)).toBe(false);
});

it('the fix of a failed check works: graphOf shows the gradient of every step', () => {
  const graph = graphOf((x) => sum(squareWith((v) => v)(x)), tensor([3]));
  expect(graph.nodes.map(({ name, gradient }) => [name, gradient])).toEqual([
    ['x', [3]],
    ['squareWith', [1]],
    ['sum', 1],
  ]);
});
