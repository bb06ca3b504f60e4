import { FloatLanes, Vector } from '../assembler/index.ts';

/** Masks of 16 lanes, in four registers or eight, as 16 bytes that are 0 or 1. */
export function maskBytes(f: FloatLanes, vector: Vector): Vector {
  const single = new FloatLanes(f.fn, 'float32');
  const { int } = single;
  const words = f.bytes === 4 ? vector : joined(single, vector, [0, 2, 4, 6]);
  const halves = inPairs(words, (a, b) => int.narrow(a, b, 16));
  const bytes = inPairs(halves, (a, b) => int.narrow(a, b, 8));
  return f.and(bytes, int.const(0x01010101));
}

/** Some lanes of every two registers in one. */
export function joined(f: FloatLanes, vector: Vector, lanes: readonly number[]): Vector {
  return inPairs(vector, (a, b) => f.shuffle(a, b, lanes));
}

/** One register for each two. */
function inPairs({ parts }: Vector, join: (a: Vector, b: Vector) => Vector): Vector {
  return new Vector(parts.flatMap((a, i) => (i % 2 === 0 ? join(new Vector([a]), new Vector([parts[i + 1]])).parts : [])));
}
