import { type Expr, FloatLanes, type Int, type LaneType, type Module, type Vector, type VectorVariable } from '../assembler/index.ts';
import type { Family } from './engine.ts';
import { integers, repeated } from './repeated.ts';

/** Registers side by side in a tile. */
const width = 2;

/** How many columns a tile of the result has. */
export function tileColumns(type: LaneType): number {
  return type === 'float32' ? 4 * width : 2 * width;
}

/**
 * How many rows a tile of the result has. Its sums, two registers of the right operand and one of the left fill the sixteen
 * registers that there are; a product that is not fused with its sum needs one more.
 */
export function tileRows(fused: boolean): number {
  return fused ? 6 : 5;
}

/** How many elements of each line one round of the inner loop takes: their addresses then cost less than their products. */
const unrolled = 4;

/** A finished tile is added to what is there. */
export const accumulateMode = 1;
/** The bias is added to each row of a finished tile. */
export const biasMode = 2;
/** What is below 0 in a finished tile becomes 0. */
export const reluMode = 4;
/** A finished tile is taken from what is there. */
export const subtractMode = 8;
/** Tiles that lie wholly above the diagonal are left out. */
export const lowerMode = 16;

/**
 * The kernels of the matrix product. Both operands are sets of *lines*, the rows of the left and the columns of the right one:
 * each line of one meets each line of the other. `multiply` computes the product tile by tile, the left operand in place, the right one
 * in place or in panels.
 */
export const matmulFamilies: Readonly<Record<LaneType, Family<'multiply'>>> = {
  float32: matmulFamily('float32'),
  float64: matmulFamily('float64'),
};

function matmulFamily(type: LaneType): Family<'multiply'> {
  return {
    name: `matmul-${type}`,
    functions: ['multiply'],
    write: (module, canFuse) => {
      multiply(module, type, fusedIn(type, canFuse));
    },
  };
}

/** float64 gives the same bits on every engine. */
export function fusedIn(type: LaneType, canFuse: boolean): boolean {
  return canFuse && type === 'float32';
}

/**
 * y [m, n], whose rows lie `yStep` bytes apart, from m lines of a and n lines of b of k elements each. Element l of line i of a
 * lies at `a + i · aStep + l · aInner` where `aInner` is one element; otherwise the lines are in panels, and this holds for the first
 * line of each panel, beside which the others lie. The lines of b lie element by element beside each other, `bInner` bytes from one element
 * to the next, those for one tile `bPanel` bytes behind those for the tile before.
 *
 * A tile at the edge is computed whole as well, in the scratch, and the part of it that there is is copied: 511 costs what 512 costs.
 */
function multiply(module: Module, type: LaneType, fused: boolean): void {
  module.func('multiply', integers(14), (fn, m, n, k, a, aStep, aInner, b, bPanel, bInner, y, yStep, mode, bias, scratch) => {
    const f = new FloatLanes(fn, type, { fused });
    const rows = tileRows(fused);
    const columns = tileColumns(type);
    const row = columns * f.bytes; // of the scratch
    const [i, j, high, wide, tile, step] = Array.from({ length: 6 }, () => fn.local('i32'));
    const sumsFrom = tileSums(f, rows, m, k, a, aStep, aInner, b, bInner);
    fn.loop(() => {
      wide.set(n.sub(j));
      i.set(0);
      fn.if(mode.and(lowerMode), () => i.set(j.div(rows).mul(rows)));
      fn.loop(() => {
        high.set(m.sub(i));
        const corner = fn.let(y.add(i.mul(yStep)).add(j.mul(f.bytes)));
        const edge = fn.let(high.lt(rows).or(wide.lt(columns)));
        tile.set(corner);
        step.set(yStep);
        fn.if(edge, () => {
          fn.if(high.gt(rows), () => high.set(rows));
          fn.if(wide.gt(columns), () => wide.set(columns));
          tile.set(scratch);
          step.set(row);
          fn.if(mode.and(accumulateMode | subtractMode), () => copyCorner(f, high, wide, corner, yStep, scratch, row));
        });
        finish(f, sumsFrom(i), tile, step, mode, bias);
        fn.if(edge, () => copyCorner(f, high, wide, scratch, row, corner, yStep));
        i.inc(rows);
      }, i.lt(m));
      j.inc(columns);
      b.inc(bPanel);
      bias.inc(row);
    }, j.lt(n));
  });
}

