import type { DataError } from '../errors.ts';
import { refused, whole } from './check.ts';
import { unsigned } from './encode.ts';
import { type Expr, type Int, instruction, lift } from './expr.ts';
import type { Func, Local } from './func.ts';

/**
 * One or more registers side by side. Operations act on all of them in lockstep, one instruction after the other for each
 * register, so that none waits for its neighbour: polynomials run 1.5–2 × as fast on four registers as on one.
 * A single register (a constant, a splat) goes with any number of others.
 */
export class Vector {
  /** The registers. */
  readonly parts: readonly Expr<'v128'>[];

  /** A vector of these registers. */
  constructor(parts: readonly Expr<'v128'>[]) {
    this.parts = parts;
  }
}

/** A vector that can be set again: what a loop carries from round to round. */
export class VectorVariable extends Vector {
  private readonly locals: readonly Local<'v128'>[];

  /** Made by `f.variable`. @internal */
  constructor(locals: readonly Local<'v128'>[]) {
    super(locals);
    this.locals = locals;
  }

  /** Gives each register the value of its counterpart: as many registers, or a single one for all. */
  set(value: Vector): void {
    if (value.parts.length !== 1 && value.parts.length !== this.parts.length) throw unequal([this, value]);
    for (const [i, local] of this.locals.entries()) local.set(part(value, i));
  }
}

/** Register `i` of a vector; the only one of a vector that has one. */
export function part({ parts }: Vector, i: number): Expr<'v128'> {
  return parts[parts.length === 1 ? 0 : i];
}

/** A SIMD instruction: they share a prefix. */
export function simd(code: number, ...after: readonly number[]): number[] {
  return [0xfd].concat(unsigned(code), after);
}

/** How a kind of lanes is laid out and compared. */
export interface Layout {
  /** Bytes of a lane: 4 or 8. */
  readonly bytes: 4 | 8;
  /** The instructions for =, ≠, <, >, ≤, ≥. */
  readonly compare: readonly number[];
  /** The lanes of a constant as bytes. */
  readonly constant: (value: number | bigint) => ArrayBufferLike;
}

/** What lanes of fractions and of integers have in common. Each operation is computed where it is written. */
export abstract class Lanes {
  /** The function that is being written. */
  readonly fn: Func;
  /** Bytes of a lane: 4 or 8. */
  readonly bytes: 4 | 8;
  /** Lanes of a register: 4 or 2. */
  readonly count: number;
  private readonly layout: Layout;

  protected constructor(fn: Func, layout: Layout) {
    this.fn = fn;
    this.layout = layout;
    this.bytes = layout.bytes;
    this.count = 16 / layout.bytes;
  }

  /** The same number in each lane, held in a register from the start of the function. Wherever a vector is asked for, a number will do. */
  const(value: number | bigint): Vector {
    const bytes = new Uint8Array(this.layout.constant(value));
    return new Vector([this.fn.constant(Uint8Array.from({ length: 16 }, (_, i) => bytes[i % this.bytes]))]);
  }

  /** A variable that starts as `value`, with as many registers: `f.const(0)` makes one of a single register. */
  variable(value: Vector): VectorVariable {
    return new VectorVariable(value.parts.map((register) => this.fn.let(register)));
  }

  /** Reads `registers` neighbouring registers from `address + offset` on. */
  load(address: Int, offset = 0, registers = 1): Vector {
    return new Vector(Array.from({ length: registers }, (_, i) => this.fn.load('v128', address, offset + 16 * i)));
  }

  /** Reads one element into each lane of one register. */
  loadSplat(address: Int, offset = 0): Vector {
    const code = simd(this.bytes === 4 ? 0x09 : 0x0a, 0, ...unsigned(offset));
    return new Vector([this.fn.let(instruction('v128', code, [lift(address)]))]);
  }

  /** Reads the lower halves of `registers` registers from neighbouring places; the upper halves are 0. */
  loadHalves(address: Int, offset = 0, registers = 1): Vector {
    const half = (i: number) => this.fn.let(instruction('v128', simd(0x5d, 0, ...unsigned(offset + 8 * i)), [lift(address)]));
    return new Vector(Array.from({ length: registers }, (_, i) => half(i)));
  }

