import { OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

/** A class of models, whatever its parts. */
type ModelKind = (abstract new (...parts: never[]) => object) & { readonly kind: string };

const fitOptions = ['sampleWeight', 'onWarning', 'classes'];

/**
 * Refuses what stands in the place of the model that `partialFit` goes on from, and is none.
 *
 * @throws OptionError unless `model` is undefined or of this class.
 */
export function checkModel(where: string, model: unknown, Model: ModelKind): void {
  if (model === undefined || model instanceof Model) return;
  const options = typeof model === 'object' && model !== null && !('toJSON' in model) && fitOptions.some((name) => name in model);
  throw new OptionError({
    where,
    what: "'model' is no model to go on from",
    expected: `a ${Model.kind}, or undefined for the first batch`,
    got: describeValue(model),
    fix: options
      ? 'options come behind the model: undefined, { … } for the first batch'
      : 'give what partialFit, or fit, of this recipe returned',
  });
}
