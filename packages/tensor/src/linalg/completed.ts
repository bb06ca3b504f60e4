import { NotDifferentiableError } from '../errors.ts';

/** The rules of an op that completes a basis: the columns that it adds are any, and have no derivative. Both say which option asks for them. */
export function withoutDerivative(where: string, option: string, fix: string): { vjp: { a: () => never }; jvp: { a: () => never } } {
  const refuse = (): never => {
    throw new NotDifferentiableError({
      where,
      what: 'a completed basis has no derivative',
      expected: 'only the columns that A has',
      got: option,
      fix,
    });
  };
  return { vjp: { a: refuse }, jvp: { a: refuse } };
}
