import { type Dataset, dataset } from '../dataset.ts';

// biome-ignore format: a table reads best as a table
const MEN: readonly (readonly [chins: number, situps: number, jumps: number, weight: number, waist: number, pulse: number])[] = [
  [5, 162, 60, 191, 36, 50], [2, 110, 60, 189, 37, 52], [12, 101, 101, 193, 38, 58], [12, 105, 37, 162, 35, 62],
  [13, 155, 58, 189, 35, 46], [4, 101, 42, 182, 36, 56], [8, 101, 38, 211, 38, 56], [6, 125, 40, 167, 34, 60],
  [15, 200, 40, 176, 31, 74], [17, 251, 250, 154, 33, 56], [17, 120, 38, 169, 34, 50], [13, 210, 115, 166, 33, 52],
  [14, 215, 105, 154, 34, 64], [1, 50, 50, 247, 46, 50], [6, 70, 31, 193, 36, 46], [12, 210, 120, 202, 37, 62],
  [4, 60, 25, 176, 37, 54], [11, 230, 80, 157, 32, 52], [15, 225, 73, 156, 33, 54], [2, 110, 43, 138, 33, 68],
];

/** The three exercises, in columns of `X`. */
export type LinnerudExercise = 'chins' | 'situps' | 'jumps';

/** What was measured of each man, in columns of `y`. */
export type LinnerudMeasurement = 'weight' | 'waist' | 'pulse';

/**
 * Linnerud's fitness club: what twenty middle-aged men can do, and what they weigh. Small, and with several targets per row.
 *
 * Shapes: `X` [20, 3] (chin-ups, sit-ups, jumps), `y` [20, 3] (weight in pounds, waist in inches, pulse per minute).
 *
 * @example
 * import { loadLinnerud } from '@hml/data/linnerud';
 * const { X, y, targetNames } = loadLinnerud();
 * X[0] // [5, 162, 60]
 * y[0] // [191, 36, 50]
 * targetNames // ['weight', 'waist', 'pulse']
 */
export function loadLinnerud(): Dataset<LinnerudExercise, LinnerudMeasurement, readonly (readonly number[])[]> {
  return dataset({
    X: MEN.map((row) => row.slice(0, 3)),
    y: MEN.map((row) => row.slice(3)),
    featureNames: ['chins', 'situps', 'jumps'],
    targetNames: ['weight', 'waist', 'pulse'],
    description: 'Three exercises and three measurements of 20 middle-aged men in a fitness club.',
    source: 'A. C. Linnerud, North Carolina State University; printed in M. Tenenhaus, "La régression PLS", Editions Technip (1998).',
    licence: 'No licence was stated: figures printed in a book, passed on as with scikit-learn (BSD-3-Clause). Keep the citation.',
  });
}
