import { expect, it } from 'vitest';
import { turn } from '../../src/math/trig.ts';

it('turn agrees with the engine’s cosine and sine to 3 in 10^16 over a whole turn', () => {
  for (let i = 0; i < 10_000; i++) {
    const u = i / 10_000;
    const { cos, sin } = turn(u);
    expect(Math.abs(cos - Math.cos(2 * Math.PI * u))).toBeLessThan(4e-16 + 2.5e-16 * u * 7);
    expect(Math.abs(sin - Math.sin(2 * Math.PI * u))).toBeLessThan(4e-16 + 2.5e-16 * u * 7);
  }
});

it('turn is exact at the quarters', () => {
  expect([0, 0.25, 0.5, 0.75].map((u) => turn(u).cos + 0)).toEqual([1, 0, -1, 0]);
  expect([0, 0.25, 0.5, 0.75].map((u) => turn(u).sin + 0)).toEqual([0, 1, 0, -1]);
});
