import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most of them wait for Git, HTTP and databases: more workers than cores.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    restoreMocks: true,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: 'node_modules/.vitest/report.json' }]]
      : ['default'],
  },
});
