import { DataError } from '../errors.ts';

/** Bytes that the workspace has at first: a few blocks of any elementwise op. */
const initialBytes = 1 << 20;

/** The unit in which WebAssembly memory grows. */
const page = 1 << 16;

/** Pages that addresses of 31 bits reach: 2 GB. */
const mostPages = 1 << 15;

/**
 * The memory that kernels see. Operands are copied in, results out; nothing in it outlives a call:
 *
 * ```ts
 * const mark = workspace.mark();
 * try {
 *   const x = workspace.take(bytes); // take all places first: taking may grow the memory and remake the views
 *   workspace.float32.set(values, x >> 2);
 *   …
 * } finally {
 *   workspace.reset(mark);
 * }
 * ```
 */
export class Workspace {
  /** The memory that all kernels of a thread import. */
  readonly memory: WebAssembly.Memory;
  /** The memory as float32, from its start. */
  float32: Float32Array<ArrayBuffer> = new Float32Array(0);
  /** The memory as float64. */
  float64: Float64Array<ArrayBuffer> = new Float64Array(0);
  /** The memory as int32. */
  int32: Int32Array<ArrayBuffer> = new Int32Array(0);
  /** The memory as bytes. */
  uint8: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private top = 0;

  /** A workspace with a memory of its own. */
  constructor() {
    this.memory = new WebAssembly.Memory({ initial: initialBytes / page });
    this.view();
  }

  /** The memory as bools, a byte each. */
  get bool(): Uint8Array<ArrayBuffer> {
    return this.uint8;
  }

  /** How much is taken: what {@link reset} goes back to. */
  mark(): number {
    return this.top;
  }

  /** A place for so many bytes, on a boundary of 64 (a cache line). Its contents are what was there before. */
  take(bytes: number): number {
    const place = this.top;
    const top = place + 64 * Math.ceil(bytes / 64);
    if (top > this.uint8.length) this.grow(top);
    this.top = top;
    return place;
  }

  /** Gives back all that was taken since `mark`. */
  reset(mark: number): void {
    this.top = mark;
  }

  /** Doubles at least, so that a thousand growing calls grow the memory ten times. */
  private grow(bytes: number): void {
    const pages = Math.ceil(bytes / page);
    const now = this.uint8.length / page;
    try {
      if (pages > mostPages) throw new RangeError();
      this.memory.grow(Math.max(pages, Math.min(2 * now, mostPages)) - now);
    } catch {
      throw new DataError({ where: 'kernels', what: 'too large', expected: 'operands that memory has room for', got: `${bytes} bytes` });
    }
    this.view();
  }

  /** A memory that grows moves its buffer: the old views are empty from then on. */
  private view(): void {
    const { buffer } = this.memory;
    this.float32 = new Float32Array(buffer);
    this.float64 = new Float64Array(buffer);
    this.int32 = new Int32Array(buffer);
    this.uint8 = new Uint8Array(buffer);
  }
}
