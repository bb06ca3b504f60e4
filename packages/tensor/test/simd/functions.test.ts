import { grad } from '@hml/autograd';
import * as ops from '@hml/tensor';
import { type Tensor, wrap } from '@hml/tensor';
import type { LaneType } from '@hml/tensor/assembler';
import { enginePath, type Path, withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { elementwiseFamily, type LanesBody } from '../../src/simd/elementwise.ts';
import { Engine } from '../../src/simd/engine.ts';
import * as lanes from '../../src/simd/index.ts';
import { Workspace } from '../../src/simd/workspace.ts';
import { randomBits, randomWords } from './draw.ts';

const best = enginePath();
const paths = (['simd', 'relaxed'] as const satisfies Path[]).filter((path) => path === 'simd' || best === 'relaxed');

/** A function on registers, and how many units in the last place float32 may be off. */
interface Case {
  readonly op: (x: Tensor) => Tensor;
  readonly body: LanesBody;
  readonly ulp: number;
  /** Where its formulas change, its results end or begin to be zero, subnormal or infinite. */
  readonly thresholds?: readonly number[];
}

const ends = [-745.1332191019412, -708.3964185322641, 709.782712893384, -103.97208, -87.33655, 88.72284];

const borders = [0.25, 0.75, 28, 9.19, 10.05];

const cases: Readonly<Record<string, Case>> = {
  exp: { op: ops.exp, body: lanes.expLanes, ulp: 1.5, thresholds: ends },
  expm1: { op: ops.expm1, body: lanes.expm1Lanes, ulp: 2, thresholds: [...ends, -37.5, -17.33] },
  tanh: { op: ops.tanh, body: lanes.tanhLanes, ulp: 2.5, thresholds: [1, 22, 9.01] },
  // Its exponential is one unit off, the square of it two.
  sechSquared: { op: grad((x) => ops.sum(ops.tanh(x))), body: lanes.sechSquaredLanes, ulp: 5, thresholds: [354.9, 372.9, 745.2, 44, 52.4] },
  sigmoid: { op: ops.sigmoid, body: lanes.sigmoidLanes, ulp: 2.5, thresholds: ends },
  silu: { op: ops.silu, body: lanes.siluLanes, ulp: 2, thresholds: [...ends, 108.7, 1e300] },
  log: { op: ops.log, body: lanes.logLanes, ulp: 1, thresholds: [2 ** -1022, 2 ** -126, 1, Math.SQRT2, Math.SQRT1_2] },
  log1p: { op: ops.log1p, body: lanes.log1pLanes, ulp: 2, thresholds: [1, Math.SQRT2 - 1, Math.SQRT1_2 - 1] },
  softplus: { op: ops.softplus, body: lanes.softplusLanes, ulp: 2, thresholds: ends },
  logSigmoid: { op: ops.logSigmoid, body: lanes.logSigmoidLanes, ulp: 2, thresholds: ends },
  erf: { op: ops.erf, body: lanes.erfLanes, ulp: 1.5, thresholds: borders },
  erfc: { op: ops.erfc, body: lanes.erfcLanes, ulp: 2, thresholds: borders },
  sin: { op: ops.sin, body: lanes.sinLanes, ulp: 2, thresholds: [1e5, Math.PI / 4, Math.PI / 2, Math.PI, 2 * Math.PI, 314.1592653589793] },
  cos: { op: ops.cos, body: lanes.cosLanes, ulp: 2, thresholds: [1e5, Math.PI / 4, Math.PI / 2, 1.5 * Math.PI, 31.41592653589793] },
  exp2: { op: ops.exp2, body: lanes.exp2Lanes, ulp: 1.5, thresholds: [1024, -1075, -1022, 128, -126, -149, -150, 0.5] },
  mish: { op: ops.mish, body: lanes.mishLanes, ulp: 5, thresholds: [...ends, 1e300] },
  softsign: { op: ops.softsign, body: lanes.softsignLanes, ulp: 2 },
  // Owed is a relative error of 10^-6, which is 8.4 units of the numbers that are a power of two.
  gelu: { op: (x) => ops.gelu(x), body: lanes.geluLanes, ulp: 8.4, thresholds: [-40, -38.5, -13.1, -14.2, 0.75, 1.06] },
  geluTanh: { op: (x) => ops.gelu(x, { approximate: 'tanh' }), body: lanes.geluTanhLanes, ulp: 8.4, thresholds: [-40, -21.5, -10.5] },
};

/** Random bits, random sizes from 2^-12 to 2^12, and the thresholds of either sign with their neighbours. */
function draw(type: LaneType, n: number, seed: number, thresholds: readonly number[] = []): Float32Array | Float64Array {
  const values = randomBits(type, n, seed);
  const words = randomWords(n, seed + 1);
  for (let i = 0; i < n; i++)
    if ((words[i] & 3) > 1) values[i] = (words[i] & 4 ? 1 : -1) * 2 ** ((words[i] >>> 8) / 2 ** 24 / (1 / 24) - 12);
  const near = thresholds.flatMap((t) => [-3, -2, -1, 0, 1, 2, 3].flatMap((k) => [moved(type, t, k), -moved(type, t, k)]));
  values.set(near, 1);
  return values;
}

/** The number `k` places further from zero. */
function moved(type: LaneType, x: number, k: number): number {
  if (type === 'float64')
    return new Float64Array(new BigInt64Array(new Float64Array([x]).buffer).map((bits) => bits + BigInt(k)).buffer)[0];
  return new Float32Array(new Int32Array(new Float32Array([x]).buffer).map((bits) => bits + k).buffer)[0];
}

/** How many units in the last place of float32 lie between a result and the right number. */
function ulps(got: number, right: number): number {
  const rounded = Math.fround(right);
  if (Object.is(got, rounded)) return 0;
  if (got === 0 && rounded === 0) return right === 0 ? Infinity : 0; // only what is no more than rounded to 0 has a sign to keep
  const size = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(right))), -126) - 23);
  const limit = Math.abs(rounded) === Infinity ? Math.sign(rounded) * 2 ** 128 : right;
  return Math.abs((Math.abs(got) === Infinity ? Math.sign(got) * 2 ** 128 : got) - limit) / size;
}

