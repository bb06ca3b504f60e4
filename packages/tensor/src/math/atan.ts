/** π in two parts: what float64 holds, and the rest. */
const piLow = 1.2246467991473532e-16;

/**
 * $\arctan x$ in float64, the same bits in every engine. Beyond $\tan(3\pi/8)$ it is that of $-1/x$ and π/2, beyond
 * $\tan(\pi/8)$ that of $(x - 1)/(x + 1)$ and π/4; what is left is a near-minimax polynomial of degree 10 in $z = x^2$, fitted to 4e-17
 * of a term that is at most 0.06 of the result.
 */
export function atanOf(x: number): number {
  const a = Math.abs(x);
  const eighths = a > 2.414213562373095 ? 2 : a > 0.41421356237309503 ? 1 : 0;
  const v = eighths === 2 ? -1 / a : eighths === 1 ? (a - 1) / (a + 1) : a;
  const z = v * v;
  let p = -0.019140021905694565;
  p = p * z + 0.03920151873355892;
  p = p * z - 0.050844051701967326;
  p = p * z + 0.05857949051651406;
  p = p * z - 0.06664488411798739;
  p = p * z + 0.07692181553432291;
  p = p * z - 0.0909090450755384;
  p = p * z + 0.11111111013517383;
  p = p * z - 0.14285714284644896;
  p = p * z + 0.19999999999995416;
  p = p * z - 0.3333333333333333;
  const y = eighths * (Math.PI / 4) + (v + (v * z * p + eighths * (piLow / 4)));
  return x < 0 ? -y : x === 0 ? x : y; // −0 stays −0
}

/** The angle of the point (x, y), in float64, the same bits in every engine, with the zeros and infinities of IEEE 754. */
export function atan2Of(y: number, x: number): number {
  const a = Math.abs(y);
  const b = Math.abs(x);
  const ratio = a === b ? 1 : a / b; // also ∞/∞
  const angle = a === 0 && b === 0 ? 0 : atanOf(ratio);
  const left = x < 0 || (x === 0 && 1 / x < 0);
  const turned = left ? Math.PI - (angle - piLow) : angle;
  return y < 0 || (y === 0 && 1 / y < 0) ? -turned : turned;
}
