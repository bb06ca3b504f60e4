import type { UnaryLoop } from '@hml/tensor/extend';
import { definition, everyLayout, type Fault, onOne, specials, square, squareKernel, takes } from './fault.ts';

/** A kernel made of a formula that may look at the array it writes. */
function kernelOf(value: (v: number, y: unknown) => number): UnaryLoop {
  return (n, x, xOffset, xStride, y, yOffset) => {
    for (let i = 0; i < n; i++) y[yOffset + i] = value(x[xOffset + i * xStride], y);
  };
}

const ignoresStride: UnaryLoop = (n, x, xOffset, _, y, yOffset, attrs) => squareKernel(n, x, xOffset, 1, y, yOffset, attrs);
const ignoresOffset: UnaryLoop = (n, x, _, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = (x.at(i * xStride) ?? 0) ** 2;
};
const stepsOverRepeats: UnaryLoop = (n, x, xOffset, xStride, y, yOffset, attrs) =>
  squareKernel(n, x, xOffset, xStride || 1, y, yOffset, attrs);

/** Loops that compute something else than the definition, somewhere. */
export const kernelFaults: readonly Fault[] = [
  { name: 'a kernel that reads every stride as 1', spec: { cases: onOne(square(ignoresStride)) }, fails: [everyLayout] },
  { name: 'a kernel that reads from the start of the array', spec: { cases: onOne(square(ignoresOffset)) }, fails: [everyLayout] },
  { name: 'a kernel that steps where an axis repeats', spec: { cases: onOne(square(stepsOverRepeats)) }, fails: [everyLayout] },
  {
    name: 'a kernel that turns NaN into 0',
    spec: { cases: onOne(square(kernelOf((v) => (Number.isNaN(v) ? 0 : v ** 2)))) },
    fails: [specials],
    says: /got 0, expected NaN/,
  },
  {
    name: 'a kernel that overflows on the way',
    spec: { cases: onOne(square(kernelOf((v) => (v * 1e300 * v) / 1e300))) },
    fails: [specials],
  },
  {
    name: 'a kernel that ends at the largest number instead of infinity',
    spec: { cases: onOne(square(kernelOf((v) => Math.min(v ** 2, Number.MAX_VALUE)))), dtypes: [] },
    fails: [specials],
  },
  {
    name: 'a kernel that is off in the fourteenth digit',
    spec: { cases: onOne(square(kernelOf((v) => v ** 2 * (1 + 1e-14)))) },
    fails: [definition, specials],
    says: /element \d+ of float64 \[.*\]: got .*, expected .*, off by/,
  },
  {
    name: 'a kernel that is wrong in float32',
    spec: { cases: onOne(square(kernelOf((v, y) => v ** 2 * (y instanceof Float32Array ? 1.000001 : 1)))) },
    fails: [takes('float32')],
  },
  {
    name: 'a kernel that saturates where uint8 wraps around',
    spec: { cases: onOne(square(kernelOf((v, y) => (y instanceof Uint8Array ? Math.min(v ** 2, 255) : v ** 2))), 30) },
    fails: [takes('uint8')],
  },
  {
    name: 'a kernel that saturates where int32 wraps around',
    spec: {
      cases: onOne(square(kernelOf((v, y) => (y instanceof Int32Array ? Math.min(v ** 2, 2 ** 31 - 1) : v ** 2))), 1e6),
      derivative: false,
    },
    fails: [takes('int32')],
  },
];
