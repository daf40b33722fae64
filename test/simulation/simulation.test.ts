import { expect, onTestFinished, test } from 'vitest';
import {
  commitsBlindly,
  failsOfRefusals,
  forgetsLimits,
  keepsLimitsToItself,
  type PlantedFault,
  proposesNothing,
  refusesAtOnce,
  remembersHeads,
  sendsAgain,
  takesPartForWhole,
} from './planted.ts';
import { runSeed } from './run.ts';

/** What a failing seed shows: `npm run simulate -- --seed N --trace` tells the same. */
async function violationOf(seed: number, planted?: PlantedFault): Promise<string | null> {
  const { violation, trace } = await runSeed(seed, planted ? { planted } : {});
  return violation && `seed ${seed}: ${violation}\n${trace.slice(-60).join('\n')}`;
}

test.each([1, 101, 201])(
  '100 seeds from %d: nothing is ever there that must not be, and in the end all is as it should be',
  async from => {
    const found: string[] = [];
    for (let seed = from; seed < from + 100; seed += 1) found.push((await violationOf(seed)) ?? '');
    expect(found.filter(Boolean)).toEqual([]);
  },
);

test('the same seed is the same run, to the last letter; another one is not', async () => {
  const [once, again, other] = [await runSeed(7), await runSeed(7), await runSeed(8)];
  expect(once.trace.length).toBeGreaterThan(50);
  expect(again).toEqual(once);
  expect(other.trace).not.toEqual(once.trace);
});

test('what else runs in the process takes nothing from the seed', async () => {
  const alone = await runSeed(7);
  const timer = setInterval(() => Math.random(), 1);
  onTestFinished(() => clearInterval(timer));
  expect(await runSeed(7)).toEqual(alone);
});

const planted: [name: string, fault: PlantedFault, from: number, violation: RegExp][] = [
  ['a mutation is sent again without a look', sendsAgain, 12, /comments of the App's/],
  ['the index is committed whatever the branch', commitsBlindly, 20, /default branch has lost/],
  ['an old head is reviewed after a newer one', remembersHeads, 1, /the comment speaks of/],
  ['a part is taken for the whole', takesPartForWhole, 60, /was called a success/],
  ['limits are forgotten with the job', forgetsLimits, 1, /wants no such request/],
  ['limits are known to one process alone', keepsLimitsToItself, 1, /wants no such request/],
  ['a refusal is taken for a failure', failsOfRefusals, 1, /finds more to write|says action_required/],
  [
    'where the index may not be committed it is left',
    proposesNothing,
    1,
    /finds more to write|is not what the tree demands/,
  ],
  ['what a process ended of once is refused', refusesAtOnce, 20, /was called a failure \("Refused/],
];
/** Whatever changes in the App makes other runs of the same seeds; each is found once in some twenty. */
const maxSeeds = 80;

test.each(planted)('finds a fault that is planted: %s', async (_, fault, from, violation) => {
  const found: string[] = [];
  for (let seed = from; seed < from + maxSeeds; seed += 1) {
    const said = await violationOf(seed, fault);
    if (said === null) continue;
    found.push(said.split('\n')[0] ?? '');
    if (violation.test(said)) return;
  }
  expect(found, `in seeds ${from} to ${from + maxSeeds - 1}`).toContainEqual(
    expect.stringMatching(violation),
  );
});
