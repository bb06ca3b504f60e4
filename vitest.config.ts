import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// One project for each folder that has tests; the packages need no configuration of their own.
const packages = readdirSync('packages').map((name) => ({ name, root: `packages/${name}`, config: `packages/${name}/tsconfig.json` }));
const others = ['benchmarks', 'examples', 'goldens', 'scripts', 'tools'].map((name) => ({ name, root: name, config: 'tsconfig.json' }));

// `vitest run --mode types` runs the type tests (*.test-d.ts) alone. The packages are tested where strings may not become code, as in pages
// with a content security policy.
export default defineConfig(({ mode }) => ({
  test: {
    projects: [...packages, ...others]
      .filter(({ root }) => existsSync(root))
      .map(({ name, root, config }) => ({
        test: {
          name,
          root,
          setupFiles: [`${import.meta.dirname}/packages/testing/test/setup.ts`],
          testTimeout: 30_000 * Math.max(1, Number(process.env.HML_RUNS ?? 1)), // properties with more runs get more time
          execArgv: root.startsWith('packages/') ? ['--disallow-code-generation-from-strings'] : [],
          typecheck: {
            enabled: mode === 'types',
            only: true,
            ignoreSourceErrors: true,
            include: ['**/*.test-d.ts'],
            tsconfig: `${import.meta.dirname}/${config}`,
          },
        },
      })),
    reporters: ['default', './scripts/plain-reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90, branches: 80 },
    },
  },
}));
