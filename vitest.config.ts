import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'tools/cluster', 'tools/repo'],
    reporters: ['default', './tools/repo/src/summary-reporter.ts'],
    maxWorkers: 2,
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
