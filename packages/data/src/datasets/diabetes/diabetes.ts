import { checkOptions } from '@hml/tensor/extend';
import { type Dataset, dataset } from '../dataset.ts';
import { decodeRows, splitTarget } from '../decode.ts';
import { rows } from './rows.ts';

/** The ten features, in columns of `X`. */
export type DiabetesFeature = 'age' | 'sex' | 'bmi' | 'bp' | 's1' | 's2' | 's3' | 's4' | 's5' | 's6';

/** How {@link loadDiabetes} gives the features. */
export interface DiabetesOptions {
  /** Whether each feature is centred and divided by its standard deviation times $\sqrt{n}$, as is usual for this set. @defaultValue true */
  readonly scaled?: boolean;
}

/**
 * Diabetes: ten features of 442 patients, and how far the disease had progressed a year later.
 *
 * Shapes: `X` [442, 10], `y` [442] (25 to 346). Columns of `X` have mean 0 and sum of squares 1; with `scaled: false` they are age in years, sex
 * (1 or 2), body mass index, mean blood pressure, and six values of the blood: total cholesterol, LDL, HDL, their ratio, the logarithm of
 * triglycerides, glucose.
 *
 * @throws OptionError for an unknown option.
 * @example
 * import { loadDiabetes } from '@hml/data/diabetes';
 * loadDiabetes().X[0][2] // 0.061696206518683294
 * const { X, y, featureNames } = loadDiabetes({ scaled: false });
 * X[0] // [59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87]
 * y[0] // 151
 * featureNames[2] // 'bmi'
 */
export function loadDiabetes(options: DiabetesOptions = {}): Dataset<DiabetesFeature, 'progression', Float64Array> {
  checkOptions('loadDiabetes', options, ['scaled']);
  const { scaled = true } = options;
  const { X, y } = splitTarget(decodeRows(rows));
  return dataset({
    X: scaled ? standardized(X) : X,
    y: Float64Array.from(y),
    featureNames: ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'],
    targetNames: ['progression'],
    description: scaled
      ? 'Ten features of 442 patients, centred and scaled to sums of squares of 1, and the progression of diabetes one year later.'
      : 'Age, sex, body mass index, blood pressure and six values of the blood of 442 patients, and the progression of diabetes one year later.',
    source: 'B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, "Least Angle Regression", Annals of Statistics 32 (2004).',
    licence: 'No licence was published with the original; passed on as with scikit-learn (BSD-3-Clause). Keep the citation.',
  });
}

/** Each column minus its mean, over its standard deviation times √n; added up from the top, which gives the usual figures to the bit. */
function standardized(X: readonly (readonly number[])[]): number[][] {
  const n = X.length;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  const columns = X[0].map((_, j) => {
    const center = mean(X.map((row) => row[j]));
    const centred = X.map((row) => row[j] - center);
    const std = Math.sqrt(mean(centred.map((value) => value * value)));
    return centred.map((value) => value / std / Math.sqrt(n));
  });
  return X.map((_, i) => columns.map((column) => column[i]));
}
