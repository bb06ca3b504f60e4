import { add, type Tensor, zeros } from '@hml/tensor';
import { Draw, runs, type ShapeBounds } from '@hml/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Runs a check on many draws. */
function forAll(check: (draw: Draw) => void): void {
  fc.assert(
    fc.property(fc.gen(), (generate) => check(new Draw(generate))),
    runs(200),
  );
}

/** What many draws of something gave. */
function all<T>(draw: (draw: Draw) => T): T[] {
  const drawn: T[] = [];
  forAll((d) => void drawn.push(draw(d)));
  return drawn;
}

it('Draw.integer keeps its bounds and reaches both', () => {
  const drawn = all((draw) => draw.integer(-2, 3));
  expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([-2, 3]);
  expect(drawn.every(Number.isInteger)).toBe(true);
});

it('Draw.boolean and Draw.pick reach every value', () => {
  expect(new Set(all((draw) => draw.boolean())).size).toBe(2);
  expect(new Set(all((draw) => draw.pick(['a', 'b', 'c']))).size).toBe(3);
});

it('Draw.shape reaches every rank from 0 to 4 and the sides 0, 1, 2, 3, 5, 7, 8, 17, and has at most 128 elements', () => {
  const shapes = all((draw) => draw.shape());
  expect([...new Set(shapes.map((shape) => shape.length))].sort()).toEqual([0, 1, 2, 3, 4]);
  expect([...new Set(shapes.flat())].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 5, 7, 8, 17]);
  expect(Math.max(...shapes.map((shape) => shape.reduce((n, side) => n * side, 1)))).toBeLessThanOrEqual(128);
});

it('Draw.shape keeps the bounds it is given', () => {
  forAll((draw) => {
    const shape = draw.shape({ minRank: 2, maxRank: 3, minSide: 1, maxSide: 5 });
    expect(shape.length === 2 || shape.length === 3).toBe(true);
    expect(shape.every((n) => n >= 1 && n <= 5)).toBe(true);
  });
});

it('Draw.shape of a large draw has a side of 17 and odd ones beside it, within its bounds', () => {
  const large = (bounds?: ShapeBounds): number[][] => {
    const drawn: number[][] = [];
    fc.assert(
      fc.property(fc.gen(), (generate) => void drawn.push(new Draw(generate, { large: true }).shape(bounds))),
      runs(100),
    );
    return drawn;
  };
  const sorted = (shapes: number[][]): Set<string> => new Set(shapes.map((shape) => shape.toSorted((a, b) => b - a).join()));
  expect(sorted(large())).toEqual(new Set(['17', '17,5', '17,5,3']));
  expect(sorted(large({ minRank: 4 }))).toEqual(new Set(['17,5,3,1']));
  expect(sorted(large({ minRank: 2, maxRank: 2, minSide: 4 }))).toEqual(new Set(['17,5']));
  expect(large({ maxRank: 0 })[0]).toEqual([]);
  expect(Math.max(...large({ maxSide: 4 }).flat())).toBeLessThanOrEqual(4);
});

it('Draw.number keeps its bounds, Draw.side too', () => {
  expect(all((draw) => draw.number(-2, 3)).every((value) => value >= -2 && value <= 3)).toBe(true);
  expect(new Set(all((draw) => draw.side({ minSide: 3, maxSide: 4 })))).toEqual(new Set([3, 4]));
  expect(new Set(all((draw) => draw.side({ minSide: 8 })))).toEqual(new Set([8, 17]));
  expect(new Set(all((draw) => draw.side({ minSide: 20 })))).toEqual(new Set([20]));
});

it('Draw.axis counts from the front and from the end', () => {
  expect([...new Set(all((draw) => draw.axis(2)))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1]);
});

it('Draw.axes gives all, one, several or no axes, none of them twice; of a scalar all', () => {
  const drawn = all((draw) => draw.axes(3));
  expect(new Set(drawn.map((axes) => (Array.isArray(axes) ? 'list' : typeof axes)))).toEqual(new Set(['undefined', 'number', 'list']));
  for (const axes of drawn) if (Array.isArray(axes)) expect(new Set(axes).size).toBe(axes.length);
  expect(drawn.some((axes) => Array.isArray(axes) && axes.length === 0)).toBe(true);
  expect(new Set(all((draw) => draw.axes(0)))).toEqual(new Set([undefined]));
});

it('Draw.broadcastable gives shapes that broadcast, some of them different', () => {
  const differ: boolean[] = [];
  forAll((draw) => {
    const [a, b] = draw.broadcastable(2);
    const known: [Tensor, Tensor] = [zeros(a), zeros(b)];
    expect(add(...known).ndim).toBe(Math.max(a.length, b.length));
    differ.push(a.join() !== b.join());
  });
  expect(new Set(differ).size).toBe(2);
});

it('Draw.tensor keeps shape, bounds and dtype, and avoids what it is told to', () => {
  forAll((draw) => {
    const x = draw.tensor({ shape: [2, 3], min: -1, max: 4, avoid: (value) => Math.abs(value) < 0.5 });
    expect([x.shape, x.dtype]).toEqual([[2, 3], 'float64']);
    expect(x.toTypedArray().every((value) => value >= -1 && value <= 4 && Math.abs(value) >= 0.5)).toBe(true);
  });
  for (const dtype of ['float32', 'int32', 'uint8', 'bool'] as const) {
    forAll((draw) => {
      const x = draw.tensor({ maxRank: 2, dtype, min: 0, max: 1 });
      expect(x.dtype).toBe(dtype);
      expect(x.toTypedArray().every((value) => value >= 0 && value <= 1)).toBe(true);
    });
  }
});

it('Draw.special reaches NaN, both infinities, zeros of both signs and subnormal numbers', () => {
  const drawn = all((draw) => Array.from(draw.special([4]).toTypedArray())).flat();
  for (const value of [Number.NaN, Infinity, -Infinity, 0, -0, 5e-324]) expect(drawn.some((v) => Object.is(v, value))).toBe(true);
});

it('Draw gives the same values again from the same seed', () => {
  const draws = (): string[] => all((draw) => `${draw.integer(0, 99)} ${draw.tensor({ maxRank: 2 })}`);
  expect(draws()).toEqual(draws());
});
