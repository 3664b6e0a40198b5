import { defineProject } from 'vitest/config';

export default defineProject({
  ssr: { resolve: { conditions: ['@tiphys/source', 'module', 'node', 'development|production'] } },
  test: {
    name: 'cluster',
    // Task runners ask for colours; tests compare plain text.
    env: { FORCE_COLOR: '0' },
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
