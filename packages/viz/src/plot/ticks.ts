/** A tick of a logarithmic axis: plain near 1, else a power of ten: `1e6`. */
export function formatLogTick(value: number): string {
  return value >= 1e4 || value < 1e-3 ? exponent(value) : trim(value);
}

/** A tick's number, short enough for a phone: `40k`, `1.5M`, `0.25`, `3e9`, `2e-5`. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-3))
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
}

/** Round numbers within a range, evenly spaced by 1, 2 or 5 times a power of ten: about `n` of them. */
export function roundNumbers(low: number, high: number, n: number): number[] {
  const rough = (high - low) / n;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((digit) => digit * power >= rough * 0.7) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

function exponent(value: number): string {
  return value
    .toExponential(2)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}

function trim(value: number): string {
  return String(Number(value.toPrecision(5)));
}
