import { defineConfig } from 'vitest/config';

/** The tests in which the App runs beside a GitHub, each file with a database of its own. */
const endToEnd = ['test/end-to-end/**/*.test.ts', 'test/replay/record.test.ts'];

/** Whole programs for a minute or two in one file: they begin early, so that none is left alone at the end. */
const long = ['test/{demo,content/evidence,parity/parity}.test.ts', 'test/reproduce/**/*.test.ts'];

export default defineConfig({
  test: {
    // Most of them wait for Git, HTTP and databases: more workers than cores.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes late on a busy machine, and not never.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: 'node_modules/.vitest/report.json' }]]
      : ['default'],
    projects: [
      {
        extends: true,
        test: { name: 'end-to-end', include: endToEnd, globalSetup: 'test/end-to-end/postgres.ts' },
      },
      { extends: true, test: { name: 'long', include: long } },
      {
        extends: true,
        test: { name: 'others', include: ['test/**/*.test.ts'], exclude: [...endToEnd, ...long] },
      },
    ],
  },
});
