import path from 'node:path';
import { defineConfig } from 'vitest/config';

// The tests of a child run: those that no other run collects. A file the run does not need is not written beside them.
export default defineConfig({
  cacheDir: path.resolve(import.meta.dirname, '../../../.cache/child-run'),
  test: { include: ['*.suite.ts'], testTimeout: 30_000, reporters: [path.join(import.meta.dirname, 'child-reporter.ts')] },
});
