import { DataError, DTypeError, isTensor, type Tensor } from '@hml/tensor';
import { describeValue, untaped } from '@hml/tensor/extend';
import { isVariable, namedLeaves } from './named-leaves.ts';

/** A tensor by which the derivative is checked, and where it stands among the arguments. */
export interface CheckedInput {
  /** Which argument of the function, from 0. */
  readonly argument: number;
  /** Where in the argument; empty when the argument is the tensor. */
  readonly path: string;
  readonly x: Tensor;
}

/** The tensors of all inputs in a row. */
export function inputsOf(where: string, inputs: readonly unknown[]): CheckedInput[] {
  if (!Array.isArray(inputs)) {
    throw new DTypeError({
      where,
      what: 'inputs are not an array',
      expected: 'an array with one input per argument',
      got: describeValue(inputs),
      fix: `${where}(f, [x])`,
    });
  }
  const checked = inputs.flatMap((input, argument) =>
    namedLeaves(where, input, isVariable).map(({ name, leaf }) => ({
      argument,
      path: name,
      x: isTensor(leaf) ? leaf : untaped(leaf.value),
    })),
  );
  if (checked.length === 0) {
    throw new DataError({ where, what: 'there is nothing to check', expected: 'at least one tensor', got: describeValue(inputs) });
  }
  for (const input of checked) checkInput(where, input);
  return checked;
}

/** An input in words: `argument 0, w`. */
export function nameOf({ argument, path }: Pick<CheckedInput, 'argument' | 'path'>): string {
  return path === '' ? `argument ${argument}` : `argument ${argument}, ${path}`;
}

function checkInput(where: string, input: CheckedInput): void {
  const { dtype } = input.x;
  if (dtype !== 'float64') {
    throw new DTypeError({
      where,
      what: `${nameOf(input)} is not float64`,
      expected: 'float64 tensors: differences need the digits',
      got: describeValue(input.x),
      fix: dtype === 'float32' ? "cast(x, 'float64')" : 'no derivative is taken by integers: let the function close over them',
    });
  }
  checkFinite(where, nameOf(input), input.x, 'a check needs a point where the function has a value');
}

/** What the function gave at the inputs, checked, and compared with what it gave when it was called again. */
export function checkValue(where: string, first: unknown, again: () => Tensor): void {
  if (!isTensor(first)) {
    throw new DTypeError({ where, what: 'the function returned no tensor', expected: 'a tensor', got: describeValue(first) });
  }
  if (first.dtype !== 'float64') {
    throw new DTypeError({
      where,
      what: 'the function does not compute in float64',
      expected: 'a float64 tensor: differences need the digits',
      got: describeValue(first),
      fix: 'leave out the casts within it, and cast what it closes over',
    });
  }
  checkFinite(where, 'the value of the function', first, 'choose inputs where it is finite; anomaly(() => f(...)) names the op');
  const [a, b] = [first.toTypedArray(), again().toTypedArray()];
  const index = a.findIndex((value, i) => value !== b[i]);
  if (index < 0 && a.length === b.length) return;
  throw new DataError({
    where,
    what: 'the function gave another result when it was called again',
    expected: 'the same bits from the same inputs',
    got: `${a[index]}, then ${b[index]} at element ${index}`,
    fix: 'draw random numbers outside of it, or start their generator within: random(seed)',
  });
}

function checkFinite(where: string, what: string, x: Tensor, fix: string): void {
  const values = x.toTypedArray();
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new DataError({
    where,
    what: `${what} is not finite`,
    expected: 'finite numbers',
    got: `${values[index]} at element ${index} of [${x.shape.join(', ')}]`,
    fix,
  });
}
