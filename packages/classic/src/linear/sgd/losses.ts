import { expOf, log1pOf } from '@hml/tensor/extend';

/** A cost of one sample, and its slope, by the score $z$ and the target $y$ (−1 or 1 for classes). */
export interface SampleLoss {
  /** $\ell(z, y)$ */
  readonly value: (z: number, y: number) => number;
  /** $\partial \ell / \partial z$ */
  readonly slope: (z: number, y: number) => number;
}

/** The losses of classifiers. */
export type ClassifierLoss = 'hinge' | 'log_loss' | 'modified_huber' | 'squared_hinge' | 'perceptron' | RegressorLoss;

/** The losses of regressors. */
export type RegressorLoss = 'squared_error' | 'huber' | 'epsilon_insensitive' | 'squared_epsilon_insensitive';

/** The names of {@link RegressorLoss}. */
export const regressorLosses = ['squared_error', 'huber', 'epsilon_insensitive', 'squared_epsilon_insensitive'] as const;

/** The names of {@link ClassifierLoss}. */
export const classifierLosses = ['hinge', 'log_loss', 'modified_huber', 'squared_hinge', 'perceptron', ...regressorLosses] as const;

/** The loss of this name; `epsilon` is where those of regressors change. */
export function lossOf(name: ClassifierLoss, epsilon: number): SampleLoss {
  switch (name) {
    case 'hinge':
      return hinge(1);
    case 'perceptron':
      return hinge(0);
    case 'squared_hinge':
      return squaredHinge;
    case 'modified_huber':
      return modifiedHuber;
    case 'log_loss':
      return logLoss;
    case 'squared_error':
      return squaredError;
    case 'huber':
      return huber(epsilon);
    case 'epsilon_insensitive':
      return epsilonInsensitive(epsilon);
    case 'squared_epsilon_insensitive':
      return squaredEpsilonInsensitive(epsilon);
  }
}

/** $\max(0, m - yz)$ */
function hinge(margin: number): SampleLoss {
  return {
    value: (z, y) => Math.max(0, margin - y * z),
    slope: (z, y) => (y * z <= margin ? -y : 0),
  };
}

/** $\max(0, 1 - yz)^2$ */
const squaredHinge: SampleLoss = {
  value: (z, y) => Math.max(0, 1 - y * z) ** 2,
  slope: (z, y) => -2 * y * Math.max(0, 1 - y * z),
};

/** $\max(0, 1 - yz)^2$ for $yz \ge -1$, else $-4yz$: far on the wrong side, a line. */
const modifiedHuber: SampleLoss = {
  value: (z, y) => (y * z >= -1 ? Math.max(0, 1 - y * z) ** 2 : -4 * y * z),
  slope: (z, y) => (y * z >= -1 ? -2 * y * Math.max(0, 1 - y * z) : -4 * y),
};

/** $\log(1 + e^{-yz})$ */
const logLoss: SampleLoss = {
  value: (z, y) => Math.max(0, -y * z) + log1pOf(expOf(-Math.abs(z))),
  slope: (z, y) => -y * logistic(-y * z),
};

/** $\sigma(z) = 1 / (1 + e^{-z})$, without overflow. */
export function logistic(z: number): number {
  const e = expOf(-Math.abs(z));
  return (z > 0 ? 1 : e) / (1 + e);
}

/** $\tfrac12 (z - y)^2$ */
const squaredError: SampleLoss = { value: (z, y) => 0.5 * (z - y) ** 2, slope: (z, y) => z - y };

/** $\tfrac12 r^2$ for $|r| \le \epsilon$, else $\epsilon |r| - \tfrac12 \epsilon^2$. */
function huber(epsilon: number): SampleLoss {
  return {
    value: (z, y) => (Math.abs(z - y) <= epsilon ? 0.5 * (z - y) ** 2 : epsilon * Math.abs(z - y) - 0.5 * epsilon * epsilon),
    slope: (z, y) => Math.max(-epsilon, Math.min(epsilon, z - y)),
  };
}

/** $\max(0, |y - z| - \epsilon)$ */
function epsilonInsensitive(epsilon: number): SampleLoss {
  return {
    value: (z, y) => Math.max(0, Math.abs(y - z) - epsilon),
    slope: (z, y) => (y - z > epsilon ? -1 : z - y > epsilon ? 1 : 0),
  };
}

/** $\max(0, |y - z| - \epsilon)^2$ */
function squaredEpsilonInsensitive(epsilon: number): SampleLoss {
  return {
    value: (z, y) => Math.max(0, Math.abs(y - z) - epsilon) ** 2,
    slope: (z, y) => (z - y > epsilon ? 2 * (z - y - epsilon) : y - z > epsilon ? 2 * (z - y + epsilon) : 0),
  };
}
