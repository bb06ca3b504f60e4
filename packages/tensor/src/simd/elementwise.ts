import { FloatLanes, type LaneType, Module, type Vector } from '../assembler/index.ts';
import { allocate } from '../dtype.ts';
import type { Signature } from '../op.ts';
import { sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Engine, engine, type Family, type Kernel } from './engine.ts';
import { Staged } from './stage.ts';

/** The formula of an elementwise op on vectors of one operand: one text for float32 and float64. */
export type UnaryLanes = (f: FloatLanes, x: Vector) => Vector;

/** The formula of an elementwise op on vectors of two operands. */
export type BinaryLanes = (f: FloatLanes, a: Vector, b: Vector) => Vector;

/** The formula of an elementwise op on vectors of some operands. */
export type LanesBody = (f: FloatLanes, ...operands: Vector[]) => Vector;

/** Computes an op on whole tensors; undefined where the plain loop is to do it. */
export type LanesRun = (inputs: readonly Tensor[], out: Signature) => Tensor | undefined;

/** Below so many elements the plain loop is faster than copying in and out (measured: the two meet between 200 and 400). */
const crossing = 256;

/** Bytes of each operand that are staged together: three such blocks stay in the first two caches. */
const blockBytes = 1 << 14;

/** Registers that the loop works on side by side. */
const width = 4;

/**
 * The SIMD path of an elementwise op with one to three operands: copies them into the workspace block by block, whatever their
 * layout, and runs there the loop that `body` is the formula of. The kernel is assembled when a large tensor first asks for it.
 */
export function elementwise(name: string, arity: number, body: LanesBody): LanesRun {
  const families = { float32: elementwiseFamily(name, arity, body, 'float32'), float64: elementwiseFamily(name, arity, body, 'float64') };
  return (inputs, out) => {
    const { dtype } = out;
    if (dtype !== 'float32' && dtype !== 'float64') return undefined;
    const size = out.shape === inputs[0].shape ? inputs[0].size : sizeOf(out.shape);
    if (size < crossing) return undefined;
    const here = engine();
    const kernel = here?.kernels(families[dtype])?.run;
    return here && kernel && runStaged(here, kernel, inputs, out, size, dtype);
  };
}

/** The module of an op in one type: `run(a, b, c, y, n)`, of which the operands that the op does not have are not looked at. */
export function elementwiseFamily(name: string, arity: number, body: LanesBody, type: LaneType): Family<'run'> {
  return { name: `${name}-${type}`, functions: ['run'], build: () => assemble(arity, body, type) };
}

function assemble(arity: number, body: LanesBody, type: LaneType): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.func('run', ['i32', 'i32', 'i32', 'i32', 'i32'], (fn, a, b, c, y, n) => {
    const f = new FloatLanes(fn, type);
    const operands = [a, b, c].slice(0, arity);
    const end = fn.let(y.add(n.mul(f.bytes)));
    const whole = fn.let(y.add(n.and(-width * f.count).mul(f.bytes)));
    const advance = (bytes: number) => {
      for (const place of [...operands, y]) place.inc(bytes);
    };
    fn.while(y.lt(whole), () => {
      f.store(y, body(f, ...operands.map((x) => f.load(x, 0, width))));
      advance(16 * width);
    });
    fn.while(y.lt(end), () => {
      f.storeLane(y, body(f, ...operands.map((x) => f.loadSplat(x))));
      advance(f.bytes);
    });
  });
  return module.bytes();
}

function runStaged(
  { workspace }: Engine,
  kernel: Kernel,
  inputs: readonly Tensor[],
  { shape }: Signature,
  size: number,
  dtype: LaneType,
): Tensor {
  const bytes = dtype === 'float32' ? 4 : 8;
  const block = Math.min(size, blockBytes / bytes);
  const mark = workspace.mark();
  try {
    const places = inputs.map(() => workspace.take(block * bytes));
    const y = workspace.take(block * bytes);
    const staged = inputs.map((x) => new Staged(x, shape, size));
    const view = workspace[dtype];
    const from = [...places];
    const whole = block === size;
    const ys = whole ? undefined : allocate(dtype, size);
    const at = y / bytes;
    for (let start = 0; start < size; start += block) {
      const n = Math.min(block, size - start);
      for (let k = 0; k < staged.length; k++) {
        if (start === 0 || !staged[k].constant) from[k] = staged[k].next(n, view, places[k] / bytes) * bytes;
      }
      const [a, b = 0, c = 0] = from;
      kernel(a, b, c, y, n);
      ys?.set(view.subarray(at, at + n), start);
    }
    return inputs[0].like(ys ?? view.slice(at, at + size), shape, dtype);
  } finally {
    workspace.reset(mark);
  }
}
