/** One named check: the commands it runs, one after another, and the checks whose result it builds on. */
export interface Check {
  readonly name: string;
  /** What it proves, in a few words. */
  readonly title: string;
  readonly commands: ReadonlyArray<readonly string[]>;
  readonly after?: readonly string[];
}

const turbo = ['turbo', 'run', '--continue', '--output-logs=errors-only'];

/** Every check of `npm test`, the slow ones first so that two lanes end together. */
export const checks: readonly Check[] = [
  { name: 'format', title: 'formatting and lint', commands: [['biome', 'ci', '--colors=off', '.']] },
  { name: 'build', title: 'packages build', commands: [[...turbo, 'build']] },
  // Not isolated: each worker imports the packages once instead of once for each of 300 files. Nothing in them is left behind by a test.
  {
    name: 'tests',
    title: 'unit, property and golden tests, coverage; the packages where strings may not become code',
    commands: [['vitest', 'run', '--coverage', '--no-isolate']],
  },
  {
    name: 'types',
    title: 'types of sources, tests, examples, scripts',
    commands: [
      [...turbo, 'typecheck'],
      ['tsc', '-p', 'tsconfig.json'],
    ],
  },
  { name: 'type-tests', title: 'what must and must not compile', commands: [['vitest', 'run', '--mode', 'types']] },
  { name: 'docs', title: 'API reference without a gap', commands: [[...turbo, '//#docs:api']] },
  { name: 'release', title: 'version, pack, install, import elsewhere', commands: [[...turbo, '//#release:dry-run']], after: ['build'] },
  { name: 'snippets', title: 'every README block and @example', commands: [['node', 'scripts/docs-examples/run.ts']] },
  { name: 'goldens', title: 'reference figures', commands: [['node', 'scripts/checks/goldens.ts']] },
  { name: 'packages', title: 'publint and attw', commands: [[...turbo, 'package-check']], after: ['build'] },
  { name: 'size', title: 'size budgets', commands: [['node', 'scripts/size/run.ts']] },
  { name: 'unused', title: 'no unused file, export or dependency', commands: [['knip', '--no-progress']] },
  { name: 'changesets', title: 'changesets fit the packages', commands: [['node', 'scripts/checks/changesets.ts']] },
];
