import { type Expr, type FloatLanes, type Func, Vector } from '../assembler/index.ts';

// Four registers side by side, as loops over a line take them: what happens where it starts, where it ends, and to what is left over.

/** How two results so far make one. */
export type Combine = (f: FloatLanes, a: Vector, b: Vector) => Vector;

/** All bits set in the first `count` lanes of four registers. */
export function firstLanes(f: FloatLanes, count: Expr<'i32'>): Vector {
  const lanes = [0, 1, 2, 3].map((register) => numbered(f, register));
  return f.lt(new Vector(lanes), f.splatInt(count));
}

/** The lanes of one of four registers, each with its number among all. */
function numbered({ fn, count }: { readonly fn: Func; readonly count: number }, register: number): Expr<'v128'> {
  const numbers = Array.from({ length: count }, (_, lane) => register * count + lane);
  return fn.constant(new Uint8Array((count === 4 ? Float32Array : Float64Array).from(numbers).buffer));
}

/** What all lanes of four registers give together, in each lane: registers two by two, then lanes from far to near. */
export function across(f: FloatLanes, { parts }: Vector, combine: Combine): Vector {
  const [a, b, c, d] = parts.map((part) => new Vector([part]));
  const both = combine(f, combine(f, a, b), combine(f, c, d));
  const half = f.count === 4 ? combine(f, both, f.shuffle(both, both, [2, 3, 0, 1])) : both;
  return combine(f, half, f.shuffle(half, half, f.count === 4 ? [1, 0, 3, 2] : [1, 0]));
}
