import type { FloatLanes, Vector } from '../assembler/index.ts';

/**
 * A square of lanes turned over: register i of the result holds lane i of each of the `rows`, which are as many single registers
 * as a register has lanes.
 */
export function transposed(f: FloatLanes, rows: readonly Vector[]): Vector[] {
  if (f.count === 2) return [f.shuffle(rows[0], rows[1], [0, 2]), f.shuffle(rows[0], rows[1], [1, 3])];
  const [low, high] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ].map((lanes) => [f.shuffle(rows[0], rows[1], lanes), f.shuffle(rows[2], rows[3], lanes)]);
  return [low, high].flatMap(([above, below]) => [f.shuffle(above, below, [0, 1, 4, 5]), f.shuffle(above, below, [2, 3, 6, 7])]);
}
