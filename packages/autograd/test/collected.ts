import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Which of the references the collector has cleared, after it was told to run: a reference holds its object to the end of its job. */
export async function collected(references: readonly WeakRef<object>[]): Promise<boolean[]> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (typeof collect === 'function') collect();
  return references.map((reference) => reference.deref() === undefined);
}
