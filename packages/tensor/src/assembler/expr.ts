import { refused } from './check.ts';
import { signed } from './encode.ts';

/** What a WebAssembly value can be: a 32-bit integer (also an address), a fraction, or a register of 128 bits. */
export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

/** Writes the instructions that leave one value on the stack. */
export type Emit = (code: number[]) => void;

/** An integer or an address: a formula, or a number that stands for itself. */
export type Int = Expr<'i32'> | number;

/**
 * A formula of a kernel. Arithmetic on integers and addresses builds greater formulas and computes nothing yet: what a formula
 * is worth is found where a statement (`set`, `load`, `store`, `while`, `if`) uses it, with the variables as they are then.
 *
 * Comparisons are signed, so a loop may count down through 0; addresses stay below 2 GB.
 *
 * @example
 * import { Module } from '@hml/tensor/assembler';
 * const module = new Module();
 * module.func('next', ['i32'], (fn, x) => fn.return(x.mul(3).add(1)), 'i32');
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const { next } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } }).exports;
 * typeof next === 'function' && next(7) // 22
 */
export class Expr<T extends ValueType = ValueType> {
  /** The type of the value. */
  readonly type: T;
  /** Writes the instructions that leave the value on the stack. */
  readonly emit: Emit;

  /** A formula of our own: `emit` must leave exactly one value of this type on the stack. */
  constructor(type: T, emit: Emit) {
    this.type = type;
    this.emit = emit;
  }

  /** $a + b$ */
  add(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x6a, this, b);
  }
  /** $a + b$ of two float64. */
  addDouble(this: Expr<'f64'>, b: Expr<'f64'>): Expr<'f64'> {
    return instruction('f64', [0xa0], [this, b]);
  }
  /** $a - b$ */
  sub(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x6b, this, b);
  }
  /** $a \cdot b$ */
  mul(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x6c, this, b);
  }
  /** The quotient rounded towards zero; of numbers that are not negative. */
  div(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x6e, this, b);
  }
  /** What is left by {@link div}. */
  rem(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x70, this, b);
  }
  /** The bits that both have: `n.and(-4)` rounds down to a multiple of 4. */
  and(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x71, this, b);
  }
  /** The bits that either has. */
  or(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x72, this, b);
  }
  /** $a \cdot 2^b$ */
  shl(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x74, this, b);
  }
  /** $\lfloor a / 2^b \rfloor$ of a number that is not negative. */
  shr(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x76, this, b);
  }
  /** 1 if $a = b$, else 0. */
  eq(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x46, this, b);
  }
  /** 1 if $a \ne b$, else 0. */
  ne(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x47, this, b);
  }
  /** 1 if $a < b$, else 0. */
  lt(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x48, this, b);
  }
  /** 1 if $a > b$, else 0. */
  gt(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x4a, this, b);
  }
  /** 1 if $a \le b$, else 0. */
  le(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x4c, this, b);
  }
  /** 1 if $a \ge b$, else 0. */
  ge(this: Expr<'i32'>, b: Int): Expr<'i32'> {
    return int(0x4e, this, b);
  }
}

/** One instruction on some operands: the way to any instruction that has no name here. */
export function instruction<T extends ValueType>(type: T, code: readonly number[], operands: readonly Expr[]): Expr<T> {
  return new Expr(type, (out) => {
    for (const operand of operands) operand.emit(out);
    out.push(...code);
  });
}

/** A number as a formula. */
export function lift(value: Int): Expr<'i32'> {
  if (typeof value !== 'number') return typed('i32', value);
  const bytes = signed(value);
  return new Expr('i32', (out) => out.push(0x41, ...bytes));
}

/** A formula that has to be of this type. */
export function typed<E extends Expr>(type: ValueType, value: E): E {
  if (value?.type === type) return value;
  throw refused('a value of another type', type, String(value?.type ?? value));
}

function int(code: number, a: Expr<'i32'>, b: Int): Expr<'i32'> {
  return instruction('i32', [code], [a, lift(b)]);
}
