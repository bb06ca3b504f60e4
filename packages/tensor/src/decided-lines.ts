import { storageOf } from './base.ts';
import { allocate } from './dtype.ts';
import { offsets, permuted } from './layout.ts';
import type { Signature } from './op.ts';
import { sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** How many lines are looked through together: neighbours, where the operand lies across, share cache lines. */
const strip = 64;

/** A reduction of which one element can decide a line. */
type Decision = (x: Tensor, attrs: { readonly axes: readonly number[] }, out: Signature) => Tensor | undefined;

/**
 * Lines that do not lie in one piece, looked through side by side, each until an element decides it: one that differs from 0 that it is 1,
 * or one that is 0 that it is 0. Undefined for lines in one piece, and for a single one: those a kernel reads until then.
 */
export function decidedLines(value: 0 | 1): Decision {
  return (x, { axes }, out) => {
    const kept = [...x.shape.keys()].filter((i) => !axes.includes(i));
    const lines = sizeOf(kept.map((i) => x.shape[i]));
    if (lines < 2 || permuted(x, [...kept, ...axes]).contiguous) return undefined;
    const along = (some: readonly number[]) =>
      offsets(
        some.map((i) => x.shape[i]),
        some.map((i) => x.strides[i]),
      );
    const [starts, within] = [along(kept), along(axes)];
    const xs = storageOf(x);
    const ys = allocate(out.dtype, lines).fill(1 - value);
    const open = new Int32Array(strip);
    for (let first = 0; first < lines; first += strip) {
      let left = Math.min(strip, lines - first);
      for (let i = 0; i < left; i++) open[i] = first + i;
      for (let k = 0; k < within.length && left > 0; k++) {
        const at = x.offset + within[k];
        let undecided = 0;
        for (let i = 0; i < left; i++) {
          const line = open[i];
          if ((xs[at + starts[line]] === 0) === (value === 0)) ys[line] = value;
          else open[undecided++] = line;
        }
        left = undecided;
      }
    }
    return x.like(ys, out.shape, out.dtype);
  };
}
