import { storageOf } from './base.ts';
import { rowMajor, type Shape, sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** Strides with which an operand is read as if it had `shape`: 0 along the axes that repeat. */
export function broadcastStrides(x: { readonly shape: Shape; readonly strides: readonly number[] }, shape: Shape): readonly number[] {
  const missing = shape.length - x.shape.length;
  return shape.map((n, i) => (i < missing || (x.shape[i - missing] === 1 && n !== 1) ? 0 : x.strides[i - missing]));
}

/** Axes from the innermost outwards: their sizes, and by how much each operand steps along them. */
export interface Axes {
  readonly sizes: number[];
  readonly steps: number[][];
}

/** The axes from the innermost outwards, those of size 1 left out and those that lie evenly behind each other as one. */
export function mergeAxes(shape: Shape, strides: readonly (readonly number[])[]): Axes {
  const sizes: number[] = [];
  const steps: number[][] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 1) continue;
    const step = strides.map((s) => s[axis]);
    const last = sizes.length - 1;
    if (last >= 0 && step.every((s, k) => s === steps[last][k] * sizes[last])) sizes[last] *= shape[axis];
    else {
      sizes.push(shape[axis]);
      steps.push(step);
    }
  }
  return sizes.length === 0 ? { sizes: [1], steps: [strides.map(() => 0)] } : { sizes, steps };
}

/** A view of `x` with its axes in another order. */
export function permuted(x: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((axis) => x.shape[axis]);
  const strides = order.map((axis) => x.strides[axis]);
  return x.like(storageOf(x), Object.freeze(shape), x.dtype, strides, x.offset);
}

/**
 * The axes from the one along which memory is stepped through farthest to the one with neighbours. Where elements repeat, that
 * says nothing: the axes as they are.
 */
export function memoryOrder(x: { readonly shape: Shape; readonly strides: readonly number[] }): readonly number[] {
  const axes = [...x.shape.keys()];
  return x.strides.includes(0) ? axes : axes.sort((a, b) => Math.abs(x.strides[b]) - Math.abs(x.strides[a]));
}

/** Strides without gaps for a fresh array of `shape` whose axes lie in memory in this order. */
export function stridesInOrder(shape: Shape, order: readonly number[]): readonly number[] {
  const laid = rowMajor(order.map((axis) => shape[axis]));
  return shape.map((_, axis) => laid[order.indexOf(axis)]);
}

/** Where each element of a strided array lies, in row-major order of its index. */
export function offsets(shape: Shape, strides: readonly number[]): Int32Array {
  const size = sizeOf(shape);
  const result = new Int32Array(size);
  const period = rowMajor(shape);
  for (let axis = 0; axis < shape.length; axis++) {
    for (let i = 0; i < size; i++) result[i] += (Math.floor(i / period[axis]) % shape[axis]) * strides[axis];
  }
  return result;
}
