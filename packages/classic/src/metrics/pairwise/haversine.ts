import type { Matrix } from '@hml/tensor';
import { asin, cos, ShapeError, sin, wrap } from '@hml/tensor';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import { mapped } from '../mapped.ts';
import { readPoints } from './metric.ts';

/**
 * The angle between every point of X and every point of Y on a sphere, in radians: times the radius (6371 km on Earth), the way between them.
 *
 * $$ y_{ij} = 2 \arcsin \sqrt{\sin^2 \tfrac{\varphi_i - \varphi_j}{2} + \cos \varphi_i \cos \varphi_j \sin^2 \tfrac{\lambda_i - \lambda_j}{2}} $$
 *
 * Shapes: X [n, 2] and Y [m, 2] of latitude φ and longitude λ in radians; Y left out for X itself → [n, m].
 *
 * @throws ShapeError if there are not two columns.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { haversineDistances } from '@hml/classic/metrics';
 * haversineDistances([[0, 0]], [[0, Math.PI / 2]]).item() // 1.570796326794896…
 */
export function haversineDistances(X: MatrixLike, Y?: MatrixLike): Matrix<'float64'> {
  return onSphere('haversineDistances', X, Y);
}

/** {@link haversineDistances} on behalf of `where`. */
export function onSphere(where: string, X: MatrixLike, Y: MatrixLike | undefined): Matrix<'float64'> {
  const left = readPoints(where, 'X', X);
  const right = Y === undefined ? left : readPoints(where, 'Y', Y, left);
  if (left.nFeatures !== 2) {
    throw new ShapeError({
      where,
      what: 'points on a sphere have two coordinates',
      expected: 'X [nSamples, 2]: latitude, longitude',
      got: `X [${left.nSamples}, ${left.nFeatures}]`,
    });
  }
  const [n, m] = [left.nSamples, right.nSamples];
  const pairs = (value: (i: number, j: number) => number): Float64Array =>
    Float64Array.from({ length: n * m }, (_, at) => value(Math.floor(at / m), at % m));
  const halves = (column: 0 | 1): Float64Array =>
    mapped(
      sin,
      pairs((i, j) => (left.data[2 * i + column] - right.data[2 * j + column]) / 2),
    );
  const cosines = ({ data }: { readonly data: Float64Array }): Float64Array =>
    mapped(
      cos,
      data.filter((_, at) => at % 2 === 0),
    );
  const [up, along, cosLeft, cosRight] = [halves(0), halves(1), cosines(left), cosines(right)];
  const chords = pairs((i, j) => {
    const at = i * m + j;
    return Math.min(1, Math.sqrt(up[at] ** 2 + cosLeft[i] * cosRight[j] * along[at] ** 2));
  });
  return wrap(
    mapped(asin, chords).map((half) => 2 * half),
    [n, m],
  );
}