/** Sets variables aside for operands as `multiply` is told of them; what comes back writes the code of the sums of a tile, whose first line of the left operand it is told. */
function tileSums(
  f: FloatLanes,
  rows: number,
  m: Expr<'i32'>,
  k: Expr<'i32'>,
  a: Expr<'i32'>,
  aStep: Expr<'i32'>,
  aInner: Expr<'i32'>,
  b: Expr<'i32'>,
  bInner: Expr<'i32'>,
): (i: Expr<'i32'>) => readonly VectorVariable[] {
  const { fn } = f;
  const right = fn.local('i32');
  const left = Array.from({ length: rows }, () => fn.local('i32'));
  const last = fn.let(a.add(m.sub(1).mul(aStep)));
  const zero = repeated(f.const(0), width);
  const sums = left.map(() => f.variable(zero));
  /** Adds up so many elements a round, to `end`; `splat` gives element l from the addresses on of line r in every lane. */
  const addUp = (end: Int, elements: number, splat: (r: number, l: number) => Vector, advance: () => void) =>
    fn.while(right.lt(end), () => {
      for (let l = 0; l < elements; l++) {
        const beside = f.load(right, 0, width);
        for (const [r, sum] of sums.entries()) sum.set(f.mulAdd(splat(r, l), beside, sum));
        right.inc(bInner);
      }
      advance();
    });
  const inRows = (r: number, l: number): Vector => f.loadSplat(left[r], l * f.bytes);
  const inPanel = (r: number, l: number): Vector => f.loadSplat(left[0], (l * rows + r) * f.bytes);
  return (i) => {
    right.set(b);
    for (const sum of sums) sum.set(zero);
    left[0].set(a.add(i.mul(aStep)));
    const together = fn.let(b.add(k.and(-unrolled).mul(bInner)));
    fn.if(
      aInner.eq(f.bytes),
      () => {
        for (let r = 1; r < rows; r++) {
          left[r].set(left[r - 1].add(aStep));
          fn.if(left[r].gt(last), () => left[r].set(last)); // a tile that lacks rows repeats the last one
        }
        addUp(together, unrolled, inRows, () => {
          for (const line of left) line.inc(unrolled * f.bytes);
        });
      },
      () => {
        addUp(together, unrolled, inPanel, () => left[0].inc(unrolled * rows * f.bytes));
        for (let r = 1; r < rows; r++) left[r].set(left[0].add(r * f.bytes));
      },
    );
    addUp(fn.let(b.add(k.mul(bInner))), 1, inRows, () => {
      for (const line of left) line.inc(aInner);
    });
    return sums;
  };
}

/** What is done to the sums of a tile when they are complete; writes them to rows that lie `step` bytes apart. */
function finish(
  f: FloatLanes,
  sums: readonly VectorVariable[],
  y: Expr<'i32'>,
  step: Expr<'i32'>,
  mode: Expr<'i32'>,
  bias: Expr<'i32'>,
): void {
  const { fn } = f;
  const row = fn.local('i32');
  const eachRow = (body: (sum: VectorVariable) => void) => {
    row.set(y);
    for (const sum of sums) {
      body(sum);
      row.inc(step);
    }
  };
  fn.if(mode.and(accumulateMode), () => eachRow((sum) => sum.set(f.add(f.load(row, 0, width), sum))));
  fn.if(mode.and(subtractMode), () => eachRow((sum) => sum.set(f.sub(f.load(row, 0, width), sum))));
  fn.if(mode.and(biasMode), () => {
    const shift = f.load(bias, 0, width);
    for (const sum of sums) sum.set(f.add(sum, shift));
  });
  fn.if(mode.and(reluMode), () => {
    for (const sum of sums) sum.set(f.max(sum, 0));
  });
  eachRow((sum) => f.store(row, sum));
}

/** Copies `high` rows of `wide` elements, one element at a time. */
function copyCorner(
  f: FloatLanes,
  high: Expr<'i32'>,
  wide: Expr<'i32'>,
  from: Expr<'i32'>,
  fromStep: Int,
  to: Expr<'i32'>,
  toStep: Int,
): void {
  const { fn } = f;
  const [source, target, rows, at] = [fn.let(from), fn.let(to), fn.let(high), fn.local('i32')];
  fn.loop(() => {
    at.set(0);
    fn.loop(
      () => {
        f.storeLane(target.add(at), f.loadSplat(source.add(at)));
        at.inc(f.bytes);
      },
      at.lt(wide.mul(f.bytes)),
    );
    source.inc(fromStep);
    target.inc(toStep);
    rows.inc(-1);
  }, rows.gt(0));
}
