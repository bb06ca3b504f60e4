import { type Dataset, dataset } from '../dataset.ts';
import { rows } from './rows.ts';

/** The ten digits, as text. */
export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** Pixels per side of an image. */
const SIDE = 8;

/**
 * Handwritten digits: 1,797 grey images of 8 × 8 pixels, written by 13 people.
 *
 * Shapes: `X` [1797, 64], each row an image row by row, values 0 (paper) to 16 (ink); `y` [1797], the digit.
 * Cost: decoded from 117 KB of text at each call, in a few milliseconds; importing decodes nothing.
 *
 * @example
 * import { loadDigits } from '@hml/data/digits';
 * const { X, y, featureNames } = loadDigits();
 * X.length // 1797
 * y[0] // 0
 * X[0].slice(0, 8) // [0, 0, 5, 13, 9, 1, 0, 0]
 * featureNames[9] // 'pixel_1_1'
 */
export function loadDigits(): Dataset<string, Digit, Int32Array> {
  const lines = rows.trim().split('\n');
  return dataset({
    X: lines.map((line) => Array.from({ length: SIDE * SIDE }, (_, pixel) => Number.parseInt(line[pixel], 17))),
    y: Int32Array.from(lines, (line) => Number(line[SIDE * SIDE])),
    featureNames: Array.from({ length: SIDE * SIDE }, (_, pixel) => `pixel_${Math.floor(pixel / SIDE)}_${pixel % SIDE}`),
    targetNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    description: 'Handwritten digits, scanned and reduced to 8 × 8 pixels with values from 0 to 16.',
    source: 'E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits" (1998), the test part; UCI Machine Learning Repository.',
    licence: 'CC BY 4.0 (UCI Machine Learning Repository); changed here: only the file format.',
  });
}
