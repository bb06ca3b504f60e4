import { DataError } from '@hml/tensor';

/** Points as two arrays of our own, with what is not finite marked as NaN, and how many such points there are. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly leftOut: number;
}

/** Copies and checks the coordinates that a user gave. */
export function asPoints(where: string, x: ArrayLike<number>, y: ArrayLike<number>): Points {
  if (x.length !== y.length) {
    throw new DataError({
      where,
      what: 'x and y differ in length',
      expected: 'one y for each x',
      got: `${x.length} x and ${y.length} y`,
    });
  }
  const xs = Float64Array.from(x);
  const ys = Float64Array.from(y);
  let leftOut = 0;
  for (let i = 0; i < xs.length; i++) {
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) continue;
    xs[i] = Number.NaN;
    ys[i] = Number.NaN;
    leftOut++;
  }
  checkSomething(where, xs.length, leftOut);
  return { x: xs, y: ys, leftOut };
}

/** Refuses data of which nothing can be drawn. */
export function checkSomething(where: string, total: number, leftOut: number): void {
  if (leftOut < total) return;
  throw new DataError({
    where,
    what: 'there is nothing to draw',
    expected: 'at least one finite value',
    got: total === 0 ? 'no values' : `${total} values, all NaN or infinite`,
  });
}
