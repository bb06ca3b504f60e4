import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { Tensor } from '../tensor.ts';
import { makeReflector, reflect } from './householder.ts';
import { batchOf, bringIntoRange, eachMatrix, matrixSize, swap } from './matrices.ts';
import type { Room } from './room.ts';

/**
 * The order in which a QR factorization with pivoting takes the columns of each matrix: at each step the one that is farthest from the
 * span of those before it, of equal ones the first. Shapes: a [.., m, n] → [.., n], int32.
 *
 * @see P. Businger, G. H. Golub, "Linear least squares solutions by Householder transformations", Numer. Math. 7 (1965).
 */
export function qrPivots(a: Tensor): Tensor<readonly number[], 'int32'> {
  return apply(pivotsOp, [a]).cast('int32');
}

/** The distances are added up afresh at each step: downdating them would lose their digits one by one. */
function choose(room: Room, m: number, n: number, a: Float64Array, order: Float64Array): void {
  for (let j = 0; j < n; j++) order[j] = j;
  bringIntoRange(a);
  const w = room.doubles(n);
  for (let step = 0; step < Math.min(m, n); step++) {
    const distances = new Float64Array(n);
    for (let i = step; i < m; i++) for (let j = step; j < n; j++) distances[j] += a[i * n + j] * a[i * n + j];
    const farthest = distances.reduce((best, distance, j) => (distance > distances[best] ? j : best), step);
    swap(m, a, step, farthest, n);
    swap(1, order, step, farthest);
    reflect(m, n, a, step, n, makeReflector(m - step, a, step * n + step, n), w);
  }
}

const pivotsOp = primitive({
  name: 'qr',
  inputs: ['a'],
  infer: ([a]) => ({ shape: batchOf(a, a.shape[a.ndim - 1]), dtype: 'int32' }),
  run: ([a], _, out) => {
    const [m, n] = matrixSize('qr', a);
    return eachMatrix([a], out, (order, matrix, room) => choose(room, m, n, matrix, order), n);
  },
});
