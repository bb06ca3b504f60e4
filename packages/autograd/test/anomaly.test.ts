import { AnomalyError, anomaly, customGradient, grad, jvp, Parameter, valueAndGrad, vjp } from '@hml/autograd';
import {
  add,
  Cell,
  DataError,
  div,
  exp,
  isNaN as isNotANumber,
  log,
  matmul,
  mul,
  NotDifferentiableError,
  softmax,
  sqrt,
  sub,
  sum,
  type Tensor,
  tensor,
  where,
} from '@hml/tensor';
import { scope, trace } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

function thrown(call: () => unknown): AnomalyError {
  try {
    call();
  } catch (error) {
    if (error instanceof AnomalyError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The line on which this is called, by another way than the one tested. */
function line(): number {
  const [, , caller] = String(new Error().stack).split('\n');
  return Number(caller.split(':').at(-2));
}

it('anomaly names the op, the line, the element and the range of the input of the first NaN', () => {
  let expected = 0;
  const error = thrown(() =>
    anomaly(() => {
      const x = sub(tensor([3, 2, 0.5]), 1);
      expected = line() + 1;
      const y = log(x);
      return sum(mul(y, 2));
    }),
  );
  expect([error.op, error.direction, error.index, error.value]).toEqual(['log', 'forward', 2, Number.NaN]);
  expect(error.inputRanges).toEqual([{ minimum: -0.5, maximum: 2 }]);
  expect([error.site?.file.endsWith('/anomaly.test.ts'), error.site?.line]).toEqual([true, expected]);
  expect(error.message).toMatch(
    /^log: the first NaN\n {2}expected: finite numbers\n {2}got: {6}NaN at element 2 of \[3\], from anomaly\.test\.ts:/,
  );
  expect(error.message).toContain('input 0 lies between -0.5 and 2');
});

it('anomaly finds the first infinity, and an infinity that turns into NaN', () => {
  expect(thrown(() => anomaly(() => exp(tensor([1, 1000])))).value).toBe(Infinity);
  const { op, value, inputRanges } = thrown(() => anomaly(() => sub(tensor([Infinity]), tensor([Infinity]))));
  expect([op, value, inputRanges[0].minimum]).toEqual(['sub', Number.NaN, Infinity]);
});

it('anomaly names the line of the op whose gradient went wrong, through any number of tapes', () => {
  let expected = 0;
  const f = (x: Tensor): Scalar => {
    const y = mul(x, 2);
    expected = line() + 1;
    const z = sqrt(y);
    return sum(mul(z, 3));
  };
  const calls: (() => unknown)[] = [
    () => grad(f)(tensor([4, 0])),
    () => valueAndGrad(() => f(cell.value), [cell]),
    () => jvp(f, [tensor([4, 0])], [tensor([1, 1])]),
    () => grad((x: Tensor) => sum(grad(f)(x)))(tensor([4, 0])),
  ];
  const cell = new Cell(tensor([4, 0]));
  for (const [i, call] of calls.entries()) {
    const error = thrown(() => anomaly(call));
    expect([error.op, error.direction, error.index]).toEqual(['sqrt', i === 2 ? 'tangent' : 'backward', 1]);
    expect(error.site?.line).toBe(expected);
    expect(error.inputRanges).toEqual([{ minimum: 0, maximum: 8 }]);
    expect(error.message).toMatch(/sqrt: the first infinity in a (gradient|tangent)/);
  }
});

it('anomaly names an op of second order by the line of the op it comes from', () => {
  let expected = 0;
  const f = (x: Tensor): Scalar => {
    expected = line() + 1;
    return sum(mul(x, sqrt(x))); // x^1.5: its first derivative is 0 at 0, its second infinite
  };
  const error = thrown(() => anomaly(() => grad((x: Tensor) => sum(grad(f)(x)))(tensor([0]))));
  expect(error.site?.line).toBe(expected);
});

it('anomaly sees through a where that hides the value but not the slope: 0 · ∞', () => {
  const f = (x: Tensor): Scalar => sum(where(x.greater(0), sqrt(x), 0));
  expect(anomaly(() => f(tensor([0, 1])))).toBeDefined();
  const error = thrown(() => anomaly(() => grad(f)(tensor([0, 1]))));
  expect([error.op, error.direction, error.value]).toEqual(['sqrt', 'backward', Number.NaN]);
});

it('anomaly lets masks of infinities through, and what undoes a NaN', () => {
  const masked = anomaly(() => softmax(where(tensor([true, false]), tensor([1, 2]), -Infinity)));
  expect(masked.toArray()).toEqual([1, 0]);
  expect(anomaly(() => isNotANumber(tensor([Number.NaN]))).toArray()).toEqual([true]);
  expect(anomaly(() => sum(tensor([1e300, 1e300]))).item()).toBe(2e300);
});

it('anomaly names no line where it did not see the call of the op: a loss from before, a customGradient that computes nothing', () => {
  const loss = sum(sqrt(new Parameter(tensor([4, 0]))));
  const same = customGradient((x: Tensor) => x, { name: 'same', vjp: ({ dy }) => [div(dy, 0)] });
  const { pullback } = vjp(log, [tensor([1, 0])]);
  const calls: (readonly [name: string, call: () => unknown])[] = [
    ['sqrt', () => loss.backward()],
    ['same', () => grad((x) => sum(same(x)))(tensor([1]))],
    ['log', () => pullback(tensor([1, 1]))],
  ];
  for (const [name, call] of calls) {
    const error = thrown(() => anomaly(call));
    expect([error.op, error.direction, error.site]).toEqual([name, 'backward', undefined]);
    expect(error.got).toMatch(/the call of the op was not seen: let anomaly run the forward pass too/);
    expect(error.message).not.toMatch(/\.ts:/);
  }
});

it('anomaly names the line in a customGradient that computes something', () => {
  const expected = line() + 1;
  const twice = customGradient((x: Tensor) => mul(x, 2), { name: 'twice', vjp: ({ dy }) => [div(dy, 0)] });
  const error = thrown(() => anomaly(() => grad((x) => sum(twice(x)))(tensor([1]))));
  expect([error.op, error.site?.line]).toEqual(['twice', expected]);
  expect(error.site?.file.endsWith('/anomaly.test.ts')).toBe(true);
});

it('anomaly says when a NaN came in from outside, at its first use', () => {
  const error = thrown(() => anomaly(() => sum(matmul(tensor([[1, Number.NaN]]), tensor([[1], [1]])))));
  expect([error.op, error.what]).toEqual(['matmul', 'a NaN came in from outside']);
  const { pullback } = vjp((x) => mul(x, 2), [tensor([1])]);
  expect(thrown(() => anomaly(() => pullback(tensor([Number.NaN])))).what).toBe('a NaN came in from outside in a gradient');
});

it('anomaly returns what the function returns, is over afterwards, and refuses promises', () => {
  expect(anomaly(() => 'done')).toBe('done');
  thrown(() => anomaly(() => div(tensor(1), 0)));
  expect(scope).toBeUndefined();
  expect(div(tensor(1), 0).item()).toBe(Infinity);
  expect(() => anomaly(async () => 1)).toThrow(DataError);
  expect(() => anomaly(() => grad((x: Tensor) => sum(x.mul(1)))(tensor([1])))).not.toThrow(NotDifferentiableError);
});

it('anomaly leaves a trace alone, which has no values', () => {
  const graph = anomaly(() => trace((x) => log(x), [tensor([-1])]));
  expect(graph.nodes.length).toBe(2);
  expect(trace((x) => anomaly(() => add(log(x), 1)), [tensor([-1])]).nodes.length).toBe(4);
});
