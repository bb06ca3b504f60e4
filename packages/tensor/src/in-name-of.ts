import { DataError, DTypeError, NotDifferentiableError, ShapeError } from './errors.ts';

/** What `call` gives. Its errors come in the name of the function that the user called, which is not the one that found the fault. */
export function inNameOf<T>(where: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    for (const Kind of [DataError, ShapeError, DTypeError]) if (error instanceof Kind) throw new Kind({ ...error, where });
    throw error;
  }
}

/** What `solved` gives for a derivative of the function `where`, which has none where a matrix in it turns out to be singular. */
export function derivativeOf<T>(where: string, solved: () => T): T {
  try {
    return solved();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { expected, got } = error;
    throw new NotDifferentiableError({ where, what: 'no derivative at a singular matrix', expected, got });
  }
}
