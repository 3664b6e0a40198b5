import { defineProject } from 'vitest/config';

export default defineProject({
  ssr: { resolve: { conditions: ['@tiphys/source', 'module', 'node', 'development|production'] } },
  test: { name: 'repo', include: ['src/**/*.test.ts'], testTimeout: 180_000 },
});
