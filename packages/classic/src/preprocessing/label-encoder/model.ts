import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { ModelJson } from '../../estimator/json.ts';
import { openModel } from '../../estimator/json.ts';
import { readClasses } from '../../estimator/json-fields.ts';
import type { Label } from '../../estimator/labels.ts';
import { asLabels } from '../../estimator/labels.ts';

const kind = 'LabelEncoderModel';
const version = 1;

/** A saved {@link LabelEncoderModel}. */
export interface LabelEncoderJson extends ModelJson {
  readonly kind: 'LabelEncoderModel';
  /** The labels, sorted. */
  readonly classes: readonly Label[];
}

/**
 * Labels and their numbers, fitted.
 *
 * @example
 * import { LabelEncoder, LabelEncoderModel } from '@hml/classic/preprocessing';
 * const encoder = new LabelEncoder().fit([30, 10, 20]);
 * LabelEncoderModel.fromJSON(JSON.parse(JSON.stringify(encoder))).classes // [10, 20, 30]
 */
export class LabelEncoderModel<L extends Label> {
  /** The `kind` of its saved models. */
  static readonly kind: 'LabelEncoderModel' = kind;
  /** The labels, sorted; the place of each is its number. Frozen. */
  readonly classes: readonly L[];

  constructor(classes: readonly L[]) {
    this.classes = Object.freeze([...classes]);
    Object.freeze(this);
  }

  /** The number of each label. @throws DataError for a label that was not there in `fit`. */
  transform(y: ArrayLike<L>): Int32Array {
    return asLabels(`${kind}.transform`, y, undefined, 'y', { classes: this.classes }).codes;
  }

  /** The label of each number. @throws DataError for a number that no label has. */
  inverseTransform(codes: ArrayLike<number>): L[] {
    return Array.from(codes, (code, i) => {
      if (Number.isInteger(code) && code >= 0 && code < this.classes.length) return this.classes[code];
      const got = `${describeValue(code)} at index ${i}`;
      const expected = `whole numbers from 0 to ${this.classes.length - 1}`;
      throw new DataError({ where: `${kind}.inverseTransform`, what: 'a number that no label has', expected, got });
    });
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LabelEncoderJson {
    return { hml: 1, kind, version, classes: this.classes };
  }

  /** The model from what `toJSON` gave; its labels are of the type that they had. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LabelEncoderModel<Label> {
    return new LabelEncoderModel(readClasses(openModel(json, kind, version, ['classes'])));
  }
}
