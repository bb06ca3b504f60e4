import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Example, ExampleModule } from './example.ts';

const folder = new URL('../', import.meta.url);

/** The names of all examples: folders here that hold a `main.ts`, in alphabetical order. */
export async function exampleNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) => (entry.isDirectory() && existsSync(new URL(`${entry.name}/main.ts`, folder)) ? [entry.name] : []))
    .sort();
}

/** Loads an example by the name of its folder. */
export async function loadExample(name: string): Promise<Example> {
  const module: ExampleModule = await import(new URL(`${name}/main.ts`, folder).href);
  return { name, module };
}
