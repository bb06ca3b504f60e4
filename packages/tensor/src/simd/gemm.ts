import type { LaneType } from '../assembler/index.ts';
import { innerBlock } from '../blocks.ts';
import { bytesOf } from '../dtype.ts';
import type { Engine, Kernel } from './engine.ts';
import type { Lines, StagedLines } from './lines.ts';
import { accumulateMode, biasMode, lowerMode, matmulFamilies, reluMode, subtractMode, tileColumns, tileRows } from './matmul-kernels.ts';
import { type PackKernel, packFamilies } from './matmul-pack-kernels.ts';

/** Rows that are staged together and stay in the second cache: a multiple of 5 and of 6. */
const mc = 120;
/** Rows that are staged together where equal elements of the rows are neighbours, since long runs are copied faster: a multiple of `mc`. */
const wideRows = 16 * mc;
/** Columns whose panels are packed together. */
const nc = 1024;
/** Fewer rows than this meet the right operand in place, if its columns lie beside each other: packing would not pay (measured). */
const packFrom = 160;

/** Bytes that the blocks of a product of doubles take in the workspace, at most. */
export const mostBlockBytes = (wideRows + 2 * nc + mc + 64) * innerBlock * 8;

/** A product on the workspace: $Y \leftarrow \mathrm{relu}(AB + Y + b)$, of which each of the last three may be left out; or $Y - AB$. */
export interface Product {
  /** Rows of a and y, at least 1. */
  readonly m: number;
  /** Columns of b and y, at least 1. */
  readonly n: number;
  /** What is summed over, at least 1. */
  readonly k: number;
  /** The rows of a. */
  readonly left: Lines;
  /** The columns of b. */
  readonly right: Lines;
  /** Where y lies in the workspace. */
  readonly y: number;
  /** Elements from one row of y to the next. */
  readonly yStep: number;
  /** Whether y is added to. */
  readonly accumulate?: boolean;
  /** Whether the product is taken from y. */
  readonly subtract?: boolean;
  /** Where n elements lie that are added to each row. */
  readonly bias?: number;
  /** Whether only what lies on and below the diagonal is needed, of at most `mc` columns; above it y may be anything. */
  readonly lower?: boolean;
  /** Whether negative results become 0. */
  readonly relu?: boolean;
}

/** What a product does without where both operands lie as the kernel takes them. */
const noPacks = {};

/**
 * The matrix product in blocks that fit the caches. False where the host refuses the kernels. The inner sum is the one that
 * `matmul` describes: `innerBlock` decides bits, the other sizes do not.
 *
 * @see Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008.
 */
export function gemm(engine: Engine, type: LaneType, product: Product): boolean {
  const { m, left, right } = product;
  const multiply = engine.kernels(matmulFamilies[type])?.multiply;
  const packs = left.wide || !right.wide || m >= packFrom ? engine.kernels(packFamilies[type]) : noPacks;
  if (multiply === undefined || packs === undefined) return false;
  const mark = engine.workspace.mark();
  try {
    multiplyBlocks(engine, type, multiply, packs, product);
    return true;
  } finally {
    engine.workspace.reset(mark);
  }
}

function multiplyBlocks(
  { workspace, path }: Engine,
  type: LaneType,
  multiply: Kernel,
  packs: Readonly<Partial<Record<PackKernel, Kernel>>>,
  product: Product,
): void {
  const { m, n, k, left, right, y, yStep, accumulate = false, subtract = false, bias, relu = false, lower = false } = product;
  const bytes = bytesOf(type);
  const panel = tileColumns(type) * bytes;
  const [mb, nb, kb] = [Math.min(m, mc), Math.min(n, nc), Math.min(k, innerBlock)];
  const aPlace = workspace.take((left.wide ? Math.min(m, wideRows) : mb) * kb * bytes);
  const bPlace = workspace.take(nb * kb * bytes + panel); // a tile that lacks columns reads beyond them
  const panels = workspace.take((nb + tileColumns(type)) * kb * bytes);
  const tile = tileRows(type === 'float32' && path === 'relaxed');
  const tiles = left.wide ? workspace.take((mb + 2 * tile) * kb * bytes) : 0;
  const scratch = workspace.take(tile * panel);

  /** Where columns begin, and how far it is from one tile's to the next tile's and from one element to the next. */
  const columns = (first: number, count: number, from: number, depth: number): readonly [number, number, number] => {
    const { place, step, inner } = right.stage(first, count, from, depth, bPlace);
    if (right.wide && m < packFrom) return [place, panel, inner];
    if (right.wide) packs.packWide?.(place, inner, count, depth, panels);
    else packs.packLong?.(place, step, count, depth, panels);
    return [panels, depth * panel, panel];
  };
  let staged: StagedLines = { place: aPlace, step: bytes, inner: 0 };
  /** Where rows begin, how far it is from one to the next or from one tile's to the next tile's, and from one element to the next. */
  const rows = (first: number, count: number, from: number, depth: number): readonly [number, number, number] => {
    if (!left.wide) {
      const { place, step, inner } = left.stage(first, count, from, depth, aPlace);
      return [place, step, inner];
    }
    if (first % wideRows === 0) staged = left.stage(first, Math.min(wideRows, m - first), from, depth, aPlace);
    packs.packRows?.(staged.place + (first % wideRows) * bytes, staged.inner, count, depth, tiles);
    return [tiles, depth * bytes, tile * bytes];
  };
  for (let j = 0; j < n; j += nc) {
    const wide = Math.min(nc, n - j);
    const shift = (bias ?? 0) + j * bytes;
    for (let l = 0; l < k; l += innerBlock) {
      const depth = Math.min(innerBlock, k - l);
      const [b, bPanel, bInner] = columns(j, wide, l, depth);
      const last = l + innerBlock >= k ? (bias === undefined ? 0 : biasMode) | (relu ? reluMode : 0) : 0;
      const mode = subtract ? subtractMode : last | (accumulate || l > 0 ? accumulateMode : 0);
      for (let i = 0; i < m; i += mc) {
        const high = Math.min(mc, m - i);
        const [a, aStep, aInner] = rows(i, high, l, depth);
        const to = y + (i * yStep + j) * bytes;
        const skip = lower && i === 0 ? lowerMode : 0;
        multiply(high, wide, depth, a, aStep, aInner, b, bPanel, bInner, to, yStep * bytes, mode | skip, shift, scratch);
      }
    }
  }
}
