import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

/** Seeds that the short suite has not; more of them by hand: `npm run simulate -- --from 10000 --seeds 100000`. */
test.each([1, 2, 3, 4])('250 more seeds, part %d', async part => {
  const found: string[] = [];
  const from = 300 + (part - 1) * 250;
  for (let seed = from + 1; seed <= from + 250; seed += 1) {
    const { violation } = await runSeed(seed);
    if (violation !== null) found.push(`seed ${seed}: ${violation}`);
  }
  expect(found).toEqual([]);
});
