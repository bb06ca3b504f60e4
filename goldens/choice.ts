import { parseArgs } from 'node:util';
import { OptionError } from '@hml/tensor';
import { enginePath, type Path } from '@hml/tensor/extend';
import { familiesIn, type RawCase, readFamily } from './cases.ts';

/** Which cases to run, from where. */
export interface Choice {
  readonly families: readonly string[];
  readonly algorithms: readonly string[];
  /** The path that kernels take. */
  readonly path: Path;
}

/** Reads `--family NAME` and `--algorithm NAME`, both repeatable, and `--path NAME`. */
export function readArguments(args: readonly string[]): Choice {
  const options = {
    family: { type: 'string', multiple: true },
    algorithm: { type: 'string', multiple: true },
    path: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return { families: values.family ?? [], algorithms: values.algorithm ?? [], path: pathNamed(values.path ?? enginePath()) };
  } catch (error) {
    if (error instanceof OptionError) throw error;
    throw new OptionError({
      where: 'goldens',
      what: 'unreadable arguments',
      expected: '--family NAME and --algorithm NAME, each any number of times, and --path NAME',
      got: error instanceof Error ? error.message : args.join(' '),
    });
  }
}

/** The paths that this engine has, the plain loops first. */
export function pathsHere(): readonly Path[] {
  const paths: readonly Path[] = ['plain', 'simd', 'relaxed'];
  return paths.slice(0, paths.indexOf(enginePath()) + 1);
}

function pathNamed(name: string): Path {
  const paths = pathsHere();
  const path = paths.find((known) => known === name);
  if (path !== undefined) return path;
  throw new OptionError({
    where: 'goldens --path',
    what: 'no such path on this engine',
    expected: `one of ${paths.join(', ')}`,
    got: `'${name}'`,
  });
}

/**
 * The chosen cases by family, in the order asked for; without a family, all families of the folder.
 *
 * A name is known when the folder of cases or our own fixtures have it, so that a folder with fewer cases still runs.
 *
 * @throws OptionError naming a family or an algorithm that neither has.
 */
export function chooseCases(choice: Choice, folder: string, fixtures: string): Map<string, RawCase[]> {
  const present = familiesIn(folder);
  const families = choice.families.length > 0 ? choice.families : present;
  const knownFamilies = new Set([...present, ...familiesIn(fixtures)]);
  for (const family of families) checkName('family', family, knownFamilies);
  const cases = new Map(families.map((family) => [family, readFamily(folder, family)]));
  const ours = families.flatMap((family) => readFamily(fixtures, family));
  const knownAlgorithms = new Set([...cases.values(), ours].flat().map((golden) => golden.algorithm));
  for (const algorithm of choice.algorithms) checkName('algorithm', algorithm, knownAlgorithms);
  if (choice.algorithms.length === 0) return cases;
  return new Map([...cases].map(([family, all]) => [family, all.filter((golden) => choice.algorithms.includes(golden.algorithm))]));
}

function checkName(option: string, name: string, known: ReadonlySet<string>): void {
  if (known.has(name)) return;
  const names = [...known].sort().join(', ');
  throw new OptionError({ where: `goldens --${option}`, what: `unknown ${option}`, expected: `one of ${names}`, got: `'${name}'` });
}
