import { OptionError } from '@hml/tensor';
import type { SgdSettings } from './options.ts';

/** Refuses options that do not go together. */
export function checkSteps(name: string, { learningRate, eta0, alpha }: SgdSettings): void {
  const where = `new ${name}`;
  if (learningRate === 'optimal' && alpha === 0) {
    throw new OptionError({
      where,
      what: "steps of learningRate 'optimal' are 1/(alpha t)",
      expected: 'alpha above 0',
      got: 'alpha 0',
      fix: "learningRate: 'invscaling', eta0: 0.01",
    });
  }
  if (learningRate !== 'optimal' && eta0 === 0) {
    throw new OptionError({
      where,
      what: `steps of learningRate '${learningRate}' begin with eta0`,
      expected: 'eta0 above 0',
      got: 'eta0 0',
      fix: 'eta0: 0.01',
    });
  }
}
