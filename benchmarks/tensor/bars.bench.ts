import { add, matmul, mul, sigmoid, softmax, sum, type Tensor, tanh, transpose, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath } from '@hml/tensor/extend';
import { elementwiseFamily, type LanesBody } from '../../packages/tensor/src/simd/elementwise.ts';
import { Engine } from '../../packages/tensor/src/simd/engine.ts';
import { exp as expOf } from '../../packages/tensor/src/simd/math/exp.ts';
import { log as logOf } from '../../packages/tensor/src/simd/math/log.ts';
import { sigmoid as sigmoidOf } from '../../packages/tensor/src/simd/math/sigmoid.ts';
import { tanh as tanhOf } from '../../packages/tensor/src/simd/math/tanh.ts';
import { Workspace } from '../../packages/tensor/src/simd/workspace.ts';
import { torchTimes } from '../torch.ts';
import { ordinary, residentProduct } from './operands.ts';
import { peak } from './peak.ts';

/** A call, what it is held against, and how many times the latter's time it may take. */
interface Bar {
  readonly name: string;
  readonly call: () => unknown;
  readonly against?: () => unknown;
  /** What `against` is; without it the time is held against a microsecond. */
  readonly what: string;
  readonly atMost: number;
  /** Units of work of both, where they differ: the times are taken per unit. */
  readonly units?: readonly [number, number];
}

/** Microseconds that each of the calls takes, by turns: the medians, since what disturbs one disturbs the other as often. */
function byTurns(calls: ReadonlyArray<() => unknown>, milliseconds = 500): number[] {
  const repeats = calls.map((call) => {
    call();
    const start = performance.now();
    call();
    return Math.max(1, Math.ceil(0.2 / Math.max(performance.now() - start, 1e-4)));
  });
  const times: number[][] = calls.map(() => []);
  for (const start = performance.now(); performance.now() - start < milliseconds || times[0].length < 5; ) {
    for (const [i, call] of calls.entries()) {
      const before = performance.now();
      for (let r = 0; r < repeats[i]; r++) call();
      times[i].push((1e3 * (performance.now() - before)) / repeats[i]);
    }
  }
  return times.map((list) => list.sort((x, y) => x - y)[list.length >> 1]);
}

function products(): Bar[] {
  return (['float32', 'float64'] as const).flatMap((type) => {
    const fused = type === 'float32' && enginePath() === 'relaxed';
    const limit = peak(type, fused);
    const matrix = (rows: number, columns: number): Tensor => wrap(ordinary(type, rows * columns), [rows, columns]);
    const kernels = [256, 512, 1024].flatMap((n): Bar[] => {
      const call = residentProduct(type, n);
      if (limit === undefined || call === undefined) return [];
      const atMost = 1 / (type === 'float32' ? 0.72 : 0.7);
      return [{ name: `kernel ${n}, ${type}`, call, against: limit.run, what: 'the peak', atMost, units: [2 * n ** 3, limit.operations] }];
    });
    const [a, b, c, d] = [matrix(512, 512), matrix(512, 512), matrix(511, 511), matrix(511, 511)];
    const beside = (name: string, against: () => unknown, call: () => unknown, units: readonly [number, number]): Bar => ({
      ...{ name: `${name}, ${type}`, call, against, units },
      ...{ what: 'the plain case', atMost: 1.15 },
    });
    const plain = (): unknown => matmul(a, b);
    const odd = [matrix(127, 333), matrix(333, 65), matrix(128, 336), matrix(336, 64)] as const;
    const vectors = [512, 2000].map((n): Bar => {
      const [m, v] = [matrix(n, n), wrap(ordinary(type, n), [n])];
      return { name: `matrix ${n}×${n} and vector, ${type}`, call: () => matmul(m, v), ...copying(type, n * n), atMost: 2.5 };
    });
    return [
      ...kernels,
      beside('511 beside 512', plain, () => matmul(c, d), [2 * 511 ** 3, 2 * 512 ** 3]),
      beside(
        '127×333×65 beside 128×336×64',
        () => matmul(odd[2], odd[3]),
        () => matmul(odd[0], odd[1]),
        [127 * 333 * 65, 128 * 336 * 64],
      ),
      beside('left transposed, 512', plain, () => matmul(transpose(a), b), [1, 1]),
      beside('right transposed, 512', plain, () => matmul(a, transpose(b)), [1, 1]),
      beside('both transposed, 512', plain, () => matmul(transpose(a), transpose(b)), [1, 1]),
      ...vectors,
    ];
  });
}

/** Copying so many elements into an array that exists. */
function copying(type: LaneType, n: number): Pick<Bar, 'against' | 'what'> {
  const [from, to] = [ordinary(type, n), ordinary(type, n)];
  return { against: () => to.set(from), what: 'a copy into an existing array' };
}

