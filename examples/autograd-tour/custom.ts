import { anomaly, customGradient, gradCheck, gradGradCheck, vjp } from '@hml/autograd';
import { add, exp, log, mul, onesLike, sigmoid, softplus, type Tensor, tensor } from '@hml/tensor';

/** $\log(1 + e^x)$ as it is written: above 709.8 $e^x$ overflows, and so does everything after it. */
export function naive(x: Tensor): Tensor {
  return log(add(exp(x), 1));
}

/** The same function in a form that does not overflow, with a derivative of our own: $\bar x = \bar y\, \sigma(x)$. */
export const stable = customGradient((x: Tensor) => softplus(x), {
  name: 'stable',
  vjp: ({ inputs: [x], dy }) => [mul(dy, sigmoid(x))],
});

/** What comes of both forms at −1000, 0 and 1000. */
export interface Comparison {
  readonly points: readonly number[];
  readonly naive: Curve;
  readonly stable: Curve;
  /** What anomaly mode says of the first. */
  readonly anomaly: string;
}

/** Values and slopes of a function at some points. */
export interface Curve {
  readonly values: readonly number[];
  readonly slopes: readonly number[];
}

/** Computes both, checks the rule of our own with finite differences, and asks where the other one overflows. */
export function compare(): Comparison {
  const points = [-1000, 0, 1000];
  gradCheck(stable, [tensor([-3, 0, 3])]);
  gradGradCheck(stable, [tensor([-3, 0, 3])]);
  const of = (f: (x: Tensor) => Tensor): Curve => {
    const { value, pullback } = vjp(f, [tensor(points)]);
    const [slopes] = pullback(onesLike(value));
    return { values: Array.from(value.toTypedArray()), slopes: Array.from(slopes.toTypedArray()) };
  };
  return { points, naive: of(naive), stable: of(stable), anomaly: messageOf(() => anomaly(() => naive(tensor(points)))) };
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}
