import { list, sized, unsigned } from './encode.ts';
import { Expr, type Int, instruction, lift, typed, type ValueType } from './expr.ts';

/** The byte that stands for a type. */
export const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** The instructions that read and write one value of a type. */
const loads: Readonly<Record<ValueType, readonly number[]>> = { i32: [0x28], f32: [0x2a], f64: [0x2b], v128: [0xfd, 0x00] };
const stores: Readonly<Record<ValueType, readonly number[]>> = { i32: [0x36], f32: [0x38], f64: [0x39], v128: [0xfd, 0x0b] };

/** A variable of a kernel, or a parameter. As a formula it is worth what it holds where it is used. */
export class Local<T extends ValueType = ValueType> extends Expr<T> {
  private readonly index: number;
  private readonly fn: Func;

  /** Made by `fn.local`, `fn.let` and `module.func`. @internal */
  constructor(fn: Func, type: T, index: number) {
    super(type, (code) => code.push(0x20, ...unsigned(index)));
    this.fn = fn;
    this.index = index;
  }

  /** Gives the variable another value. */
  set(value: Expr<T>): void;
  set(this: Local<'i32'>, value: number): void;
  set(value: Expr | number): void {
    this.fn.emit([typed(this.type, typeof value === 'number' ? lift(value) : value)], 0x21, ...unsigned(this.index));
  }

  /** Adds to an integer or moves an address on. */
  inc(this: Local<'i32'>, by: Int): void {
    this.set(this.add(by));
  }
}

/** A function of the module, to be called by others. */
export interface Callee<P extends readonly ValueType[] = readonly ValueType[], R extends ValueType | undefined = undefined> {
  /** The types of its parameters. */
  readonly params: P;
  /** The type of its result, if it has one. */
  readonly result: R | undefined;
  /** Its place in the module. @internal */
  readonly index: number;
}

/** A formula for each type; numbers may stand for integers. */
export type Arguments<P extends readonly ValueType[]> = { readonly [K in keyof P]: P[K] extends 'i32' ? Int : Expr<P[K]> };

/** The code of one function, in the making: what is said to it happens in the order in which it is said. */
export class Func {
  private readonly params: number;
  private readonly locals: number[][] = [];
  private readonly constants = new Map<string, Local<'v128'>>();
  private readonly prologue: number[] = [];
  private readonly code: number[] = [];

  /** Made by `module.func`. @internal */
  constructor(params: number) {
    this.params = params;
  }

  /** Writes the operands' instructions, then these bytes. */
  emit(operands: readonly Expr[], ...code: readonly number[]): void {
    for (const operand of operands) operand.emit(this.code);
    this.code.push(...code);
  }

  /** A new variable, worth 0. */
  local<T extends ValueType>(type: T): Local<T> {
    this.locals.push([1, typeCodes[type]]);
    return new Local(this, type, this.params + this.locals.length - 1);
  }

  /** Computes a formula now and keeps its value in a variable of its own. */
  let<T extends ValueType>(value: Expr<T>): Local<T>;
  let(value: Int): Local<'i32'>;
  let(value: Expr | number): Local {
    const formula = typeof value === 'number' ? lift(value) : value;
    const local = this.local(formula.type);
    local.set(formula);
    return local;
  }

  /** 16 bytes as a register that is filled once, when the function is entered: constants inside a loop cost 10–30 %. */
  constant(bytes: Uint8Array): Local<'v128'> {
    const key = bytes.join();
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const local = this.local('v128');
    this.prologue.push(0xfd, 0x0c, ...bytes, 0x21, ...unsigned(this.params + this.locals.length - 1));
    this.constants.set(key, local);
    return local;
  }

  /** Reads the value at `address + offset` now. The offset costs nothing; it may not be negative. */
  load<T extends ValueType>(type: T, address: Int, offset = 0): Local<T> {
    return this.let(instruction(type, loads[type].concat(0, unsigned(offset)), [lift(address)]));
  }

  /** Reads the byte at `address + offset`, from 0 to 255. */
  loadByte(address: Int, offset = 0): Local<'i32'> {
    return this.let(instruction('i32', [0x2d, 0, ...unsigned(offset)], [lift(address)]));
  }

  /** Writes a value to `address + offset`. */
  store(address: Int, value: Expr, offset = 0): void {
    this.emit([lift(address), value], ...stores[value.type], 0, ...unsigned(offset));
  }

  /** Writes the last byte of an integer to `address + offset`. */
  storeByte(address: Int, value: Int, offset = 0): void {
    this.emit([lift(address), lift(value)], 0x3a, 0, ...unsigned(offset));
  }

  /** Repeats `body` while `condition` is not 0; asked before each round. */
  while(condition: Int, body: () => void): void {
    this.if(condition, () => this.loop(body, condition));
  }

  /** Does `body` once, and again while `condition` is not 0 afterwards: the cheapest loop, one jump a round. */
  loop(body: () => void, condition: Int): void {
    this.code.push(0x03, 0x40);
    body();
    this.emit([lift(condition)], 0x0d, 0, 0x0b);
  }

  /** Does `body` where `condition` is not 0, else `otherwise`. */
  if(condition: Int, body: () => void, otherwise?: () => void): void {
    this.emit([lift(condition)], 0x04, 0x40);
    body();
    if (otherwise !== undefined) {
      this.code.push(0x05);
      otherwise();
    }
    this.code.push(0x0b);
  }

  /** Calls another function of the module, one that returns nothing. */
  call<P extends readonly ValueType[]>(callee: Callee<P>, ...args: Arguments<P>): void {
    this.emit(
      args.map((arg) => (typeof arg === 'number' ? lift(arg) : arg)),
      0x10,
      ...unsigned(callee.index),
    );
  }

  /** Leaves the function with a value. */
  return(value: Expr): void {
    this.emit([value], 0x0f);
  }

  /** The bytes of the function: its variables, the constants, the code. @internal */
  bytes(returns: boolean): number[] {
    // A function with a result whose last statement returned it is never left through its end: say so to the validator.
    return sized(list(this.locals).concat(this.prologue, this.code, returns ? [0x00, 0x0b] : [0x0b]));
  }
}
