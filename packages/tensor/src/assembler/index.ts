/**
 * A small assembler: kernels for WebAssembly, written in TypeScript, that read like the loops they make.
 *
 * Two rules suffice. Integers and addresses are *formulas*: computed where a statement uses them. Vectors are *values*: every load
 * and every operation of `f` happens where it is written and is kept, so a result may be used as often as one likes.
 *
 * A complete kernel: $y_i \leftarrow a x_i + y_i$ for `n` elements, four registers at a time, then one element at a time.
 *
 * @example
 * import { FloatLanes, Module } from '@hml/tensor/assembler';
 * const module = new Module();
 * module.func('axpy', ['f32', 'i32', 'i32', 'i32'], (fn, a, x, y, n) => {
 *   const f = new FloatLanes(fn, 'float32');
 *   const scale = f.splat(a);
 *   const end = fn.let(y.add(n.shl(2))); // `let` computes a formula now: y will move on
 *   const whole = fn.let(y.add(n.and(-16).shl(2))); // 16 elements are four registers
 *   fn.while(y.lt(whole), () => {
 *     f.store(y, f.mulAdd(scale, f.load(x, 0, 4), f.load(y, 0, 4)));
 *     x.inc(64);
 *     y.inc(64);
 *   });
 *   fn.while(y.lt(end), () => { // the tail: the same formula, of which one lane is kept
 *     f.storeLane(y, f.mulAdd(scale, f.loadSplat(x), f.loadSplat(y)));
 *     x.inc(4);
 *     y.inc(4);
 *   });
 * });
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
 * const values = new Float32Array(memory.buffer);
 * values.set([1, 2, 3], 0);
 * values.set([10, 10, 10], 100);
 * if (typeof instance.exports.axpy === 'function') instance.exports.axpy(2, 0, 400, 3);
 * values.slice(100, 104) // Float32Array [12, 14, 16, 0]
 *
 * @packageDocumentation
 */
export { type Emit, Expr, type Int, instruction, type ValueType } from './expr.ts';
export { type Arguments, type Callee, Func, Local } from './func.ts';
export { FloatLanes, type FloatOptions, IntLanes, type LaneType } from './lanes.ts';
export { Module, type Params } from './module.ts';
export { Lanes, type Layout, type Operand, Vector, VectorVariable } from './vector.ts';