function passes(): Bar[] {
  return (['float32', 'float64'] as const).flatMap((type) => {
    const n = 1000;
    const values = ordinary(type, n * n);
    const [x, y, few, row] = [wrap(values, [n, n]), wrap(ordinary(type, n * n), [n, n]), wrap(ordinary(type, 16)), wrap(ordinary(type, n))];
    const [wide, other] = [wrap(ordinary(type, 2 * n * n), [n, 2 * n]), wrap(ordinary(type, 2 * n * n), [n, 2 * n])];
    const [stepped, second] = [wide, other].map((m) => m.slice([], [0, 2 * n, 2]));
    const slice = { against: () => values.slice(), what: 'a slice of the result' };
    const plain = { against: () => add(x, y), what: 'contiguous operands', atMost: 2 };
    return [
      { name: `add of 16, ${type}`, call: () => add(few, few), what: 'a microsecond', atMost: type === 'float32' ? 0.4 : 1 },
      { name: `add of 10⁶, ${type}`, call: () => add(x, y), ...slice, atMost: 2.5 },
      { name: `mul of 10⁶, ${type}`, call: () => mul(x, y), ...slice, atMost: 2.5 },
      { name: `add of a row to each, ${type}`, call: () => add(x, row), ...plain },
      { name: `add of a transposed operand, ${type}`, call: () => add(x, transpose(y)), ...plain },
      { name: `add of operands of step 2, ${type}`, call: () => add(stepped, second), ...plain },
      { name: `sum along rows, 1000×1000, ${type}`, call: () => sum(x, 1), ...copying(type, n * n), atMost: 2.5 },
      { name: `sum along columns, 1000×1000, ${type}`, call: () => sum(x, 0), ...copying(type, n * n), atMost: 2.5 },
    ];
  });
}

/** A function of 10⁶ float32 elements that lie in the workspace. */
function residentFunction(name: string, body: LanesBody): (() => unknown) | undefined {
  const path = enginePath();
  if (path === 'plain') return undefined;
  const workspace = new Workspace();
  const kernel = new Engine(path, workspace).kernels(elementwiseFamily(name, 1, body, 'float32'))?.run;
  const n = 1e6;
  const [x, y] = [workspace.take(4 * n), workspace.take(4 * n)];
  workspace.float32.set(ordinary('float32', n), x / 4);
  return kernel && (() => kernel(x, 0, 0, y, n));
}

const functions: Readonly<Record<string, readonly [LanesBody, number]>> = {
  exp: [expOf, 2],
  log: [logOf, 2],
  sigmoid: [sigmoidOf, 2],
  tanh: [tanhOf, 1],
};

/** Rows against PyTorch, which runs before and after ours: the fastest of both sides. */
function* besideTorch(): Generator<string> {
  const values = ordinary('float32', 1e6);
  const [long, short] = [wrap(values, [1000, 1000]), wrap(values, [100_000, 10])];
  const rows: [name: string, call: (() => unknown) | undefined, expression: string, atMost: number][] = [
    ...Object.entries(functions).map(([name, [body, atMost]]): [string, (() => unknown) | undefined, string, number] => [
      ...([`${name} of 10⁶, resident`, residentFunction(name, body), `torch.${name}(x, out=y)`, atMost] as const),
    ]),
    ['softmax 1000×1000', () => softmax(long), 'torch.softmax(m, 1)', 2.4],
    ['softmax 100000×10', () => softmax(short), 'torch.softmax(z, 1)', 1],
    ['tanh of 10⁶, whole call', () => tanh(long), 'torch.tanh(x)', Number.NaN],
    ['sigmoid of 10⁶, whole call', () => sigmoid(long), 'torch.sigmoid(x)', Number.NaN],
  ];
  const setup =
    'x = (torch.arange(10**6) * 7919 % 1009).float() / 1009; y = torch.empty(10**6); m = x.reshape(1000, 1000); z = x.reshape(100000, 10)';
  const times = (): readonly number[] =>
    torchTimes(
      setup,
      rows.map(([, , expression]) => expression),
    );
  const before = times();
  const fastest = rows.map(([, call]) => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; call !== undefined && i < 60; i++) {
      const start = performance.now();
      call();
      best = Math.min(best, 1e3 * (performance.now() - start));
    }
    return best;
  });
  const after = times();
  for (const [i, [name, , , atMost]] of rows.entries()) {
    const torch = Math.min(before[i] ?? Number.NaN, after[i] ?? Number.NaN);
    yield line(`${name}, float32`, fastest[i], torch, atMost, 'PyTorch, one thread');
  }
}

function line(name: string, ours: number, theirs: number, atMost: number, what: string): string {
  const cells = [ours.toPrecision(4), theirs.toPrecision(4), (ours / theirs).toFixed(2)].map((cell) => cell.padStart(11));
  const limit = Number.isNaN(atMost) ? '' : `at most ${atMost.toFixed(2)}${ours / theirs > atMost ? '  MISSED' : ''}`;
  return `${name.padEnd(42)}${cells.join('')}   ${limit.padEnd(22)} of ${what}`;
}

/**
 * What kernels are held to, each beside the thing that it is held against, by turns in one run. Products are compared per operation;
 * times are in microseconds, per thousand operations where that is the unit.
 */
export default function* barsBench(): Generator<string> {
  yield `${''.padEnd(42)}${['ours', 'beside it', 'ratio'].map((head) => head.padStart(11)).join('')}`;
  for (const { name, call, against, what, atMost, units } of [...products(), ...passes()]) {
    const [ours, theirs = 1] = byTurns(against === undefined ? [call] : [call, against]);
    const [own, other] = units === undefined || units[0] === units[1] ? [1, 1] : units.map((count) => count / 1e3);
    yield line(name, ours / own, theirs / other, atMost, what);
  }
  yield* besideTorch();
}
