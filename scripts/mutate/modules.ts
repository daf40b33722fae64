/** What is mutated, and the tests that must notice: small ones, because each mutant runs them. */
export type MutatedModule = { mutate: string[]; tests: string[] };

export const mutatedModules: Record<string, MutatedModule> = {
  signature: { mutate: ['src/intake/signature.ts'], tests: ['test/intake/signature.test.ts'] },
  difference: { mutate: ['src/review/difference.ts'], tests: ['test/review/difference{,-parts}.test.ts'] },
  labels: { mutate: ['src/review/labels.ts'], tests: ['test/review/labels.test.ts'] },
  agreement: { mutate: ['src/review/agreement/*.ts'], tests: ['test/review/agreement/*.test.ts'] },
  escaping: {
    mutate: ['src/pattern/visible.ts', 'src/pattern/wording.ts'],
    tests: ['test/pattern/visible.test.ts', 'test/pattern/wording.test.ts'],
  },
  index: {
    mutate: ['src/jobs/regenerate-index.ts', 'src/github/commit-index.ts'],
    tests: [
      'test/jobs/{regenerate-index,index-of-closed-branch}.test.ts',
      'test/github/commit-index.test.ts',
    ],
  },
};
