import { stopGradient } from '@hml/autograd';
import {
  add,
  atan,
  atan2,
  broadcastTo,
  concat,
  cos,
  cumsum,
  div,
  einsum,
  erf,
  exp,
  expandDims,
  flip,
  HmlError,
  log1p,
  logAddExp,
  logSoftmax,
  logSumExp,
  matmul,
  mean,
  mT,
  mul,
  outer,
  pad,
  pow,
  prod,
  reshape,
  roll,
  sigmoid,
  sin,
  sinh,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  take,
  tanh,
  tensor,
  tile,
  transpose,
  tril,
  variance,
  where,
} from '@hml/tensor';
import type { Draw } from '@hml/testing';

/** One op of a program: what it is applied to, counted through leaves and earlier results, and what it does. */
export interface Step {
  readonly name: string;
  readonly operands: readonly number[];
  readonly run: (...operands: Tensor[]) => Tensor;
}

/** A function of some leaves, made of 2 to 20 ops. Results that nothing uses are dead branches. */
export interface Program {
  readonly leaves: readonly [Tensor, ...Tensor[]];
  readonly steps: readonly Step[];
}

/** The name of the step that no derivative passes. */
export const island = 'stopGradient';

/** What an op makes of operands of these shapes; undefined where it does not apply. */
type Maker = (draw: Draw, a: Tensor, b: Tensor) => ((a: Tensor, b: Tensor) => Tensor) | undefined;

const aboveOne = (x: Tensor): Tensor => add(square(x), 1);
const alongAxis =
  (run: (x: Tensor, axis: number) => Tensor): Maker =>
  (draw, { ndim }) => {
    if (ndim === 0) return undefined;
    const axis = draw.axis(ndim);
    return (x) => run(x, axis);
  };

/** The ops of one operand; all are smooth everywhere. */
const onOne: Readonly<Record<string, Maker>> = {
  atan: () => atan,
  cos: () => cos,
  erf: () => erf,
  exp: () => exp,
  log1p: () => (x) => log1p(square(x)),
  sigmoid: () => sigmoid,
  sin: () => sin,
  sinh: () => sinh,
  softplus: () => softplus,
  sqrt: () => (x) => sqrt(aboveOne(x)),
  tanh: () => tanh,
  [island]: () => (x) => stopGradient(x),
  sum: (draw, { ndim }) => {
    const axes = draw.axes(ndim);
    return (x) => sum(x, axes);
  },
  mean: (draw, { ndim }) => {
    const axes = draw.axes(ndim);
    return (x) => mean(x, axes, { keepDims: true });
  },
  prod: alongAxis(prod),
  variance: alongAxis(variance),
  logSumExp: alongAxis(logSumExp),
  softmax: alongAxis(softmax),
  logSoftmax: alongAxis(logSoftmax),
  cumsum: alongAxis((x, axis) => cumsum(x, axis)),
  flip: alongAxis(flip),
  roll: alongAxis((x, axis) => roll(x, 1, axis)),
  expandDims: alongAxis(expandDims),
  take: alongAxis((x, axis) => take(x, tensor([0, 0, -1], { dtype: 'int32' }), axis)),
  reshape: () => (x) => reshape(x, [-1]),
  transpose: () => (x) => transpose(x),
  broadcastTo: () => (x) => broadcastTo(x, [2, ...x.shape]),
  tile: () => (x) => tile(x, [2]),
  slice: (_, { ndim }) => (ndim === 0 ? undefined : (x) => slice(x, '...', [null, null, -2])),
  pad: (_, { ndim }) => (ndim === 0 ? undefined : (x) => pad(x, 1)),
  tril: (_, { ndim }) => (ndim < 2 ? undefined : (x) => tril(x)),
  einsum: (_, { ndim }) => (ndim !== 2 ? undefined : (x) => einsum('ij,ik->jk', x, x)),
  gram: (_, { ndim }) => (ndim < 2 ? undefined : (x) => matmul(x, mT(x))),
};

