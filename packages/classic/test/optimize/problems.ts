import type { HessianProduct, Objective } from '../../src/optimize/index.ts';
import reference from '../fixtures/optimize.json' with { type: 'json' };

/** An objective with its second derivative, and where it is lowest. */
export interface Problem {
  readonly f: Objective;
  readonly hessianProduct: HessianProduct;
  readonly start: number[];
  readonly minimum: { readonly x: readonly number[]; readonly value: number };
}

/** $\tfrac12 (x - c)^{\top} A (x - c)$ with $A = B^{\top} B + I$. */
export function quadratic(B: readonly (readonly number[])[], centre: readonly number[]): Problem {
  const A = (v: ArrayLike<number>): number[] => {
    const Bv = B.map((row) => row.reduce((sum, b, j) => sum + b * v[j], 0));
    return Array.from(v, (value, j) => B.reduce((sum, row, i) => sum + row[j] * Bv[i], value));
  };
  return {
    f: (x, gradient) => {
      const d = x.map((value, j) => value - centre[j]);
      gradient.set(A(d));
      return 0.5 * gradient.reduce((sum, g, j) => sum + g * d[j], 0);
    },
    hessianProduct: (_, v, product) => void product.set(A(v)),
    start: centre.map(() => 0),
    minimum: { x: centre, value: 0 },
  };
}

/** The valley of Rosenbrock in ten dimensions, from 0. */
export const rosenbrock: Problem = {
  f: (x, gradient) => {
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i + 1 < x.length; i++) {
      const [a, b] = [x[i + 1] - x[i] ** 2, 1 - x[i]];
      value += 100 * a ** 2 + b ** 2;
      gradient[i] -= 400 * a * x[i] + 2 * b;
      gradient[i + 1] += 200 * a;
    }
    return value;
  },
  hessianProduct: (x, v, product) => {
    product.fill(0);
    for (let i = 0; i + 1 < x.length; i++) {
      product[i] += (1200 * x[i] ** 2 - 400 * x[i + 1] + 2) * v[i] - 400 * x[i] * v[i + 1];
      product[i + 1] += 200 * v[i + 1] - 400 * x[i] * v[i];
    }
    return undefined;
  },
  start: Array.from({ length: 10 }, () => 0),
  minimum: reference.rosenbrock,
};

/** The mean of $\log(1 + e^{-s_i x_i^{\top} w})$ and $\tfrac{0.01}{2} \lVert w \rVert^2$ over the rows of the fixture, of very different scale. */
export const logistic: Problem = {
  f: (w, gradient) => {
    const n = reference.X.length;
    let value = 0;
    w.forEach((v, j) => {
      value += 0.005 * v * v;
      gradient[j] = 0.01 * v;
    });
    reference.X.forEach((row, i) => {
      const margin = reference.s[i] * row.reduce((sum, x, j) => sum + x * w[j], 0);
      value += Math.log1p(Math.exp(-margin)) / n;
      row.forEach((x, j) => {
        gradient[j] -= (reference.s[i] * x) / (1 + Math.exp(margin)) / n;
      });
    });
    return value;
  },
  hessianProduct: (w, v, product) => {
    const n = reference.X.length;
    product.set(v.map((value) => 0.01 * value));
    for (const row of reference.X) {
      const p = 1 / (1 + Math.exp(row.reduce((sum, x, j) => sum + x * w[j], 0)));
      const xv = row.reduce((sum, x, j) => sum + x * v[j], 0);
      row.forEach((x, j) => {
        product[j] += (p * (1 - p) * xv * x) / n;
      });
    }
    return undefined;
  },
  start: [0, 0, 0, 0, 0],
  minimum: reference.logistic,
};
