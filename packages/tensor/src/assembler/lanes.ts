import { int32 } from './encode.ts';
import { type Expr, type Int, instruction, lift } from './expr.ts';
import type { Func } from './func.ts';
import { Lanes, type Layout, type Operand, simd, Vector } from './vector.ts';

/** The element types that lanes of fractions hold. */
export type LaneType = 'float32' | 'float64';

/** How lanes of fractions behave. */
export interface FloatOptions {
  /**
   * Whether `mulAdd` rounds once (relaxed SIMD) or twice. Once is for float32 only: float64 rounds twice all the same, and gives
   * the same bits everywhere.
   *
   * @defaultValue false
   */
  readonly fused?: boolean;
}

const layouts: Readonly<Record<LaneType | 'int32' | 'int64', Layout>> = {
  float32: { bytes: 4, compare: [0x41, 0x42, 0x43, 0x44, 0x45, 0x46], constant: (value) => Float32Array.of(Number(value)).buffer },
  float64: { bytes: 8, compare: [0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c], constant: (value) => Float64Array.of(Number(value)).buffer },
  int32: { bytes: 4, compare: [0x37, 0x38, 0x39, 0x3b, 0x3d, 0x3f], constant: (value) => Int32Array.of(int32(Number(value))).buffer },
  int64: { bytes: 8, compare: [0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb], constant: (value) => BigInt64Array.of(BigInt(value)).buffer },
};

/** Lanes of fractions: the dialect in which kernels compute, one text for float32 and float64. */
export class FloatLanes extends Lanes {
  /** What the lanes hold. */
  readonly type: LaneType;
  /** The same lanes as integers of the same width: exponent bits, signs, counters. */
  readonly int: IntLanes;
  private readonly single: boolean;
  private readonly fused: boolean;

  /** Lanes of this type in the function `fn`. */
  constructor(fn: Func, type: LaneType, { fused = false }: FloatOptions = {}) {
    super(fn, layouts[type]);
    this.type = type;
    this.single = type === 'float32';
    this.fused = fused && this.single;
    this.int = new IntLanes(fn, this.single ? 'int32' : 'int64');
  }

  /** $|a|$ */
  abs(a: Operand): Vector {
    return this.float(0xe0, a);
  }
  /** $-a$ */
  neg(a: Operand): Vector {
    return this.float(0xe1, a);
  }
  /** $\sqrt a$ */
  sqrt(a: Operand): Vector {
    return this.float(0xe3, a);
  }
  /** $a + b$ */
  add(a: Operand, b: Operand): Vector {
    return this.float(0xe4, a, b);
  }
  /** $a - b$ */
  sub(a: Operand, b: Operand): Vector {
    return this.float(0xe5, a, b);
  }
  /** $a \cdot b$ */
  mul(a: Operand, b: Operand): Vector {
    return this.float(0xe6, a, b);
  }
  /** $a / b$ */
  div(a: Operand, b: Operand): Vector {
    return this.float(0xe7, a, b);
  }
  /** The lesser; NaN if either is, and −0 below 0. Several instructions: where those rules do not matter take {@link pmin}. */
  min(a: Operand, b: Operand): Vector {
    return this.float(0xe8, a, b);
  }
  /** The greater, with the rules of {@link min}. */
  max(a: Operand, b: Operand): Vector {
    return this.float(0xe9, a, b);
  }
  /** `b < a ? b : a`, one instruction. */
  pmin(a: Operand, b: Operand): Vector {
    return this.float(0xea, a, b);
  }
  /** `a < b ? b : a`, one instruction. */
  pmax(a: Operand, b: Operand): Vector {
    return this.float(0xeb, a, b);
  }
  /** The next whole number upwards. */
  ceil(a: Operand): Vector {
    return this.op(this.single ? 0x67 : 0x74, a);
  }
  /** The next whole number downwards. */
  floor(a: Operand): Vector {
    return this.op(this.single ? 0x68 : 0x75, a);
  }
  /** The next whole number towards zero. */
  trunc(a: Operand): Vector {
    return this.op(this.single ? 0x69 : 0x7a, a);
  }
  /** The nearest whole number, the even one in a tie. */
  nearest(a: Operand): Vector {
    return this.op(this.single ? 0x6a : 0x94, a);
  }

