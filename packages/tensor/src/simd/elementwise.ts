import { FloatLanes, type LaneType, type Module, Vector } from '../assembler/index.ts';
import { allocate, bytesOf, type TypedArray } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Result, Signature } from '../op.ts';
import { sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engineFor, type Family, type Kernel } from './engine.ts';
import { joined, maskBytes } from './mask.ts';
import { Staged } from './stage.ts';

/** What a formula gives that is not right everywhere. */
export interface Guarded {
  /** The results. */
  readonly value: Vector;
  /** All bits set in the lanes of which the formula knows no result: their block is done again by the plain loop. */
  readonly refused: Vector;
}

/** What becomes of the type of lanes. */
export type LanesResult = Result | 'int32';

/** The formula of an elementwise op on vectors of one operand: one text for float32 and float64. What the op was told comes after it. */
export type UnaryLanes = (f: FloatLanes, x: Vector, ...parameters: Vector[]) => Vector | Guarded;

/** The formula of an elementwise op on vectors of two operands. */
export type BinaryLanes = (f: FloatLanes, a: Vector, b: Vector) => Vector;

/** The formula of an elementwise op on vectors of some operands. */
export type LanesBody = (f: FloatLanes, ...operands: Vector[]) => Vector | Guarded;

/** Computes an op on whole tensors; undefined where the plain loop is to do it. */
export type LanesRun<Attrs = undefined> = (inputs: readonly Tensor[], out: Signature, attrs: Attrs) => Tensor | undefined;

/** Below so many elements the plain loop is faster than copying in and out (measured: the two meet between 200 and 400). */
const crossing = 256;

/** Bytes of each operand that are staged together: three such blocks stay in the first two caches. */
const blockBytes = 1 << 14;

/** Registers that the loop works on side by side. */
const width = 4;

/** What more there may be to an elementwise op. */
export interface ElementwiseOptions<Attrs> {
  /** The loop that does the blocks which a formula of one operand refuses. */
  readonly plain?: UnaryLoop<Attrs>;
  /** The attributes, all of them numbers, that the formula takes after its operands. */
  readonly parameters?: readonly (keyof Attrs)[];
  /** What becomes of the operands' type; where that is bool, the formula gives masks, and integers in the first lanes where it is int32. @defaultValue 'same' */
  readonly result?: LanesResult;
}

/**
 * The SIMD path of an elementwise op with one to three operands: copies them into the workspace block by block, whatever their
 * layout, and runs there the loop that `body` is the formula of. The kernel is assembled when a large tensor first asks for it.
 */
export function elementwise<Attrs = undefined>(
  name: string,
  arity: number,
  body: LanesBody,
  { plain, parameters = [], result = 'same' }: ElementwiseOptions<Attrs> = {},
): LanesRun<Attrs> {
  const all = arity + parameters.length;
  const family = (type: LaneType) => elementwiseFamily(name, all, body, type, result);
  const families = { float32: family('float32'), float64: family('float64') };
  return (inputs, out, attrs) => {
    const type = result === 'bool' || result === 'int32' ? inputs[0].dtype : out.dtype;
    if (type !== 'float32' && type !== 'float64') return undefined;
    const size = out.shape === inputs[0].shape ? inputs[0].size : sizeOf(out.shape);
    const here = engineFor(size, crossing);
    const kernel = here?.kernels(families[type])?.run;
    if (here === undefined || kernel === undefined) return undefined;
    const numbers = parameters.map((key) => inputs[0].like(Float64Array.of(Number(attrs[key])), [], 'float64'));
    const again: Redo | undefined = plain && ((n, x, y) => plain(n, x, 0, 1, y, 0, attrs));
    return runStaged(here, kernel, [...inputs, ...numbers], out, size, type, again);
  };
}

/** Does a block again. */
type Redo = (n: number, x: TypedArray, y: TypedArray) => void;

