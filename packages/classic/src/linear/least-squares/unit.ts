/** Squares of numbers between 2^-300 and 2^300 are ordinary numbers. */
export function unitOf(largest: number): number {
  return largest > 2 ** 300 ? 2 ** -600 : largest > 0 && largest < 2 ** -300 ? 2 ** 600 : 1;
}
