import { type Expr, FloatLanes, instruction, Vector } from '../assembler/index.ts';
import { simd } from '../assembler/vector.ts';

/** Masks of 16 lanes, in four registers or eight, as 16 bytes that are 0 or 1. */
export function maskBytes(f: FloatLanes, vector: Vector): Vector {
  const narrow = (code: number) => (a: Expr<'v128'>, b: Expr<'v128'>) => f.fn.let(instruction('v128', simd(code), [a, b]));
  const single = new FloatLanes(f.fn, 'float32');
  const words = f.bytes === 4 ? vector : joined(single, vector, [0, 2, 4, 6]);
  const bytes = inPairs(inPairs(words.parts, narrow(0x85)), narrow(0x65)); // integers of 32 bits to 16 to 8, with their sign: all bits stay set
  return f.and(new Vector(bytes), single.int.const(0x01010101));
}

/** Some lanes of every two registers in one. */
export function joined(f: FloatLanes, { parts }: Vector, lanes: readonly number[]): Vector {
  return new Vector(inPairs(parts, (a, b) => f.shuffle(new Vector([a]), new Vector([b]), lanes).parts[0]));
}

/** One register for each two. */
function inPairs<T>(registers: readonly T[], join: (a: T, b: T) => T): readonly T[] {
  return registers.flatMap((a, i) => (i % 2 === 0 ? [join(a, registers[i + 1])] : []));
}
