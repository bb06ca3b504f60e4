import { type Dataset, dataset } from '../dataset.ts';
import { decodeRows, splitTarget } from '../decode.ts';
import { rows } from './rows.ts';

/** What was measured of each nucleus. */
export type NucleusMeasurement =
  | 'radius'
  | 'texture'
  | 'perimeter'
  | 'area'
  | 'smoothness'
  | 'compactness'
  | 'concavity'
  | 'concave_points'
  | 'symmetry'
  | 'fractal_dimension';

/** The thirty features, in columns of `X`: mean, standard error and worst value of each measurement. */
export type BreastCancerFeature = `mean_${NucleusMeasurement}` | `${NucleusMeasurement}_error` | `worst_${NucleusMeasurement}`;

/** The two diagnoses. */
export type Diagnosis = 'malignant' | 'benign';

const measurements: readonly NucleusMeasurement[] = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave_points',
  'symmetry',
  'fractal_dimension',
];

/**
 * Breast cancer in Wisconsin: 569 biopsies, thirty features of the cell nuclei in each image, benign or malignant.
 *
 * Shapes: `X` [569, 30], `y` [569] with 0 malignant (212) and 1 benign (357).
 * Cost: decoded from 117 KB of text at each call, in a few milliseconds; importing decodes nothing.
 *
 * @example
 * import { loadBreastCancer } from '@hml/data/breast-cancer';
 * const { X, y, featureNames, targetNames } = loadBreastCancer();
 * X[0].slice(0, 2) // [17.99, 10.38]
 * featureNames[29] // 'worst_fractal_dimension'
 * targetNames[y[0]] // 'malignant'
 */
export function loadBreastCancer(): Dataset<BreastCancerFeature, Diagnosis, Int32Array> {
  const { X, y } = splitTarget(decodeRows(rows));
  return dataset({
    X,
    y: Int32Array.from(y),
    featureNames: [
      ...measurements.map((name) => `mean_${name}` as const),
      ...measurements.map((name) => `${name}_error` as const),
      ...measurements.map((name) => `worst_${name}` as const),
    ],
    targetNames: ['malignant', 'benign'],
    description: 'Mean, standard error and worst value of ten measurements of cell nuclei in 569 biopsies, and the diagnosis.',
    source:
      'W. H. Wolberg, W. N. Street, O. L. Mangasarian, "Breast Cancer Wisconsin (Diagnostic)" (1995); UCI Machine Learning Repository.',
    licence: 'CC BY 4.0 (UCI Machine Learning Repository); changed here: only the file format.',
  });
}
