import { type Dataset, dataset } from '../dataset.ts';
import { decodeRows, splitTarget } from '../decode.ts';
import { rows } from './rows.ts';

/** The thirteen measurements, in columns of `X`. */
export type WineFeature =
  | 'alcohol'
  | 'malic_acid'
  | 'ash'
  | 'alcalinity_of_ash'
  | 'magnesium'
  | 'total_phenols'
  | 'flavanoids'
  | 'nonflavanoid_phenols'
  | 'proanthocyanins'
  | 'color_intensity'
  | 'hue'
  | 'od280_od315'
  | 'proline';

/** The three cultivars, which are not named. */
export type WineCultivar = 'class_0' | 'class_1' | 'class_2';

/**
 * Wines of one region from three cultivars: 178 bottles, thirteen chemical measurements each, on very different scales.
 *
 * Shapes: `X` [178, 13], `y` [178] with 0, 1 and 2 (59, 71 and 48, in this order).
 *
 * @example
 * import { loadWine } from '@hml/data/wine';
 * const { X, y, featureNames, targetNames } = loadWine();
 * X[0].slice(0, 3) // [14.23, 1.71, 2.43]
 * featureNames[12] // 'proline'
 * targetNames[y[177]] // 'class_2'
 */
export function loadWine(): Dataset<WineFeature, WineCultivar, Int32Array> {
  const { X, y } = splitTarget(decodeRows(rows));
  return dataset({
    X,
    y: Int32Array.from(y),
    featureNames: [
      'alcohol',
      'malic_acid',
      'ash',
      'alcalinity_of_ash',
      'magnesium',
      'total_phenols',
      'flavanoids',
      'nonflavanoid_phenols',
      'proanthocyanins',
      'color_intensity',
      'hue',
      'od280_od315',
      'proline',
    ],
    targetNames: ['class_0', 'class_1', 'class_2'],
    description: 'Chemical analysis of 178 wines of one region in Italy, made from three cultivars.',
    source: 'M. Forina et al., PARVUS (1991); UCI Machine Learning Repository, "Wine".',
    licence: 'CC BY 4.0 (UCI Machine Learning Repository); changed here: only the file format.',
  });
}
