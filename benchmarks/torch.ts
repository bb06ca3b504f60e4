import { pythonTimes } from './python.ts';

/** Microseconds that PyTorch takes on one thread for each expression, as {@link pythonTimes} has them; empty where there is no Python with torch. */
export function torchTimes(setup: string, expressions: readonly string[]): readonly number[] {
  return pythonTimes(['import torch', 'torch.set_num_threads(1)', setup].join('\n'), expressions);
}
