import { checkOptions } from '@hml/tensor/extend';
import type { Label, LabelsLike, NumericLabels } from '../../estimator/labels.ts';
import { asLabels } from '../../estimator/labels.ts';
import { LabelEncoderModel } from './model.ts';

/**
 * Numbers labels from 0 in sorted order. Classifiers take labels as they are; this is for what takes numbers only.
 *
 * Shapes: y [n] → `classes` [nClasses]; `transform`: [m] → [m].
 *
 * @throws DataError if labels are missing, of several types or fractions.
 * @example
 * import { LabelEncoder } from '@hml/classic/preprocessing';
 * const encoder = new LabelEncoder().fit(['spam', 'ham', 'spam']);
 * encoder.classes // ['ham', 'spam']
 * encoder.transform(['spam', 'ham']) // Int32Array [1, 0]
 * encoder.inverseTransform([0, 0, 1]) // ['ham', 'ham', 'spam']
 * encoder.transform(JSON.parse('["hum"]')) // throws DataError: y holds a label that is no class
 */
export class LabelEncoder {
  /** The options where none are given: there are none. */
  static readonly defaults: Readonly<Record<never, never>> = Object.freeze({});
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Record<never, never>>;

  constructor(options: Readonly<Record<never, never>> = {}) {
    checkOptions('new LabelEncoder', options, []);
    this.options = LabelEncoder.defaults;
    Object.freeze(this);
  }

  /** Learns which labels there are. */
  fit<L extends Label>(y: ArrayLike<L>): LabelEncoderModel<L>;
  fit(y: NumericLabels): LabelEncoderModel<number>;
  fit<L extends Label>(y: LabelsLike<L>): LabelEncoderModel<L> {
    return new LabelEncoderModel(asLabels('LabelEncoder.fit', y, undefined).classes);
  }
}
