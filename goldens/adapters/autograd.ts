import { grad } from '@hml/autograd';
import { add, isTensor, mul, ShapeError, sum, type Tensor } from '@hml/tensor';
import type { GoldenCase } from '../cases.ts';
import { isObject } from '../json.ts';
import type { Adapter, Outcome } from './adapter.ts';
import { findFunction, tensorExports } from './exports.ts';
import { type Operands, opArguments, opName, tensorsOf } from './ops.ts';
import { nameResults, noSuchOp } from './tensor.ts';

/**
 * The family `autograd`: the op's value, and for each input the gradient of the outputs
 * contracted with the case's upstream gradients.
 *
 * $$ \bar x_i = \frac{\partial}{\partial x_i} \sum_k \langle \bar y_k, y_k(x) \rangle $$
 */
export const autogradAdapter: Adapter = (golden) => {
  if (golden.params.formula !== undefined) return { unmapped: 'no adapter for the formula of the case' };
  const op = findFunction(tensorExports, opName(golden.algorithm));
  if (!op) return { unmapped: noSuchOp };
  const constants = tensorsOf(golden.data.constants);
  return differentiate(golden, (inputs) => op(...opArguments(golden.algorithm, new Map([...inputs, ...constants]), golden.params)));
};

/** Value and gradients of a function of named inputs. */
export function differentiate(golden: GoldenCase, f: (inputs: Operands) => unknown): Outcome {
  const inputs = tensorsOf(golden.data.inputs);
  const upstream = tensorsOf(golden.data.gradOutput);
  const fields = Object.keys(golden.expected).filter((field) => field !== 'grads');
  const outputs = nameResults(f(inputs), fields);
  const wanted = isObject(golden.expected.grads) ? Object.keys(golden.expected.grads) : [];
  const grads = wanted.map((name) => {
    const loss = (x: Tensor): Tensor<readonly []> =>
      contract(golden.algorithm, nameResults(f(new Map([...inputs, [name, x]])), fields), upstream);
    const input = asTensor(golden.algorithm, inputs.get(name));
    return [name, grad(loss)(input)] as const;
  });
  return { results: { ...outputs, grads: Object.fromEntries(grads) } };
}

/** The result, when it is a tensor as the op's declaration promises. */
export function asTensor(where: string, value: unknown): Tensor {
  if (isTensor(value)) return value;
  throw new ShapeError({ where, what: 'result is no tensor', expected: 'a tensor', got: typeof value });
}

function contract(where: string, outputs: Readonly<Record<string, unknown>>, upstream: ReadonlyMap<string, Tensor>): Tensor<readonly []> {
  const terms = [...upstream].map(([name, gradient]) => sum(mul(asTensor(where, outputs[name]), gradient)));
  return terms.reduce((total, term) => add(total, term));
}
