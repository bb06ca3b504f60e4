import { type Expr, FloatLanes, instruction, Vector } from '../assembler/index.ts';
import { simd } from '../assembler/vector.ts';

/** Masks of 16 lanes, in four registers or eight, as 16 bytes that are 0 or 1. */
export function maskBytes(f: FloatLanes, { parts }: Vector): Vector {
  const narrow = (code: number) => (a: Expr<'v128'>, b: Expr<'v128'>) => f.fn.let(instruction('v128', simd(code), [a, b]));
  const single = new FloatLanes(f.fn, 'float32');
  const words = f.bytes === 4 ? parts : inPairs(parts, (a, b) => single.shuffle(new Vector([a]), new Vector([b]), [0, 2, 4, 6]).parts[0]);
  const bytes = inPairs(inPairs(words, narrow(0x85)), narrow(0x65)); // integers of 32 bits to 16 to 8, with their sign: all bits stay set
  return f.and(new Vector(bytes), single.int.const(0x01010101));
}

/** One register for each two. */
function inPairs<T>(registers: readonly T[], join: (a: T, b: T) => T): readonly T[] {
  return registers.flatMap((a, i) => (i % 2 === 0 ? [join(a, registers[i + 1])] : []));
}
