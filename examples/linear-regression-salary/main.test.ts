import { describe, expect, it } from 'vitest';
import { rehearse } from '../runner/rehearse.ts';
import run from './main.ts';

const example = rehearse(run);

const exact = [25792.200198668696, 9449.962321455076];
const relative = (got: number, wanted: number) => Math.abs(got - wanted) / Math.abs(wanted);

describe('linear-regression-salary', () => {
  it('finds θ by the normal equation to 1e-9', () => {
    example.found.theta.forEach((value, i) => void expect(relative(value, exact[i])).toBeLessThanOrEqual(1e-9));
  });

  it('finds the same θ by gradient descent to 1e-6, on raw and on standardised years', () => {
    for (const { theta, converged } of [example.found.raw, example.found.standardized]) {
      expect(converged).toBe(true);
      exact.forEach((value, i) => void expect(relative(theta[i], value)).toBeLessThanOrEqual(1e-6));
    }
  });

  it('never lets the cost rise by more than rounding', () => {
    for (const { costHistory } of [example.found.raw, example.found.standardized]) {
      costHistory.forEach((cost, i) => void expect(i === 0 || cost <= costHistory[i - 1] * (1 + 1e-12)).toBe(true));
    }
  });

  it('needs the number of iterations that the README says', () => {
    expect([example.found.raw.nIter, example.found.standardized.nIter]).toEqual([1738, 219]);
  });

  it('prints θ, R² and RMSE to the digits of the README', () => {
    expect(example.lines).toContain('θ (normal equation) = [25792.20019867, 9449.96232146]');
    expect(example.lines).toContain('R² = 0.9569566641');
    expect(example.lines).toContain('RMSE = 5592.0436');
  });

  it('predicts 5 and 12 years, and says which is extrapolation', () => {
    expect([...example.found.predictions].map(Math.round)).toEqual([73042, 139192]);
    expect(example.lines.join('\n')).toMatch(/12\s+139192\s+extrapolation/);
  });

  it('draws the points, the line over the points, and the falling cost', () => {
    expect(example.kinds).toEqual([['scatter'], ['scatter', 'line'], ['line', 'line']]);
    expect([example.figures[1].xLabel, example.figures[1].yLabel]).toEqual(['Working age (years)', 'Salary']);
  });
});
