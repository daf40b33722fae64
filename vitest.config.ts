import { defineConfig } from 'vitest/config';

/** Whole benchmarks, whole demos, processes killed again and again: minutes. `npm run test:long` runs them, and only them. */
const long = ['test/**/*.long.test.ts'];

/** On one PostgreSQL: the App beside a GitHub, where the files of a worker share a stage, and the queue. */
const onPostgres = [
  'test/end-to-end/**/*.test.ts',
  'test/replay/record.test.ts',
  'test/jobs/{queue-postgres,queue-command,store-away}.test.ts',
];

/** They change what all of a process sees (modules, clock, network), watch its children, or take much memory. */
const alone = [
  'test/{demo,package}.test.ts',
  'test/examiner/**/*.test.ts',
  'test/intake/{look-at-everything,octokit,readiness,setup}.test.ts',
  'test/jobs/{data-directory-lock,queue-embedded}.test.ts',
  'test/reproduce/**/*.test.ts',
  'test/service/**/*.test.ts',
];

/** Modules, schemas and parsers are made once for all files of a worker. */
const shared = { isolate: false };

export default defineConfig(({ mode }) => ({
  test: {
    // Most of them wait for Git, HTTP and databases: more workers than cores.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes late on a busy machine, and not never.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: `node_modules/.vitest/${mode}.json` }]]
      : ['default'],
    projects:
      mode === 'long'
        ? [{ extends: true, test: { name: 'long', include: long } }]
        : [
            { extends: true, test: { name: 'alone', include: alone, exclude: long } },
            {
              extends: true,
              test: {
                name: 'end-to-end',
                include: onPostgres,
                globalSetup: 'test/jobs/postgres.ts',
                ...shared,
              },
            },
            {
              extends: true,
              test: {
                name: 'others',
                include: ['test/**/*.test.ts'],
                exclude: [...onPostgres, ...alone, ...long],
                ...shared,
              },
            },
          ],
  },
}));
