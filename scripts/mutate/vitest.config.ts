import { defineConfig } from 'vitest/config';

/** The tests of one mutated module, by themselves; scripts/mutate.ts says which. */
export default defineConfig({
  test: { include: JSON.parse(process.env.MUTATED_TESTS ?? '[]'), testTimeout: 60_000, restoreMocks: true },
});
