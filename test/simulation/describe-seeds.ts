import { expect, test } from 'vitest';
import { runSeed } from './run.ts';

const each = 250;

/** Runs seeds that the short suite has not; more of them by hand: `npm run simulate -- --from 10000 --seeds 100000`. */
export function describeSeeds(from: number, count: number): void {
  const parts = Array.from({ length: Math.ceil(count / each) }, (_, part) => from + part * each);
  test.each(parts)(`${each} more seeds from %d`, async first => {
    const found: string[] = [];
    for (let seed = first; seed < first + each; seed += 1) {
      const { violation } = await runSeed(seed);
      if (violation !== null) found.push(`seed ${seed}: ${violation}`);
    }
    expect(found).toEqual([]);
  });
}
