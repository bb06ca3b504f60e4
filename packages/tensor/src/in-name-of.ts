import { DataError, DTypeError, ShapeError } from './errors.ts';

/** What `call` gives. Its errors come in the name of the function that the user called, which is not the one that found the fault. */
export function inNameOf<T>(where: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    for (const Kind of [DataError, ShapeError, DTypeError]) if (error instanceof Kind) throw new Kind({ ...error, where });
    throw error;
  }
}
