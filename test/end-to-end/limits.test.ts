import { expect } from 'vitest';
import { githubLimits, type Limits } from '../../local-github/limits/limits.ts';
import { checkOf, commentsOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** What GitHub bounds, the App takes into account: it is right or says what it has not seen, and never says "success" of a part. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});
test.afterEach(() => {
  Object.assign(stage.world.limits, githubLimits());
});

const withFrameworks = cachingDraft.replace('\n---\n\n', '\nframeworks: [pytorch, jax]\n---\n\n');
const allLabels = ['framework:jax', 'framework:pytorch', 'ml/optimization', 'pattern:new', 'review:ready'];

/** `limits` hold from the opening on, and for the App alone: people are few and slow. */
async function reviewed(
  files: Record<string, string>,
  options: { base?: string } = {},
  limits: Partial<Limits> = {},
) {
  const library = await stage.library();
  const by = await contributor(stage, 'ada', library);
  if (options.base) await by.push(options.base, { 'notes.md': 'x\n' });
  await by.push('caching', files);
  Object.assign(stage.world.limits, limits);
  const from = stage.world.requests.length;
  const pull = await by.open('caching', options);
  await stage.settled();
  const asked = stage.world.requests.slice(from).filter(({ as }) => as.startsWith('installation:'));
  return { library, by, pull, asked };
}

const notes = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`notes/${index}.md`, `${index}\n`]));

test('a pull request of more files than GitHub lists is not checked, and says so; with fewer it is', async () => {
  stage.world.limits.pullRequestFiles = 3;
  const { library, by, pull } = await reviewed({ [cachingPath]: cachingDraft, ...notes(3) });
  expect(checkOf(library, pull)).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
  expect(checkOf(library, pull)?.summary).toContain('does not list all files');
  expect(pull.labels).not.toContain('review:ready');
  expect(await by.merge(pull)).toBe(405);
  await by.push('caching', { 'notes/2.md': null }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

test('so is a pull request into another branch, of more files than GitHub compares', async () => {
  const { library, pull } = await reviewed({ [cachingPath]: cachingDraft, ...notes(300) }, { base: 'next' });
  expect(checkOf(library, pull)).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
  expect(checkOf(library, pull)?.title).toBe('Too many files to check');
});

test.each([
  [200, 'contentPerMinute', 1, 5],
  [403, 'contentPerMinute', 1, 5],
  [200, 'graphqlPointsPerMinute', 8, 5],
  // On a slow machine a review takes longer than an hour that is a second, and none of its four requests is refused.
  [403, 'appPerHour', 3, 4],
] as const)(
  'what is refused under %i for %s is waited for, and all of the review comes in the end',
  async (refusalStatus, limit, most, least) => {
    const limits = { refusalStatus, [limit]: most, minuteSeconds: 1, hourSeconds: 1 };
    const { library, pull, asked } = await reviewed({ [cachingPath]: withFrameworks }, {}, limits);
    expect(checkOf(library, pull)).toMatchObject({ status: 'COMPLETED', conclusion: 'SUCCESS' });
    expect(library.checkSuites.flatMap(({ runs }) => runs)).toHaveLength(1);
    expect(commentsOf(pull)).toHaveLength(1);
    expect(pull.labels.toSorted()).toEqual(allLabels);
    expect(asked.length).toBeGreaterThanOrEqual(least);
  },
);

test('of two thousand findings the check completes as failed, and shows some', async () => {
  const links = Array.from({ length: 500 }, (_, index) => `[x](#nowhere-${index})`).join('\n\n');
  const files = Object.fromEntries(
    [1, 2, 3, 4].map(index => [
      `patterns/ml/optimization/pattern-${index}/README.md`,
      cachingDraft.replace('ML-OPT-014', `ML-OPT-11${index}`).concat(`\n${links}\n`),
    ]),
  );
  const { library, pull, asked } = await reviewed(files);
  const check = checkOf(library, pull);
  expect(check).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
  expect(check?.annotations.length).toBeGreaterThanOrEqual(50);
  expect(asked.length).toBeLessThan(60);
});
