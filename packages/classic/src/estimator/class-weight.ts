import { DataError } from '@hml/tensor';
import type { Label, Labels } from './labels.ts';
import type { Rule } from './options.ts';
import { checkWeights } from './targets.ts';

/**
 * How much each class counts: a weight per label, or `'balanced'` for $n / (K n_k)$, with which all classes count the same together.
 * A label that the map does not name has weight 1.
 */
export type ClassWeight = 'balanced' | ReadonlyMap<Label, number>;

/** The rule of the option `classWeight`. */
export const isClassWeight: Rule<ClassWeight> = {
  expected: "'balanced' or a Map from label to a weight of 0 or more",
  accepts: (value): value is ClassWeight =>
    value === 'balanced' || (value instanceof Map && [...value.values()].every((weight) => Number.isFinite(weight) && weight >= 0)),
  copy: (value) => (value instanceof Map ? new Map(value) : value),
};

/**
 * Sample weights with the weight of each sample's class multiplied in; `undefined` where every sample counts as one.
 *
 * $$ s_i \leftarrow s_i\, w_{y_i}, \qquad w_k = \frac{n}{K n_k} \text{ if balanced} $$
 *
 * @throws DataError if the map names a label that is no class while a class goes without a weight: one of them is misspelt.
 * @throws DataError if no sample has any weight left, or the sum is out of range.
 */
export function weighClasses<L extends Label>(
  where: string,
  { classes, codes }: Labels<L>,
  weights: Float64Array | undefined,
  classWeight: ClassWeight | undefined,
): Float64Array | undefined {
  if (classWeight === undefined) return weights;
  const byClass = classWeight === 'balanced' ? balanced(classes.length, codes) : weightsOf(where, classes, classWeight);
  const product = Float64Array.from(codes, (code, i) => byClass[code] * (weights === undefined ? 1 : weights[i]));
  checkWeights(where, 'classWeight', product);
  return product;
}

function balanced(nClasses: number, codes: Int32Array): Float64Array {
  const counts = new Float64Array(nClasses);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  return counts.map((count) => codes.length / (nClasses * count));
}

function weightsOf(where: string, classes: readonly Label[], classWeight: ReadonlyMap<Label, number>): number[] {
  const stranger = [...classWeight.keys()].find((label) => !classes.includes(label));
  const forgotten = classes.find((label) => !classWeight.has(label));
  if (stranger === undefined || forgotten === undefined) return classes.map((label) => classWeight.get(label) ?? 1);
  throw new DataError({
    where,
    what: 'classWeight names a label that does not occur',
    expected: `labels among ${classes.map(String).join(', ')}`,
    got: String(stranger),
    fix: `the class ${String(forgotten)} has no weight: is it meant? (text and numbers differ)`,
  });
}
