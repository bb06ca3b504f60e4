import { grad, hessian, hvp, jacobian } from '@hml/autograd';
import { add, mul, pow, reshape, sum, type Tensor, transpose } from '@hml/tensor';
import type { GoldenCase } from '../cases.ts';
import { asNumbers, isObject } from '../json.ts';
import type { Adapter, Outcome, Results } from './adapter.ts';
import { findFunction, tensorExports } from './exports.ts';
import { formulas } from './formulas.ts';
import { asTensor, type Operands, opArguments, opName, tensorsOf } from './ops.ts';
import { nameResults, noSuchOp } from './tensor.ts';

/**
 * The family `autograd`: the value of the op or formula, and for each input the gradient of the outputs
 * contracted with the case's upstream gradients; of some cases Jacobian, Hessian or higher derivatives.
 *
 * $$ \bar x_i = \frac{\partial}{\partial x_i} \sum_k \langle \bar y_k, y_k(x) \rangle $$
 */
export const autogradAdapter: Adapter = (golden) => {
  const f = functionOf(golden);
  if (f === undefined) return { unmapped: golden.params.formula === undefined ? noSuchOp : 'no function for the formula of the case' };
  return higher.get(golden.algorithm)?.(golden, f) ?? differentiate(golden, f);
};

/** A function of the named inputs of a case. */
type NamedFunction = (inputs: Operands) => unknown;

/** The function that a case is about: the formula it states, or the op it names. */
function functionOf({ algorithm, params, data }: GoldenCase): NamedFunction | undefined {
  const constants = tensorsOf(data.constants);
  if (typeof params.formula === 'string') {
    const formula = formulas.get(params.formula);
    return formula && ((inputs) => formula(new Map([...inputs, ...constants])));
  }
  if (algorithm === 'powBase') return (inputs) => pow(Number(params.base), asTensor(algorithm, inputs.get('x')));
  if (algorithm === 'transposeReshape')
    return (inputs) =>
      reshape(transpose(asTensor(algorithm, inputs.get('x')), asNumbers(params.axes) ?? []), asNumbers(params.shape) ?? []);
  const op = findFunction(tensorExports, opName(algorithm));
  return op && ((inputs) => op(...opArguments(algorithm, new Map([...inputs, ...constants]), params)));
}

/** Cases that ask for more than gradients. */
const higher = new Map<string, (golden: GoldenCase, f: NamedFunction) => Outcome>([
  ['hessian', (golden, f) => ofX(golden, f, (g, x) => ({ hessian: hessian((v) => sum(g(v)))(x) }))],
  ['hessianVectorProduct', productWithHessian],
  ['jacobian', (golden, f) => ofX(golden, f, (g, x) => ({ jacobian: jacobian(g)(x) }))],
  ['repeatedDerivative', (golden, f) => ofX(golden, f, repeatedDerivatives)],
]);

/** What a case of one input asks for, beside the value. */
function ofX(golden: GoldenCase, f: NamedFunction, more: (g: (x: Tensor) => Tensor, x: Tensor) => Results): Outcome {
  const g = (x: Tensor): Tensor => asTensor(golden.algorithm, f(new Map([['x', x]])));
  const x = asTensor(golden.algorithm, tensorsOf(golden.data.inputs).get('x'));
  return { results: { output: g(x), ...more(g, x) } };
}

/** The derivatives of a function that works element by element, each the gradient of the sum of the one before. */
function repeatedDerivatives(f: (x: Tensor) => Tensor, x: Tensor): Results {
  const derivative = (g: (x: Tensor) => Tensor): ((x: Tensor) => Tensor) => grad((v: Tensor) => sum(g(v)));
  const first = derivative(f);
  const second = derivative(first);
  return { first: first(x), second: second(x), third: derivative(second)(x) };
}

function productWithHessian(golden: GoldenCase, f: NamedFunction): Outcome {
  const inputs = Object.fromEntries(tensorsOf(golden.data.inputs));
  const loss = (x: Readonly<Record<string, Tensor>>): Tensor<readonly []> => sum(asTensor(golden.algorithm, f(new Map(Object.entries(x)))));
  const vector = Object.fromEntries(tensorsOf(golden.data.vector));
  return { results: { output: loss(inputs), grads: grad(loss)(inputs), hessianVectorProduct: hvp(loss, inputs, vector) } };
}

/** Value and gradients of a function of named inputs. */
export function differentiate(golden: GoldenCase, f: NamedFunction): Outcome {
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

function contract(where: string, outputs: Readonly<Record<string, unknown>>, upstream: ReadonlyMap<string, Tensor>): Tensor<readonly []> {
  const terms = [...upstream].map(([name, gradient]) => sum(mul(asTensor(where, outputs[name]), gradient)));
  return terms.reduce((total, term) => add(total, term));
}
