import { grad, hessian } from '@hml/autograd';
import { add, mul, square, sub, type Tensor, tensor } from '@hml/tensor';

type Scalar = Tensor<readonly [], 'float64'>;

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** Rosenbrock's valley, $f(x, y) = (1 - x)^2 + 100\,(y - x^2)^2$: steep sides, a bent floor, the minimum 0 at (1, 1). */
export function rosenbrock({ x, y }: { readonly x: Scalar; readonly y: Scalar }): Scalar {
  return add(square(sub(x, 1)), mul(square(sub(y, square(x))), 100));
}

const gradient = grad(rosenbrock);
const curvature = hessian(rosenbrock);

/** A point as the function takes it. */
export function at([x, y]: Point): { readonly x: Scalar; readonly y: Scalar } {
  return { x: tensor(x), y: tensor(y) };
}

/** The points from `start` until the gradient is 0 to rounding, by Newton's method: $p \leftarrow p - H^{-1} \nabla f$. */
export function newton(start: Point): Point[] {
  const path: Point[] = [start];
  for (let step = 0; step < 50; step++) {
    const p = path[path.length - 1];
    const g = slope(p);
    if (Math.hypot(...g) < 1e-12) break;
    const { x, y } = curvature(at(p));
    const [dx, dy] = solve([x.x.item(), x.y.item()], [y.x.item(), y.y.item()], g);
    path.push([p[0] - dx, p[1] - dy]);
  }
  return path;
}

/** The points from `start` by gradient descent: $p \leftarrow p - \eta \nabla f$. */
export function descend(start: Point, learningRate: number, nSteps: number): Point[] {
  const path: Point[] = [start];
  for (let step = 0; step < nSteps; step++) {
    const [x, y] = path[step];
    const [dx, dy] = slope([x, y]);
    path.push([x - learningRate * dx, y - learningRate * dy]);
  }
  return path;
}

function slope(p: Point): Point {
  const { x, y } = gradient(at(p));
  return [x.item(), y.item()];
}

/** Two equations in two unknowns, by Cramer's rule: the rows of the matrix, and the right-hand sides. */
function solve([a, b]: Point, [c, d]: Point, [u, v]: Point): Point {
  const determinant = a * d - b * c;
  return [(u * d - b * v) / determinant, (a * v - u * c) / determinant];
}