  /** Writes the registers from `address + offset` on. */
  store(address: Int, value: Vector, offset = 0): void {
    for (const [i, register] of value.parts.entries()) this.fn.store(address, register, offset + 16 * i);
  }

  /** Writes one lane of the first register. */
  storeLane(address: Int, value: Vector, lane = 0, offset = 0): void {
    this.fn.emit([lift(address), value.parts[0]], ...simd(this.bytes === 4 ? 0x5a : 0x5b, 0, ...unsigned(offset), this.lane(lane)));
  }

  /** All bits set in the lanes where $a = b$, else none. */
  eq(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[0], a, b);
  }
  /** All bits set in the lanes where $a \ne b$. */
  ne(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[1], a, b);
  }
  /** All bits set in the lanes where $a < b$. */
  lt(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[2], a, b);
  }
  /** All bits set in the lanes where $a > b$. */
  gt(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[3], a, b);
  }
  /** All bits set in the lanes where $a \le b$. */
  le(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[4], a, b);
  }
  /** All bits set in the lanes where $a \ge b$. */
  ge(a: Operand, b: Operand): Vector {
    return this.op(this.layout.compare[5], a, b);
  }

  /** The bits of `a` where the mask is set, of `b` elsewhere. */
  select(mask: Vector, a: Operand, b: Operand): Vector {
    return this.op(0x52, a, b, mask);
  }
  /** The bits that both have. */
  and(a: Operand, b: Operand): Vector {
    return this.op(0x4e, a, b);
  }
  /** The bits of `a` that `b` has not. */
  andNot(a: Operand, b: Operand): Vector {
    return this.op(0x4f, a, b);
  }
  /** The bits that either has. */
  or(a: Operand, b: Operand): Vector {
    return this.op(0x50, a, b);
  }
  /** The bits that one of them has. */
  xor(a: Operand, b: Operand): Vector {
    return this.op(0x51, a, b);
  }
  /** The bits turned over. */
  not(a: Operand): Vector {
    return this.op(0x4d, a);
  }
  /** 1 if any bit of a mask is set, else 0. */
  any(mask: Vector): Expr<'i32'> {
    return mask.parts.map((register) => instruction('i32', simd(0x53), [register])).reduce((a, b) => a.or(b));
  }

  /** Rearranges lanes: lane i of each register is lane `lanes[i]` of the eight (four) that `a` and `b` have together. */
  shuffle(a: Vector, b: Vector, lanes: readonly number[]): Vector {
    const bytes = lanes.flatMap((lane) => Array.from({ length: this.bytes }, (_, i) => this.lane(lane, 2) * this.bytes + i));
    return this.each(simd(0x0d, ...bytes), [a, b]);
  }

  /** The number of a lane of one register, or of two. */
  protected lane(lane: number, registers = 1): number {
    return whole('lane', lane, registers * this.count - 1);
  }

  /** One instruction on each register. */
  protected op(code: number, ...operands: readonly Operand[]): Vector {
    return this.each(
      simd(code),
      operands.map((operand) => (typeof operand === 'number' ? this.const(operand) : operand)),
    );
  }

  private each(code: readonly number[], operands: readonly Vector[]): Vector {
    const width = Math.max(...operands.map(({ parts }) => parts.length));
    if (operands.some(({ parts }) => parts.length !== width && parts.length !== 1)) throw unequal(operands);
    const result = Array.from({ length: width }, (_, i) =>
      this.fn.let(
        instruction(
          'v128',
          code,
          operands.map((v) => part(v, i)),
        ),
      ),
    );
    return new Vector(result);
  }
}

/** A vector, or a number for each lane. */
export type Operand = Vector | number;

function unequal(operands: readonly Vector[]): DataError {
  return refused(
    'vectors of different widths in one operation',
    'as many registers in each, or a single one',
    operands.map(({ parts }) => parts.length).join(' and '),
  );
}
