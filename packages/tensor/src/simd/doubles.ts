import { unsigned } from '../assembler/encode.ts';
import { lift } from '../assembler/expr.ts';
import { type FloatLanes, type Int, instruction, type LaneType, type Local, Vector } from '../assembler/index.ts';
import { simd } from '../assembler/vector.ts';

/**
 * Reads elements of either type as float64 lanes. Sums are kept in float64 whatever they are sums of, as the plain loops keep
 * them: so all paths give the same bits.
 */
export class Doubles {
  /** Bytes of an element in memory. */
  readonly bytes: 4 | 8;
  private readonly f: FloatLanes;

  /** Elements of `type`, for the float64 lanes `f`. */
  constructor(f: FloatLanes, type: LaneType) {
    this.f = f;
    this.bytes = type === 'float32' ? 4 : 8;
  }

  /** Two neighbours for each register. */
  load(address: Int, offset = 0, registers = 1): Vector {
    const { f, bytes } = this;
    if (bytes === 8) return f.load(address, offset, registers);
    return f.convert(new Vector(Array.from({ length: registers }, (_, i) => this.low(8, address, offset + 8 * i))));
  }

  /** One element, and 0 beside it. */
  loadOne(address: Int, offset = 0): Vector {
    const low = new Vector([this.low(this.bytes, address, offset)]);
    return this.bytes === 8 ? low : this.f.convert(low);
  }

  /** A register whose first bytes are read and whose others are 0. */
  private low(bytes: 4 | 8, address: Int, offset: number): Local<'v128'> {
    return this.f.fn.let(instruction('v128', simd(bytes === 4 ? 0x5c : 0x5d, 0, ...unsigned(offset)), [lift(address)]));
  }
}
