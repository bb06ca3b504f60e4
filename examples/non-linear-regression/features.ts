import type { PolynomialFeaturesModel, SinusoidFeaturesModel, StandardScalerModel } from '@hml/classic/preprocessing';
import { PolynomialFeatures, SinusoidFeatures, StandardScaler } from '@hml/classic/preprocessing';
import type { Matrix, Tensor } from '@hml/tensor';
import { concat, mul, reshape, tensor } from '@hml/tensor';

const degree = 15;

/** x, standardised to $z$, as $z, z^2, \dots, z^{15}$ and $\sin z, \sin 2z, \dots, \sin 15z$: thirty columns, none twice. */
export class CurveFeatures {
  readonly #scaler: StandardScalerModel;
  readonly #powers: PolynomialFeaturesModel;
  readonly #sines: SinusoidFeaturesModel;

  constructor(x: Float64Array) {
    this.#scaler = new StandardScaler().fit({ x });
    const Z = this.#scaler.transform({ x });
    this.#powers = new PolynomialFeatures({ degree, includeBias: false }).fit(Z);
    this.#sines = new SinusoidFeatures({ degree }).fit(Z);
  }

  /** $z$ to $z^{15}$, [n, 15]. */
  powers(x: Float64Array): Matrix {
    return this.#powers.transform(this.#scaler.transform({ x }));
  }

  /** $\sin z$ to $\sin 15z$, [n, 15]. */
  sines(x: Float64Array): Matrix {
    return this.#sines.transform(this.#scaler.transform({ x }));
  }

  /** All thirty columns, [n, 30]. */
  both(x: Float64Array): Matrix {
    return beside(this.powers(x), this.sines(x));
  }

  /**
   * The columns as the reference's descent sees them. It standardises the powers, and has power $p$ in $p + 1$ equal columns, z itself in
   * three. Descent cannot tell $c$ equal columns from one that is $\sqrt c$ times as long: both move by $c$ times the step.
   */
  asRepeated(x: Float64Array): Matrix {
    const powers = this.powers(x);
    const standard = new StandardScaler().fit(powers).transform(powers);
    const lengths = tensor(Array.from({ length: degree }, (_, j) => Math.sqrt(j === 0 ? 3 : j + 2)));
    return beside(mul(standard, lengths), this.sines(x));
  }
}

/** Columns of both, [n, 15] and [n, 15] → [n, 30]. */
function beside(a: Tensor, b: Tensor): Matrix {
  return reshape(concat([a, b], 1), [a.shape[0], 2 * degree]);
}
