import { DataError } from '../errors.ts';
import { type Engine, engineFor } from './engine.ts';
import { gemm, mostBlockBytes } from './gemm.ts';
import { ArrayLines, type Lines, residentLines } from './lines.ts';
import type { Panel } from './matmul.ts';

/** Fewer elements than this are worked on faster where they are. */
const crossing = 256;

/** More elements than this (256 MB) stay where they are: the workspace never shrinks. */
const most = 1 << 25;

/** Bytes for what lies between arrays, each of which begins a cache line. */
const forGaps = 1 << 12;

/** Arrays of doubles within the workspace, where kernels work on them in place. They may be used until the room is closed. */
export class WorkspaceRoom {
  private readonly engine: Engine;
  private readonly start: number;
  private readonly end: number;

  /** Room for so many elements. The memory grows here and not later, since growing would empty the arrays. */
  constructor(engine: Engine, elements: number) {
    const { workspace } = engine;
    this.engine = engine;
    this.start = workspace.mark();
    this.end = this.start + elements * 8 + forGaps;
    workspace.take(elements * 8 + forGaps + mostBlockBytes);
    workspace.reset(this.start);
  }

  /** n zeros. */
  doubles(n: number): Float64Array<ArrayBuffer> {
    const { workspace } = this.engine;
    if (workspace.mark() + n * 8 > this.end) {
      const expected = 'no more elements than it was opened for';
      throw new DataError({ where: 'room', what: 'the room is full', expected, got: `${n} more` });
    }
    const at = workspace.take(n * 8) / 8;
    return workspace.float64.subarray(at, at + n).fill(0);
  }

  /** Gives back all its arrays. */
  close(): void {
    this.engine.workspace.reset(this.start);
  }
}

/** A room for so many elements in arrays; undefined where ordinary arrays do. */
export function workspaceRoom(elements: number): WorkspaceRoom | undefined {
  const here = elements > most ? undefined : engineFor(elements, crossing);
  return here === undefined ? undefined : new WorkspaceRoom(here, elements);
}

/** The engine, if its kernels can work on this array in place. */
export function engineOf({ buffer }: Float64Array): Engine | undefined {
  const here = engineFor(1, 0);
  return here?.workspace.float64.buffer === buffer ? here : undefined;
}

/** Products of fewer multiplications than this are faster in the plain loop (measured). */
const productCrossing = 500;

/** $C \leftarrow C - A B$ in place, for a C that lies in a room; false where it does not, or the plain loop is to do it. */
export function updatePanel(m: number, n: number, k: number, a: Panel, b: Panel, c: Panel): boolean {
  const here = engineFor(m * n * k, productCrossing) && engineOf(c.data);
  if (here === undefined) return false;
  const left = linesOf(here, a, a.row, a.column ?? 1);
  const right = linesOf(here, b, b.column ?? 1, b.row);
  return gemm(here, 'float64', { m, n, k, left, right, y: place(c), yStep: c.row, subtract: true });
}

function linesOf({ workspace }: Engine, { data, at }: Panel, step: number, inner: number): Lines {
  if (data.buffer !== workspace.float64.buffer) return new ArrayLines(workspace, data, at, step, inner);
  return residentLines(data.byteOffset + at * 8, step * 8, inner * 8);
}

/** Where the first element of a panel lies in the workspace. */
export function place({ data, at }: Panel): number {
  return data.byteOffset + at * 8;
}
