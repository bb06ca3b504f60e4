import { slogdet } from '@hml/tensor';
import { type Adapter, isUnmapped } from './adapter.ts';
import { tensorsOf } from './ops.ts';
import { callOp } from './tensor.ts';

/**
 * The family `tensor-linalg`: the function of that name among the exports of @hml/tensor. Cases of the determinant expect its sign and
 * logarithm too, which `slogdet` gives.
 */
export const tensorLinalgAdapter: Adapter = (golden) => {
  const outcome = callOp(golden);
  const [a] = tensorsOf(golden.data.inputs).values();
  if (golden.algorithm !== 'det' || isUnmapped(outcome) || a === undefined) return outcome;
  return { results: { ...outcome.results, ...slogdet(a) } };
};
