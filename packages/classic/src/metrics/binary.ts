import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { asWeights } from '../estimator/targets.ts';
import { readScores } from './indicators.ts';
import { positiveClass } from './labels.ts';
import { isOneLabel, isVector } from './rules.ts';

/** Which class scores are about, and how samples count. */
export interface ScoreOptions<L extends Label = Label> {
  /** The class that high scores speak for. @defaultValue 1, or true */
  readonly posLabel?: L;
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** The rules of {@link ScoreOptions}. */
export const scoreRules: Rules<ScoreOptions> = { sampleWeight: isVector, posLabel: isOneLabel };

/** Scores of two classes, past the border. */
export interface Scored {
  /** 1 for samples of the positive class, 0 for others. */
  readonly positive: Uint8Array;
  readonly scores: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** The border check of labels of two classes and the scores of one of them; `name` is that of the scores. */
export function readScored(
  where: string,
  yTrue: LabelsLike,
  yScore: VectorLike | MatrixLike,
  { posLabel, sampleWeight }: ScoreOptions,
  name: string = 'yScore',
): Scored {
  const { classes, codes } = readLabels(where, 'yTrue', yTrue);
  if (classes.length > 2) {
    const got = `${classes.length} classes: ${classes.slice(0, 5).map(describeValue).join(', ')}${classes.length > 5 ? ', …' : ''}`;
    throw new DataError({ where, what: 'more than two classes', expected: 'labels of two classes', got });
  }
  const scores = readScores(where, name, yScore, codes.length);
  const chosen = classes.indexOf(positiveClass(where, classes, posLabel, isObvious(classes)));
  return {
    positive: Uint8Array.from(codes, (code) => Number(code === chosen)),
    scores,
    weights: asWeights(where, sampleWeight, codes.length),
  };
}

/** Whether 1 (or true) can only be the positive class: beside 0, −1 or false, or alone. */
function isObvious(classes: readonly Label[]): boolean {
  return classes.every((label) => typeof label === 'boolean' || label === 0 || label === 1 || label === -1);
}

/** Probabilities must lie between 0 and 1. */
export function checkProbabilities(where: string, name: string, values: Float64Array): void {
  const wrong = values.find((value) => value < 0 || value > 1);
  if (wrong === undefined) return;
  const fix = 'give probabilities (predictProba), not decision values';
  throw new DataError({
    where,
    what: `${name} holds a value that is no probability`,
    expected: 'numbers from 0 to 1',
    got: String(wrong),
    fix,
  });
}