/**
 * The module of an op in one type: `run(a, b, c, y, n)`, of which the operands that the op does not have are not looked at; it returns
 * 1 if an element was refused, else 0.
 */
export function elementwiseFamily(
  name: string,
  arity: number,
  body: LanesBody,
  type: LaneType,
  result: LanesResult = 'same',
): Family<'run'> {
  return { name: `${name}-${type}`, functions: ['run'], write: (module) => assemble(module, arity, body, type, result) };
}

function assemble(module: Module, arity: number, body: LanesBody, type: LaneType, to: LanesResult): void {
  const run = ['i32', 'i32', 'i32', 'i32', 'i32'] as const;
  module.func(
    'run',
    run,
    (fn, a, b, c, y, n) => {
      const f = new FloatLanes(fn, type);
      const operands = [a, b, c].slice(0, arity);
      const refused = fn.local('i32');
      const formula = (...vectors: Vector[]) => {
        const result = body(f, ...vectors);
        if (result instanceof Vector) return result;
        refused.set(refused.or(f.any(result.refused)));
        return result.value;
      };
      const bools = to === 'bool';
      const registers = bools ? 16 / f.count : width; // as many lanes as a register has bytes
      const lanes = to === 'int32' ? new FloatLanes(fn, 'float32') : f; // only bits are moved
      const bytes = bools ? 1 : lanes.bytes;
      const end = fn.let(y.add(n.mul(bytes)));
      const whole = fn.let(y.add(n.and(-registers * f.count).mul(bytes)));
      const advance = (count: number) => {
        for (const place of operands) place.inc(count * f.bytes);
        y.inc(count * bytes);
      };
      fn.while(y.lt(whole), () => {
        const result = formula(...operands.map((x) => f.load(x, 0, registers)));
        f.store(y, bools ? maskBytes(f, result) : lanes.bytes === f.bytes ? result : joined(f, result, [0, 2]));
        advance(registers * f.count);
      });
      fn.while(y.lt(end), () => {
        const result = formula(...operands.map((x) => f.loadSplat(x)));
        if (bools) fn.storeByte(y, f.any(result));
        else lanes.storeLane(y, result);
        advance(1);
      });
      fn.return(refused);
    },
    'i32',
  );
}

function runStaged(
  { workspace }: Engine,
  kernel: Kernel,
  inputs: readonly Tensor[],
  { shape, dtype }: Signature,
  size: number,
  type: LaneType,
  again: Redo | undefined,
): Tensor {
  const bytes = bytesOf(type);
  const resultBytes = workspace[dtype].BYTES_PER_ELEMENT;
  const block = Math.min(size, blockBytes / bytes);
  const mark = workspace.mark();
  try {
    const places = inputs.map(() => workspace.take(block * bytes));
    const y = workspace.take(block * resultBytes);
    const staged = inputs.map((x) => new Staged(x, shape, size));
    const from = [...places];
    const whole = block === size;
    const ys = whole ? undefined : allocate(dtype, size);
    const at = y / resultBytes;
    for (let start = 0; start < size; start += block) {
      const n = Math.min(block, size - start);
      const view = workspace[type]; // each time: a loop of somebody else's may grow the memory
      for (let k = 0; k < staged.length; k++) {
        if (start === 0 || !staged[k].constant) from[k] = staged[k].next(n, view, places[k] / bytes) * bytes;
      }
      const [a, b = 0, c = 0] = from;
      if (kernel(a, b, c, y, n) !== 0 && again !== undefined) {
        const redone = workspace[dtype].slice(at, at + n);
        again(n, view.slice(a / bytes, a / bytes + n), redone);
        workspace[dtype].set(redone, at);
      }
      ys?.set(workspace[dtype].subarray(at, at + n), start);
    }
    return inputs[0].like(ys ?? workspace[dtype].slice(at, at + size), shape, dtype);
  } finally {
    workspace.reset(mark);
  }
}
