import { unsigned } from '../assembler/encode.ts';
import { lift } from '../assembler/expr.ts';
import { type FloatLanes, type Int, instruction, type LaneType, Vector } from '../assembler/index.ts';
import { simd } from '../assembler/vector.ts';

/**
 * Reads elements of `type` as the lanes `f`, float32 ones also as float64, two neighbours for each register then. Sums are kept in
 * float64 whatever they are sums of, as the plain loops keep them: so all paths give the same bits.
 */
export function loadAs(f: FloatLanes, type: LaneType, address: Int, offset = 0, registers = 1): Vector {
  if (type === f.type) return f.load(address, offset, registers);
  const pair = (i: number) => f.fn.let(instruction('v128', simd(0x5d, 0, ...unsigned(offset + 8 * i)), [lift(address)]));
  return f.convert(new Vector(Array.from({ length: registers }, (_, i) => pair(i))));
}
