import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Many tests start the command line from its sources. With the code that Node compiled once, each start takes half the time.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/compiled');

// Projects do not inherit maxWorkers. Without it, a machine with two cores would run one test file at a time.
process.env.VITEST_MAX_WORKERS ??= '2';

export default defineConfig({
  test: {
    projects: ['packages/*', 'tools/cluster', 'tools/repo'],
    reporters: ['default', './tools/repo/src/summary-reporter.ts'],
    // Paths are relative to the project under test; the sources of other packages are left out.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts'],
      allowExternal: false,
      reporter: ['json-summary'],
    },
  },
});
