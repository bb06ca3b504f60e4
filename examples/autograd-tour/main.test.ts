import { gradCheck, gradGradCheck, graphOf } from '@hml/autograd';
import { tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import { naive, stable } from './custom.ts';
import { neuron } from './expression.ts';
import run from './main.ts';
import { at, rosenbrock } from './newton.ts';

const example = rehearse(run);

describe('autograd-tour', () => {
  it('has the derivatives of the neuron that one finds by hand', () => {
    const t = Math.tanh(0.5); // w x + b = 0.5
    const slope = 2 * (t - 1) * (1 - t ** 2);
    const byHand = [slope * 0.5, slope * 2, slope, -2 * (t - 1)];
    example.found.gradients.forEach((gradient, i) => void expect(gradient).toBeCloseTo(byHand[i], 14));
    expect(example.lines).toContain('∂L/∂(w, x, b, y) = [-0.423017, -1.692067, -0.846033, 1.075766]');
  });

  it('shows nine values: four inputs and five ops, with the derivative of each', () => {
    const { nodes, edges } = neuron();
    expect(nodes.map(({ name }) => name)).toEqual(['w', 'x', 'b', 'y', 'mul', 'add', 'tanh', 'sub', 'mul_2']);
    expect(nodes.every(({ value, gradient }) => typeof value === 'number' && typeof gradient === 'number')).toBe(true);
    expect(edges.length).toBe(9);
  });

  it("needs seven steps of Newton's method to the minimum, and twice as many digits with each of the last", () => {
    expect(example.found.path.length - 1).toBe(7);
    const [x, y] = example.found.path[7];
    expect(Math.hypot(x - 1, y - 1)).toBeLessThan(1e-12);
    expect(rosenbrock(at(example.found.path[2])).item()).toBeGreaterThan(1000); // the leap over the bend
    expect(example.lines.join('\n')).toMatch(/5 +0\.99999570 +0\.99999139 +1\.853e-11/);
  });

  it('is not there after ten thousand steps of gradient descent', () => {
    expect(example.found.descent.toExponential(3)).toBe('5.853e-5');
  });

  it('follows gradients and second derivatives that finite differences confirm', () => {
    const point = at([-1.2, 1]);
    gradCheck(rosenbrock, [point]);
    gradGradCheck(rosenbrock, [point], { rtol: 1e-6 });
  });

  it('mends value and slope with a rule of its own, and says which op overflowed', () => {
    expect(example.found.custom.naive).toEqual({ values: [0, Math.LN2, Infinity], slopes: [0, 0.5, Number.NaN] });
    expect(example.found.custom.stable).toEqual({ values: [0, Math.LN2, 1000], slopes: [0, 0.5, 1] });
    expect(example.found.custom.anomaly).toMatch(/^exp: the first infinity\n.*\n.*Infinity at element 2 of \[3\], from custom\.ts:/);
    const slopeOf = (f: typeof naive) => Number(graphOf((x) => f(x).sum(), tensor(1)).nodes[0].gradient);
    expect(slopeOf(stable)).toBeCloseTo(slopeOf(naive), 14);
  });

  it('draws the graph, and both ways down the valley', () => {
    expect(example.kinds).toEqual([['diagram'], ['contour', 'line', 'line', 'scatter']]);
  });
});