/** What takes no more than an instruction or two on registers, and what is told numbers. */
const simple: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  relu: ops.relu,
  relu6: ops.relu6,
  floor: ops.floor,
  ceil: ops.ceil,
  trunc: ops.trunc,
  round: ops.round,
  sign: ops.sign,
  rsqrt: ops.rsqrt,
  hardSigmoid: ops.hardSigmoid,
  hardSwish: ops.hardSwish,
  'leakyRelu by 0.3': (x) => ops.leakyRelu(x, 0.3),
  'clip to [-0.1, 2]': (x) => ops.clip(x, -0.1, 2),
  'clip below': (x) => ops.clip(x, -1.5),
  'hardtanh to [-2, 0.7]': (x) => ops.hardtanh(x, -2, 0.7),
  isNaN: ops.isNaN,
  isFinite: ops.isFinite,
  isInf: ops.isInf,
  'equal to its reverse': (x) => ops.equal(x, x.slice([null, null, -1])),
  'notEqual to 1': (x) => ops.notEqual(x, 1),
  'less than its reverse': (x) => ops.less(x, x.slice([null, null, -1])),
  'lessEqual to 0': (x) => ops.lessEqual(x, 0),
  'greater than a number': (x) => ops.greater(x, 1.5),
  'greaterEqual to its reverse': (x) => ops.greaterEqual(x.slice([null, null, -1]), x),
  'where, from either of two': (x) => ops.where(ops.greater(x, 0.5), x, x.slice([null, null, -1])),
  'where, from a row or a number': (x) => ops.where(ops.isNaN(x), 7, x),
  'elu of 0.7': (x) => ops.elu(x, 0.7),
  'celu of 1.3': (x) => ops.celu(x, 1.3),
};

describe.runIf(best !== 'plain').each(paths)('on the path %s', (path) => {
  describe.each(Object.entries(cases))('%s', (_, { op, ulp, thresholds }) => {
    const both = (x: Tensor) => [withEngine(path, () => op(x)), withEngine('plain', () => op(x))].map((y) => y.toTypedArray());

    it('gives the bits of the plain loop in float64', () => {
      for (const n of [256, 259, 2048, 2051, 6001]) {
        const x = draw('float64', n, n, thresholds);
        const [got, expected] = both(wrap(x, [n]));
        for (let i = 0; i < n; i++)
          if (!Object.is(got[i], expected[i])) expect.fail(`n = ${n}, of ${x[i]}: ${got[i]} instead of ${expected[i]}`);
      }
    });

    it(`is at most ${ulp} units off in float32`, () => {
      for (const n of [256, 259, 4096, 4099, 12_001]) {
        const x = draw('float32', n, n, thresholds);
        const [got] = both(wrap(x, [n]));
        const right = withEngine('plain', () => op(wrap(Float64Array.from(x), [n]))).toTypedArray();
        for (let i = 0; i < n; i++) {
          const off = ulps(got[i], right[i]);
          if (!(off <= ulp)) expect.fail(`n = ${n}, of ${x[i]}: ${got[i]} instead of ${right[i]}, ${off} units off`);
        }
      }
    });

    it('takes operands of any layout', () => {
      const x = wrap(draw('float64', 70 * 70, 5, thresholds), [70, 70]);
      for (const view of [x.T, x.slice([null, null, -1]), x.slice([1, null, 3], [null, null, 2]), x.slice([0, 1]).broadcastTo([9, 70])]) {
        const [got, expected] = both(view);
        expect(got).toEqual(expected);
      }
    });
  });
});

