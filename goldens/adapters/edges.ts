import { grad } from '@hml/autograd';
import { isTensor, sum, type Tensor } from '@hml/tensor';
import { isList } from '../json.ts';
import type { Adapter } from './adapter.ts';
import { findFunction, tensorExports } from './exports.ts';
import { asTensor, opArguments, opName, tensorsOf } from './ops.ts';
import { noSuchOp } from './tensor.ts';

const noDerivative = 'the case expects none: the op is not differentiated there';

/** The family `edges`: an elementwise op and its derivative, point by point; an expected null is not compared. */
export const edgesAdapter: Adapter = ({ algorithm, data, params, expected }) => {
  const op = findFunction(tensorExports, opName(algorithm));
  if (!op) return { unmapped: noSuchOp };
  const x = tensorsOf(data.inputs).get('x');
  if (!isTensor(x)) return { unmapped: 'the case has no input x' };
  const f = (point: Tensor): Tensor => asTensor(algorithm, op(...opArguments(algorithm, new Map([['x', point]]), params)));
  const output = f(x);
  const differentiated = isList(expected.derivative) && expected.derivative.some((value) => value !== null);
  if (!differentiated) return { results: { output }, notCompared: { derivative: noDerivative } };
  return { results: { output, derivative: grad((point: Tensor) => sum(f(point)))(x) }, holes: ['derivative'] };
};
