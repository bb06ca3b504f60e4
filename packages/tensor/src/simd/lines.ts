import { copyRun } from './stage.ts';
import type { Workspace } from './workspace.ts';

/** The arrays that lanes of fractions are staged from. */
export type Fractions = Float32Array | Float64Array;

/** Lines in the workspace: element l of line i lies `i · step + l · inner` bytes behind `place`. One of the two is one element. */
export interface StagedLines {
  readonly place: number;
  readonly step: number;
  readonly inner: number;
}

/**
 * An operand of a product as the product sees it: the rows of the left one, the columns of the right one. Both are lines of as
 * many elements, and each line of one meets each line of the other.
 */
export interface Lines {
  /** Whether equal elements of the lines lie beside each other, and not the elements of a line. */
  readonly wide: boolean;
  /** Brings elements `from` to `from + depth` of `count` lines from `first` on into the workspace, at `place` if they are not there already. */
  stage(first: number, count: number, from: number, depth: number, place: number): StagedLines;
}

/** Lines in an ordinary array, whatever their strides. */
export class ArrayLines implements Lines {
  readonly wide: boolean;
  private readonly workspace: Workspace;
  private readonly data: Fractions;
  private readonly at: number;
  private readonly step: number;
  private readonly inner: number;

  /**
   * Element l of line i is `data[at + i * step + l * inner]`. Where both steps are 1, as for the one column of a matrix, steps cannot tell
   * whether lines are wide: who goes on with rows of them says so.
   */
  constructor(workspace: Workspace, data: Fractions, at: number, step: number, inner: number, wide = step === 1 && inner !== 1) {
    this.workspace = workspace;
    this.data = data;
    this.at = at;
    this.step = step;
    this.inner = inner;
    this.wide = wide;
  }

  /** Copies lines, or where equal elements of the lines are neighbours one set of these after the other. */
  stage(first: number, count: number, from: number, depth: number, place: number): StagedLines {
    const { data, step, inner, wide } = this;
    const view = this.workspace[data instanceof Float32Array ? 'float32' : 'float64'];
    const bytes = view.BYTES_PER_ELEMENT;
    const at = this.at + first * step + from * inner;
    const [rows, n] = wide ? [depth, count] : [count, depth];
    copyRows(rows, n, data, at, wide ? inner : step, wide ? step : inner, view, place / bytes);
    return wide ? { place, step: bytes, inner: n * bytes } : { place, step: n * bytes, inner: bytes };
  }
}

/** Copies `rows` rows of `n` elements, from any strides to neighbouring places. */
export function copyRows(rows: number, n: number, x: Fractions, at: number, rowStep: number, step: number, y: Fractions, to: number): void {
  const size = rows * n;
  if (step === 1 && rowStep === n) y.set(size === x.length ? x : x.subarray(at, at + size), to);
  else for (let i = 0; i < rows; i++) copyRun(n, x, at + i * rowStep, step, y, to + i * n);
}

/** Lines that lie in the workspace already; `wide` as for {@link ArrayLines}. */
export function residentLines(at: number, step: number, inner: number, wide = step < inner): Lines {
  return { wide, stage: (first, _, from) => ({ place: at + first * step + from * inner, step, inner }) };
}
