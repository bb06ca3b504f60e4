import { compiled } from '#wasm';
import { FloatLanes, Module } from '../assembler/index.ts';

/** How kernels run here: as plain TypeScript loops, in SIMD, or in SIMD that can multiply and add with one rounding. */
export type Path = 'plain' | 'simd' | 'relaxed';

/**
 * The best path of this engine, found by compiling a module of one instruction: some hosts say that they could
 * (`WebAssembly.validate`) and then refuse to compile.
 */
export function bestPath(): Path {
  if (!compiles(false)) return 'plain';
  return compiles(true) ? 'relaxed' : 'simd';
}

function compiles(fused: boolean): boolean {
  try {
    const module = compiled(fused ? 'probe.relaxed' : 'probe.simd') ?? new WebAssembly.Module(probe(fused));
    return new WebAssembly.Instance(module, { env: { memory: new WebAssembly.Memory({ initial: 1 }) } }).exports.probe !== undefined;
  } catch {
    return false; // no WebAssembly at all, no SIMD, or no permission to compile: all the same to us
  }
}

/** A module of one instruction, which multiplies and adds with one rounding or with two. */
export function probe(fused: boolean): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.func('probe', ['i32'], (fn, x) => {
    const f = new FloatLanes(fn, 'float32', { fused });
    const one = f.const(1);
    f.store(x, f.mulAdd(one, one, one));
  });
  return module.bytes();
}