describe.runIf(best !== 'plain').each(Object.entries(simple))('%s', (_, op) => {
  it.each<LaneType>(['float32', 'float64'])(
    'gives what the plain loop gives in %s: the bits of float64, float32 within 3 units',
    (type) => {
      for (const n of [256, 259, 2048, 4099, 6001]) {
        const x = wrap(draw(type, n, n, [0.5, 1.5, 2.5, 3, 6, 2 ** 23, 2 ** 52, 0.1]), [n]);
        const got = op(x).toTypedArray();
        const right = withEngine('plain', () => op(x.cast('float64'))).toTypedArray();
        const units = (i: number): number => (type === 'float32' ? ulps(got[i], right[i]) : Object.is(got[i], right[i]) ? 0 : Infinity);
        for (let i = 0; i < n; i++)
          if (!(units(i) <= 3)) expect.fail(`n = ${n}, of ${x.toTypedArray()[i]}: ${got[i]} instead of ${right[i]}`);
      }
    },
  );
});

it.each<LaneType>(['float32', 'float64'])('where and comparisons take operands of any layout: %s', (type) => {
  const [x, y] = [wrap(draw(type, 4900, 1), [70, 70]), wrap(draw(type, 4900, 2), [70, 70])];
  const both = (compute: () => Tensor): void => expect(compute().toArray()).toEqual(withEngine('plain', compute).toArray());
  both(() => ops.greater(x.T, y));
  both(() => ops.where(ops.greater(x, y).T, x, y.T));
  both(() => ops.where(ops.greater(x, 0).at(3), x.T, y.slice([0, 1])));
  both(() => ops.where(ops.less(x, 1).slice([null, null, -1]), 1, y.T));
});

describe.runIf(best !== 'plain').each<LaneType>(['float32', 'float64'])('the kernels themselves, %s', (type) => {
  it.each(Object.entries(cases))(
    '%s: at lengths 0 to 70 nothing around the output is touched, and a tail gives what whole registers give',
    (name, { body }) => {
      const workspace = new Workspace();
      const run = new Engine('simd', workspace).kernels(elementwiseFamily(name, 1, body, type))?.run;
      if (run === undefined) throw new Error('the module did not compile');
      const view = workspace[type];
      const bytes = view.BYTES_PER_ELEMENT;
      const x = draw(type, 128, 7);
      view.set(x, 0);
      run(0, 0, 0, 1024 * bytes, 128);
      const whole = view.slice(1024, 1152);
      for (let n = 0; n <= 70; n++) {
        const y = 400 + (n % 7);
        view.fill(12345, 380, 500);
        run((n % 5) * bytes, 0, 0, y * bytes, n);
        for (let i = 0; i < n; i++) expect(view[y + i]).toBe(whole[(n % 5) + i]);
        expect(view.subarray(380, y).every((v) => v === 12345)).toBe(true);
        expect(view.subarray(y + n, 500).every((v) => v === 12345)).toBe(true);
      }
    },
  );

  it('masks: at lengths 0 to 70 the bytes are 0 or 1, and nothing around them is touched', () => {
    const workspace = new Workspace();
    const below: LanesBody = (f, x) => f.lt(x, 0);
    const run = new Engine('simd', workspace).kernels(elementwiseFamily('below', 1, below, type, 'bool'))?.run;
    if (run === undefined) throw new Error('the module did not compile');
    const x = draw(type, 128, 9);
    workspace[type].set(x, 0);
    for (let n = 0; n <= 70; n++) {
      const [from, y] = [n % 5, 4000 + (n % 7)];
      workspace.uint8.fill(77, 3980, 4100);
      run(from * x.BYTES_PER_ELEMENT, 0, 0, y, n);
      expect([...workspace.uint8.subarray(y, y + n)]).toEqual([...x.subarray(from, from + n)].map((v) => Number(v < 0)));
      expect(workspace.uint8.subarray(3980, y).every((v) => v === 77)).toBe(true);
      expect(workspace.uint8.subarray(y + n, 4100).every((v) => v === 77)).toBe(true);
    }
  });
});
