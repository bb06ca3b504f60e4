import { type Axes, fromFunction, type QuantileMethod, type Tensor } from '@hml/tensor';
import { reader } from '@hml/testing';

/** What stands between two neighbours at a share t of the way. */
const between: Readonly<Record<QuantileMethod, (low: number, high: number, t: number, place: number) => number>> = {
  linear: (low, high, t) => (t === 0 ? low : (1 - t) * low + t * high),
  lower: (low) => low,
  higher: (low, high, t) => (t === 0 ? low : high),
  midpoint: (low, high, t) => (t === 0 ? low : (low + high) / 2),
  nearest: (low, high, t, place) => (t < 0.5 || (t === 0.5 && Math.floor(place) % 2 === 0) ? low : high), // halves to the even place
};

/** Quantiles by sorting one line after the other: the element at place $q (n - 1)$, or what the method makes of its neighbours. */
export function byInterpolation(x: Tensor, q: number | readonly number[], axis: Axes, method: QuantileMethod, keepDims: boolean): Tensor {
  const axes = (typeof axis === 'number' ? [axis] : (axis ?? [...x.shape.keys()])).map((a) => (a + x.ndim) % x.ndim);
  const shares = typeof q === 'number' ? [q] : q;
  const reduced = x.shape.map((n, a) => (axes.includes(a) ? 1 : n));
  const y = fromFunction([shares.length, ...reduced], (share, ...i) => {
    const line: number[] = [];
    fromFunction(x.shape, (...j) => {
      if (j.every((at, a) => axes.includes(a) || at === i[a])) line.push(reader(x)(...j));
      return 0;
    });
    line.sort((a, b) => a - b);
    const place = shares[share] * (line.length - 1);
    const low = Math.floor(place);
    return between[method](line[low], line[Math.min(low + 1, line.length - 1)], place - low, place);
  });
  const shape = keepDims ? reduced : reduced.filter((_, a) => !axes.includes(a));
  return y.reshape(typeof q === 'number' ? shape : [shares.length, ...shape]);
}
