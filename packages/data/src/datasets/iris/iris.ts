import { type Dataset, dataset } from '../dataset.ts';
import { rows } from './rows.ts';

/** The four measurements, in columns of `X`. */
export type IrisFeature = 'sepal_length_cm' | 'sepal_width_cm' | 'petal_length_cm' | 'petal_width_cm';

/** The three species. */
export type IrisSpecies = 'setosa' | 'versicolor' | 'virginica';

/**
 * Fisher's irises: 150 flowers of three species, four measurements each. One species stands apart, two overlap.
 *
 * Shapes: `X` [150, 4] in cm, `y` [150] with 0 setosa, 1 versicolor, 2 virginica (50 each, in this order).
 * This copy follows Fisher's paper (as R and scikit-learn do); the file at UCI differs in rows 35 and 38.
 *
 * @example
 * import { loadIris } from '@hml/data/iris';
 * const { X, y, targetNames } = loadIris();
 * X[0] // [5.1, 3.5, 1.4, 0.2]
 * targetNames[y[149]] // 'virginica'
 */
export function loadIris(): Dataset<IrisFeature, IrisSpecies, Int32Array> {
  const lines = rows.trim().split('\n');
  return dataset({
    X: lines.map((line) => [0, 2, 4, 6].map((start) => Number(line.slice(start, start + 2)) / 10)),
    y: Int32Array.from(lines, (line) => Number(line[8])),
    featureNames: ['sepal_length_cm', 'sepal_width_cm', 'petal_length_cm', 'petal_width_cm'],
    targetNames: ['setosa', 'versicolor', 'virginica'],
    description: 'Length and width of sepals and petals of 150 iris flowers, in cm, and their species.',
    source:
      'R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7 (1936); UCI Machine Learning Repository, "Iris".',
    licence: 'CC BY 4.0 (UCI Machine Learning Repository); changed here: only the file format.',
  });
}
