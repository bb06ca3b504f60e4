import { type Dataset, dataset } from '../dataset.ts';

// biome-ignore format: a table reads best as a table
const PAIRS: readonly (readonly [years: number, salary: number])[] = [
  [1.1, 39343], [1.3, 46205], [1.5, 37731], [2, 43525], [2.2, 39891], [2.9, 56642],
  [3, 60150], [3.2, 54445], [3.2, 64445], [3.7, 57189], [3.9, 63218], [4, 55794],
  [4, 56957], [4.1, 57081], [4.5, 61111], [4.9, 67938], [5.1, 66029], [5.3, 83088],
  [5.9, 81363], [6, 93940], [6.8, 91738], [7.1, 98273], [7.9, 101302], [8.2, 113812],
  [8.7, 109431], [9, 105582], [9.5, 116969], [9.6, 112635], [10.3, 122391], [10.5, 121872],
];

/**
 * Thirty salaries and the years of work behind them: one feature, nearly on a line.
 *
 * Shapes: `X` [30, 1] (years, 1.1 to 10.5), `y` [30] (salary per year, 37,731 to 122,391; the currency is not recorded).
 *
 * @example
 * import { loadSalary } from '@hml/data/salary';
 * const { X, y, featureNames } = loadSalary();
 * X[0] // [1.1]
 * y[0] // 39343
 * featureNames // ['years']
 */
export function loadSalary(): Dataset<'years', 'salary', Float64Array> {
  return dataset({
    X: PAIRS.map(([years]) => [years]),
    y: Float64Array.from(PAIRS, ([, salary]) => salary),
    featureNames: ['years'],
    targetNames: ['salary'],
    description: 'Years of work and yearly salary of 30 people, sorted by years. The currency is not recorded.',
    source: 'A teaching table in wide circulation ("years of experience, salary", 30 rows); its first author is unknown.',
    licence: 'No licence was stated with the table: 30 pairs of plain numbers, passed on as such.',
  });
}
