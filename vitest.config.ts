import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'tools/repo'],
    reporters: ['default', './tools/repo/src/summary-reporter.ts'],
    maxWorkers: 2,
  },
});
