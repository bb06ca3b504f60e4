import { storageOf } from './base.ts';
import { allocate, type TypedArray } from './dtype.ts';
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
    for (let first = 0; first < lines; first += strip) {
      let open = Array.from(starts.subarray(first, first + strip));
      let names = open.map((_, i) => first + i);
      for (let k = 0; k < within.length && open.length > 0; k++) {
        const at = x.offset + within[k];
        if (!decides(xs, at, open, value === 0)) continue; // the usual case, which writes nothing
        const undecided = open.map((start) => (xs[at + start] === 0) !== (value === 0));
        for (const [i, name] of names.entries()) if (!undecided[i]) ys[name] = value;
        open = open.filter((_, i) => undecided[i]);
        names = names.filter((_, i) => undecided[i]);
      }
    }
    return x.like(ys, out.shape, out.dtype);
  };
}

/** Whether one of these elements is 0, or differs from 0 if `zero` is false. */
function decides(xs: TypedArray, at: number, places: readonly number[], zero: boolean): boolean {
  for (let i = 0; i < places.length; i++) if ((xs[at + places[i]] === 0) === zero) return true;
  return false;
}
