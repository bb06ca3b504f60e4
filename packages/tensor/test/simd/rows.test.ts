import { withEngine } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { gemmUpdate, type Panel } from '../../src/linalg/blocked.ts';
import { inRoom, type Room } from '../../src/linalg/room.ts';
import { addRows, rotateRows, rowDots, takeProduct, takeTwoProducts } from '../../src/linalg/rows.ts';
import { draw, expectSame, fastPaths, pick, samePaths } from '../kernels/draw.ts';

/** A panel of m × n random numbers, some `wild`, with gaps before, between and behind the rows, which nobody may write to. */
function panel(room: Room, m: number, n: number, seed: number, wild: boolean, vector = false): Panel {
  const [at, gap] = [pick(seed, 0, 5), vector ? 0 : pick(seed, 1, 4)];
  const data = room.doubles(at + m * (n + gap) + 5);
  data.set(draw(data.length, seed, wild));
  return { data, at, row: n + gap };
}

/** What a pass over an m × n matrix leaves in all that it was given, gaps and all. */
type Pass = (room: Room, m: number, n: number, seed: number, wild: boolean) => readonly Panel[];

const row = (room: Room, n: number, seed: number, wild: boolean): Panel => panel(room, 1, n, seed, wild, true);
const column = (room: Room, n: number, seed: number, wild: boolean): Panel => panel(room, n, 1, seed, wild);
const dense = (room: Room, n: number, seed: number, wild: boolean): Panel => panel(room, n, 1, seed, wild, true);

const passes: Readonly<Record<string, Pass>> = {
  addRows: (room, m, n, seed, wild) => {
    const [x, a, w] = [column(room, m, seed, wild), panel(room, m, n, seed + 1, wild), row(room, n, seed + 2, wild)];
    addRows(m, n, x, a, w);
    return [x, a, w];
  },
  takeProduct: (room, m, n, seed, wild) => {
    const [x, a, w] = [column(room, m, seed, wild), panel(room, m, n, seed + 1, wild), row(room, n, seed + 2, wild)];
    takeProduct(m, n, x, w, a);
    return [x, a, w];
  },
  takeTwoProducts: (room, m, n, seed, wild) => {
    const [x, y] = [column(room, m, seed, wild), column(room, m, seed + 1, wild)];
    const [w, z, a] = [row(room, n, seed + 2, wild), row(room, n, seed + 3, wild), panel(room, m, n, seed + 4, wild)];
    takeTwoProducts(m, n, x, w, y, z, a);
    return [x, y, w, z, a];
  },
  rowDots: (room, m, n, seed, wild) => {
    const [a, x, y] = [panel(room, m, n, seed, wild), row(room, n, seed + 1, wild), dense(room, m, seed + 2, wild)];
    rowDots(m, n, a, x, y);
    return [a, x, y];
  },
  rotateRows: (room, m, n, seed, wild) => {
    const [q, c, s] = [panel(room, m + 1, n, seed, wild), dense(room, m, seed + 1, wild), dense(room, m, seed + 2, wild)];
    rotateRows(m, n, q, c, s);
    return [q, c, s];
  },
  gemmUpdate: (room, m, n, seed, wild) => {
    const k = [1, 3, 8, 20, 300][pick(seed, 2, 5)];
    const across = pick(seed, 3, 2) === 1;
    const [a, b, c] = [
      panel(room, m, k, seed, false),
      panel(room, across ? n : k, across ? k : n, seed + 1, false),
      panel(room, m, n, seed + 2, wild),
    ];
    gemmUpdate(m, n, k, a, across ? { ...b, row: 1, column: b.row } : b, c);
    return [a, b, c];
  },
};

/** All numbers of the panels one after the other. */
function run(pass: Pass, m: number, n: number, seed: number, wild: boolean): Float64Array {
  return inRoom(2e5, (room) => Float64Array.from(pass(room, m, n, seed, wild).flatMap(({ data }) => Array.from(data))));
}

describe.each(fastPaths)('on the path %s', (path) => {
  it.each(Object.entries(passes))('%s leaves the bits of the plain loop, and gaps as they were', (_, pass) => {
    for (let n = 0; n <= 70; n++) {
      const m = pick(n, 9, 12);
      samePaths(path, () => run(pass, m, n, 7 * n, n % 3 === 0), `${m} × ${n}`);
      samePaths(path, () => run(pass, n, m, 7 * n + 3, n % 5 === 0), `${n} × ${m}`);
    }
  });

  it('a pass over arrays that lie in a room and arrays that do not is the plain loop', () => {
    const mixed = (room: Room): Float64Array => {
      const [a, x] = [panel(room, 20, 30, 1, false), column(room, 20, 2, false)];
      const w = { data: draw(30, 3), at: 0, row: 1 };
      addRows(20, 30, x, a, w);
      return w.data.slice();
    };
    samePaths(path, () => inRoom(2e5, mixed));
  });

  it('a room that is full says so and leaves the memory as it was', () => {
    const filled = (): unknown => inRoom(400, (room) => room.doubles(2000));
    expect(() => withEngine(path, filled)).toThrow(/room is full/);
    expectSame(
      withEngine(path, () => run(passes.addRows, 9, 40, 1, false)),
      withEngine('plain', () => run(passes.addRows, 9, 40, 1, false)),
    );
  });
});

it('passes compute what their formulas say', () => {
  const vector = (...values: number[]): Panel => ({ data: Float64Array.from(values), at: 0, row: 1 });
  const matrix = (): Panel => ({ data: Float64Array.of(1, 2, 3, 4, 5, 6), at: 0, row: 3 });
  const [sums, a, b, dots, turned] = [vector(1, 1, 1), matrix(), matrix(), vector(0, 0), matrix()];
  addRows(2, 3, vector(10, 1), matrix(), sums);
  expect([...sums.data]).toEqual([15, 26, 37]);
  takeProduct(2, 3, vector(1, 2), vector(1, 1, 2), a);
  expect([...a.data]).toEqual([0, 1, 1, 2, 3, 2]);
  takeTwoProducts(2, 3, vector(1, 2), vector(1, 1, 2), vector(1, 0), vector(0, 0, 5), b);
  expect([...b.data]).toEqual([0, 1, -4, 2, 3, 2]);
  rowDots(2, 3, matrix(), vector(1, 10, 100), dots);
  expect([...dots.data]).toEqual([321, 654]);
  rotateRows(1, 3, turned, vector(0), vector(1));
  expect([...turned.data]).toEqual([4, 5, 6, -1, -2, -3]);
});

it('the largest blocks of a product leave the arrays of a room where they are', () => {
  const [m, n, k] = [2000, 1100, 2];
  inRoom(m * k + k * n + m * n, (room) => {
    const [a, b, c] = [m * k, k * n, m * n].map((size) => room.doubles(size));
    a.fill(1);
    b.fill(1);
    gemmUpdate(m, n, k, { data: a, at: 0, row: 1, column: m }, { data: b, at: 0, row: 1, column: k }, { data: c, at: 0, row: n });
    expect([c.length, c[0], c[m * n - 1]]).toEqual([m * n, -2, -2]);
  });
});
