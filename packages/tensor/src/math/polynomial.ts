/** The polynomial with these coefficients, the one of the highest power first, by Horner's rule. */
export function polynomial(x: number, coefficients: readonly number[]): number {
  let y = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) y = y * x + coefficients[i];
  return y;
}