  /** $ab + c$: rounded once where the lanes are fused, else after each of the two operations. */
  mulAdd(a: Operand, b: Operand, c: Operand): Vector {
    return this.fused ? this.op(0x105, a, b, c) : this.add(this.mul(a, b), c);
  }
  /** $c - ab$, as {@link mulAdd}. */
  negMulAdd(a: Operand, b: Operand, c: Operand): Vector {
    return this.fused ? this.op(0x106, a, b, c) : this.sub(c, this.mul(a, b));
  }
  /** The polynomial with these coefficients, the one of the highest power first, by Horner's rule. */
  polynomial(x: Vector, coefficients: readonly number[]): Vector {
    return coefficients.slice(1).reduce<Vector>((y, c) => this.mulAdd(y, x, c), this.const(coefficients[0]));
  }

  /** A scalar in each lane. */
  splat(value: Expr<'f32' | 'f64'>): Vector {
    return new Vector([this.fn.let(instruction('v128', simd(this.single ? 0x13 : 0x14), [value]))]);
  }
  /** An integer as a fraction in each lane. */
  splatInt(value: Int): Vector {
    return this.splat(instruction(this.single ? 'f32' : 'f64', [this.single ? 0xb2 : 0xb7], [lift(value)]));
  }
  /** A float64 in each lane, rounded where the lanes are float32. */
  splatDouble(value: Expr<'f64'>): Vector {
    return this.splat(this.single ? instruction('f32', [0xb6], [value]) : value);
  }
  /** One lane of the first register as a scalar. */
  extract(value: Vector, lane: number): Expr<'f32' | 'f64'> {
    return instruction(this.single ? 'f32' : 'f64', simd(this.single ? 0x1f : 0x21, this.lane(lane)), [value.parts[0]]);
  }
  /** One lane of the first register as a float64, whatever the lanes hold. */
  extractDouble(value: Vector, lane: number): Expr<'f64'> {
    return instruction('f64', this.single ? [0xbb] : [], [this.extract(value, lane)]);
  }

  /** Integers of 32 bits as fractions; float64 takes the first two lanes. */
  fromInt32(a: Vector): Vector {
    return this.op(this.single ? 0xfa : 0xfe, a);
  }
  /** Fractions as integers of 32 bits, rounded towards zero, NaN as 0; float64 fills the first two lanes. */
  toInt32(a: Vector): Vector {
    return this.op(this.single ? 0xf8 : 0xfc, a);
  }
  /** The other float type: float64 lanes from the first two of float32, or float32 lanes of which the first two are float64's. */
  convert(a: Vector): Vector {
    return this.op(this.single ? 0x5e : 0x5f, a);
  }

  /** The instructions of float64 follow those of float32 after twelve. */
  private float(code: number, ...operands: readonly Operand[]): Vector {
    return this.op(this.single ? code : code + 12, ...operands);
  }
}

/** Lanes of integers of 32 or 64 bits, which wrap around. */
export class IntLanes extends Lanes {
  private readonly type: 'int32' | 'int64';

  /** Lanes of this type in the function `fn`. */
  constructor(fn: Func, type: 'int32' | 'int64') {
    super(fn, layouts[type]);
    this.type = type;
  }

  /** $a + b$ */
  add(a: Operand, b: Operand): Vector {
    return this.integer(0xae, a, b);
  }
  /** $a - b$ */
  sub(a: Operand, b: Operand): Vector {
    return this.integer(0xb1, a, b);
  }
  /** $a \cdot b$ */
  mul(a: Operand, b: Operand): Vector {
    return this.integer(0xb5, a, b);
  }
  /** $a \cdot 2^k$ */
  shl(a: Vector, k: number): Vector {
    return this.shift(0xab, a, k);
  }
  /** $\lfloor a / 2^k \rfloor$ with the sign. */
  shrSigned(a: Vector, k: number): Vector {
    return this.shift(0xac, a, k);
  }
  /** The bits moved down by `k`, zeros from above. */
  shr(a: Vector, k: number): Vector {
    return this.shift(0xad, a, k);
  }

  /**
   * The integers of `a` and then of `b` in half as many bits each: lanes of 32 bits make eight of 16, or what those are made of makes sixteen
   * of 8. Too large ones become the largest, too small ones the smallest; masks stay masks.
   */
  narrow(a: Vector, b: Vector, bits: 16 | 8): Vector {
    return this.op(bits === 16 ? 0x85 : 0x65, a, b);
  }

  /** The instructions of int64 follow those of int32 after 32. */
  private integer(code: number, ...operands: readonly Operand[]): Vector {
    return this.op(this.type === 'int32' ? code : code + 0x20, ...operands);
  }

  private shift(code: number, a: Vector, k: number): Vector {
    const amount = this.type === 'int32' ? code : code + 0x20;
    return new Vector(a.parts.map((register) => this.fn.let(instruction('v128', simd(amount), [register, lift(k)]))));
  }
}
