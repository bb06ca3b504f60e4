import type { FloatLanes, Func, Local, Vector } from '../assembler/index.ts';
import { lineBlock } from '../blocks.ts';
import { across, firstLanes } from './across.ts';
import { repeated } from './repeated.ts';

/** Bytes of the stack of {@link sumRow}: for as many sums as a row has doublings of a block. */
export const stackBytes = 8 * 32;

/** A row of neighbours, of which each loop takes four registers at a time. */
export interface Row {
  readonly n: Local<'i32'>;
  /** How many elements the last group has, 0 where it is a whole one. */
  readonly rest: Local<'i32'>;
  /** All bits set in its lanes. */
  readonly inRow: Vector;
}

/** Rows of `n` elements, for the lanes `f`. */
export function rowOf(f: FloatLanes, n: Local<'i32'>): Row {
  const rest = f.fn.let(n.and(4 * f.count - 1));
  return { n, rest, inRow: firstLanes(f, rest) };
}

/**
 * Writes the code that adds up a row group by group, in the one summation order of the house: `next` goes on by a group and says what to
 * add. The sum is left at the bottom of the stack, in which there is room for the block sums that are not added up yet.
 */
export function sumRow(f: FloatLanes, { n, rest, inRow }: Row, stack: Local<'i32'>, next: () => Vector): void {
  const { fn } = f;
  const totals = f.variable(repeated(f.const(0), 4));
  const [left, size, groups, blocks, bits] = Array.from({ length: 5 }, () => fn.local('i32'));
  const free = fn.let(stack);
  left.set(n);
  blocks.set(0);
  fn.while(left.gt(0), () => {
    totals.set(f.const(0));
    size.set(left);
    fn.if(left.gt(lineBlock), () => size.set(lineBlock));
    left.inc(size.mul(-1));
    groups.set(size.div(4 * f.count));
    fn.while(groups.gt(0), () => {
      totals.set(f.add(totals, next()));
      groups.inc(-1);
    });
    fn.if(left.eq(0).and(rest.gt(0)), () => totals.set(f.add(totals, f.and(next(), inRow))));
    const sum = across(f, totals, (_, a, b) => f.add(a, b));
    fn.store(free, f.extractDouble(sum, 0));
    blocks.inc(1);
    // As many pairs of equally long runs of blocks end here as the number of blocks has zeros at its end.
    bits.set(blocks);
    fn.while(bits.and(1).eq(0), () => {
      addTwo(fn, free);
      bits.set(bits.shr(1));
    });
    free.inc(8);
  });
  free.inc(-8);
  fn.while(free.gt(stack), () => addTwo(fn, free));
}

/** Adds the number at `free` to the one below. */
function addTwo(fn: Func, free: Local<'i32'>): void {
  free.inc(-8);
  fn.store(free, fn.load('f64', free).addDouble(fn.load('f64', free, 8)));
}