/** The ops of two operands. */
const onTwo: Readonly<Record<string, Maker>> = {
  add: () => add,
  sub: () => sub,
  mul: () => mul,
  div: () => (a, b) => div(a, aboveOne(b)),
  atan2: () => (a, b) => atan2(a, aboveOne(b)),
  pow: () => (a, b) => pow(aboveOne(a), b),
  logAddExp: () => logAddExp,
  where: (draw) => {
    const condition = draw.boolean();
    return (a, b) => where(tensor(condition), a, b);
  },
  matmul: (_, a, b) => (a.ndim === 0 || b.ndim === 0 ? undefined : matmul),
  outer: (_, a, b) => (a.ndim !== 1 || b.ndim !== 1 ? undefined : outer),
  concat: (_, a, b) => (a.ndim === 0 || a.ndim !== b.ndim ? undefined : (x, y) => concat([x, y], -1)),
  stack: (_, a, b) => (a.shape.join() === b.shape.join() ? (x, y) => stack([x, y]) : undefined),
};

/** The names of all ops that programs are made of. */
export const opNames: readonly string[] = [...Object.keys(onOne), ...Object.keys(onTwo)];

/** Draws a program. Operands are any leaves or results so far, so that values are reused, branches meet again, and some go nowhere. */
export function drawProgram(draw: Draw): Program {
  const leaf = (): Tensor => draw.tensor({ shape: draw.shape({ maxRank: 2, minSide: 1, maxSide: 3 }), min: -1, max: 1 });
  const leaves: [Tensor, ...Tensor[]] = [leaf(), ...Array.from({ length: draw.integer(0, 2) }, leaf)];
  const values: Tensor[] = [...leaves];
  const steps: Step[] = [];
  const count = draw.integer(2, 20);
  while (steps.length < count) {
    const step = drawStep(draw, values) ?? { name: 'tanh', operands: [values.length - 1], run: tanh };
    values.push(step.run(...step.operands.map((i) => values[i])));
    steps.push(step);
  }
  return { leaves, steps };
}

/** An op on values drawn among those there are; undefined where it does not apply to them or leads out of bounds. */
function drawStep(draw: Draw, values: readonly Tensor[]): Step | undefined {
  const name = draw.pick(opNames);
  const anyOf = (): number => (draw.boolean() ? values.length - 1 : draw.integer(0, values.length - 1));
  const operands = name in onOne ? [anyOf()] : [anyOf(), anyOf()];
  const [a, b = a] = operands.map((i) => values[i]);
  const run = (onOne[name] ?? onTwo[name])(draw, a, b);
  if (run === undefined) return undefined;
  try {
    const y = run(a, b);
    const tame = y.size > 0 && y.size <= 64 && y.ndim <= 4 && Array.from(y.toTypedArray()).every((value) => Math.abs(value) < 30);
    return tame ? { name, operands, run: (p, q = p) => run(p, q) } : undefined;
  } catch (error) {
    if (error instanceof HmlError) return undefined; // shapes that do not fit
    throw error;
  }
}

/**
 * What a program computes: the sum of its last result and of a scalar made of the one in the middle, so that what lies between may be dead.
 * With `frozen`, islands give these values, whatever is put in.
 */
export function run({ leaves, steps }: Program, inputs: readonly Tensor[], frozen?: ReadonlyMap<Step, Tensor>): Tensor {
  const values = valuesOf({ leaves, steps }, inputs, frozen);
  return add(values[values.length - 1], mean(values[leaves.length + (steps.length >> 1)]));
}

/** All values of a program, its inputs first. */
export function valuesOf({ steps }: Program, inputs: readonly Tensor[], frozen?: ReadonlyMap<Step, Tensor>): Tensor[] {
  const values = [...inputs];
  for (const step of steps) values.push(frozen?.get(step) ?? step.run(...step.operands.map((i) => values[i])));
  return values;
}

/** A program in words, for the message of a failure. */
export function describeProgram({ leaves, steps }: Program): string {
  const inputs = leaves.map((x, i) => `v${i} = [${x.shape.join(', ')}]`);
  const lines = steps.map(({ name, operands }, i) => `v${leaves.length + i} = ${name}(${operands.map((k) => `v${k}`).join(', ')})`);
  return [...inputs, ...lines].join('\n');
}
