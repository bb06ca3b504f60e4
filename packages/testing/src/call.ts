import { isTensor, type Tensor } from '@hml/tensor';

/** A function of tensors that applies an op. */
export type Call = (...inputs: Tensor[]) => Tensor;

/** The floating inputs of a call, of which there is at least one. */
export type Floats = readonly [Tensor, ...Tensor[]];

/** Whether a tensor holds fractions, and so may have a derivative. */
export function isFloating(x: Tensor): boolean {
  return isTensor(x) && (x.dtype === 'float64' || x.dtype === 'float32');
}

/** Runs `check` on the call as a function of its floating inputs, unless its output is of a kind that has no derivative. */
export function onFloating(call: Call, inputs: readonly Tensor[], check: (f: Call, floats: Floats) => void): void {
  if (!isFloating(call(...inputs))) return;
  const [first, ...others] = inputs.filter(isFloating);
  if (first === undefined) return;
  const f = (...floats: Tensor[]): Tensor => {
    let next = 0;
    return call(...inputs.map((x) => (isFloating(x) ? floats[next++] : x)));
  };
  check(f, [first, ...others]);
}
