import { expect } from 'vitest';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { redeliver } from '../../local-github/webhooks/emit.ts';
import { pattern } from '../../src/rules/examples/example.ts';
import { type Contributor, checkOf, contributor } from './contributor.ts';
import { runsOn } from './scene.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** What a review costs, term by term, as docs/how-it-works.md promises it. */

let stage: Stage;
let library: Repository;
let ada: Contributor;

test.beforeAll(async ({ stage: shared }) => {
  stage = shared;
  library = await stage.library();
  ada = await contributor(stage, 'ada', library);
  // The first push makes the index, the first pull request the labels and the token.
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  await ada.push('warm', { [cachingPath]: cachingDraft });
  const warm = await ada.open('warm');
  await stage.settled();
  await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${warm.number}`, { state: 'closed' });
  await stage.settled();
});

/** The operations that the App asks of GitHub while something happens. */
async function costOf(happening: () => Promise<unknown>): Promise<string[]> {
  const from = stage.world.requests.length;
  await happening();
  await stage.settled();
  const own = stage.world.requests.slice(from).filter(({ as }) => as.startsWith('installation:'));
  return own.map(({ operation, method, path }) => operation ?? `${method} ${path.replace(/\d+/g, 'N')}`);
}

let branches = 0;
async function opened(
  files: Record<string, string | null>,
  { isKept = false } = {},
): Promise<{ cost: string[]; pull: PullRequest }> {
  branches += 1;
  const branch = `branch-${branches}`;
  // By its own message: two commits of the same second are one otherwise, and their pull requests siblings.
  await ada.push(branch, files, { message: branch });
  let pull: PullRequest | undefined;
  const cost = await costOf(async () => {
    pull = await ada.open(branch);
  });
  if (!pull) throw new Error('no pull request');
  if (!isKept) await close(pull);
  return { cost, pull };
}

/** Two that claim the same look at each other, which is a term of its own. */
async function close({ number }: PullRequest): Promise<void> {
  await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${number}`, { state: 'closed' });
  await stage.settled();
}

const folder = (name: string): string => `patterns/ml/optimization/${name}/README.md`;
const draft = (number: number): string =>
  pattern(`fingerprint: ML-OPT-${number}\nname: Pattern ${number}\ncategory: ml/optimization`);
const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [folder(`pattern-${index}`), draft(100 + index)]),
  );

test('token, policy and labels known: one query for the snapshot, one for contents, one document with all mutations', async () => {
  const { cost } = await opened({ [cachingPath]: cachingDraft });
  expect(cost).toEqual(['PullRequestSnapshot', 'Contents', 'WriteReview']);
});

test('nothing has changed: two, and nothing is written', async () => {
  const { pull } = await opened({ [cachingPath]: cachingDraft }, { isKept: true });
  const delivery = stage.world.state.deliveries.findLast(
    ({ event, action }) => event === 'pull_request' && action === 'opened',
  );
  const cost = await costOf(async () => redeliver(stage.world, delivery?.id ?? 0));
  expect(cost).toEqual(['PullRequestSnapshot', 'Contents']);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  await close(pull);
});

test('one more per further 50 blobs', async () => {
  expect((await opened(many(50))).cost).toEqual(['PullRequestSnapshot', 'Contents', 'WriteReview']);
  expect((await opened(many(51))).cost).toEqual([
    'PullRequestSnapshot',
    'Contents',
    'Contents',
    'WriteReview',
  ]);
});

test('one more per further page of files', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 101 }, (_, index) => [
      `patterns/ml/optimization/prediction-caching/data-${index}.csv`,
      'x\n',
    ]),
  );
  const { cost } = await opened({ [cachingPath]: cachingDraft, ...files });
  expect(cost).toEqual(['PullRequestSnapshot', 'MoreFiles', 'Contents', 'WriteReview']);
});

test('one more per further 50 annotations', async () => {
  const broken = (count: number): string =>
    `${cachingDraft}\n${Array.from({ length: count }, (_, index) => `[x](#nowhere-${index})`).join('\n\n')}\n`;
  await opened({ [cachingPath]: broken(1) });
  expect((await opened({ [cachingPath]: broken(50) })).cost).toEqual([
    'PullRequestSnapshot',
    'Contents',
    'WriteReview',
  ]);
  const { cost, pull } = await opened({ [cachingPath]: broken(101) });
  expect(cost).toEqual([
    'PullRequestSnapshot',
    'Contents',
    'WriteReview',
    'UpdateCheckRun',
    'UpdateCheckRun',
  ]);
  expect(checkOf(library, pull)).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
  expect(checkOf(library, pull)?.annotations).toHaveLength(101);
  expect(runsOn(library, pull.headOid)).toHaveLength(1);
});

test('one more where labels do not exist yet, however many', async () => {
  const withFrameworks = cachingDraft.replace('\n---\n\n', '\nframeworks: [pytorch, jax]\n---\n\n');
  const { cost } = await opened({ [cachingPath]: withFrameworks });
  expect(cost).toEqual(['PullRequestSnapshot', 'Contents', 'WriteReview', 'FinishReview']);
});

test('one more when links lead to places that neither the index nor the folder tells of', async () => {
  const { cost } = await opened({
    [cachingPath]: `${cachingDraft}\n[a](../../../../notes.md) [b](../../../../other.md)\n`,
  });
  expect(cost).toEqual(['PullRequestSnapshot', 'Contents', 'Existing', 'WriteReview']);
});

test('one more per new policy commit', async () => {
  stage.world.faults.deliveries.push({ times: 1, match: ({ event }) => event === 'push', kind: 'drop' });
  await ada.push('main', { 'notes.md': 'y\n' });
  await stage.settled();
  const { cost } = await opened({ [folder('later')]: draft(900) });
  expect(cost).toEqual(['PullRequestSnapshot', 'Policy', 'Contents', 'WriteReview']);
});

test('a note costs nothing more, and one where it has suggestions', async () => {
  const wrong = cachingDraft.replace('ml/optimization', 'ml/optimisation');
  expect((await opened({ [cachingPath]: wrong })).cost).toEqual([
    'PullRequestSnapshot',
    'Contents',
    'WriteReview',
    'FinishReview',
  ]);
  const { pull } = await opened({ [cachingPath]: cachingDraft }, { isKept: true });
  const approve = () =>
    stage.api('grace', 'POST', `/repos/octo/${library.name}/pulls/${pull.number}/reviews`, {
      event: 'APPROVE',
    });
  expect(await costOf(approve)).toEqual([
    'PullRequestSnapshot',
    'Contents',
    'WriteReview',
    // The label of the new state is made.
    'FinishReview',
  ]);
  await close(pull);
});

test('two that claim the same: each looks once more, and that is the end of it', async () => {
  const { pull } = await opened({ [cachingPath]: cachingDraft }, { isKept: true });
  const { cost } = await opened({ [cachingPath]: cachingDraft });
  expect(cost.filter(operation => operation === 'WriteReview')).toHaveLength(2);
  expect(cost.filter(operation => operation === 'PullRequestSnapshot').length).toBeLessThanOrEqual(4);
  await close(pull);
});

test('of what is claimed by many, each is told once: a push that claims the same costs what any push does', async () => {
  const others: PullRequest[] = [];
  for (const name of ['one', 'two', 'three'])
    others.push((await opened({ [folder(`claim-${name}`)]: draft(960) }, { isKept: true })).pull);
  const { pull } = await opened({ [folder('claimant')]: draft(960) }, { isKept: true });
  const runs = others.map(other => runsOn(library, other.headOid).length);
  const cost = await costOf(() =>
    ada.push(`branch-${branches}`, { [folder('claimant')]: `${draft(960)}\nMore.\n` }, { from: 'HEAD' }),
  );
  expect(cost).toEqual(['PullRequestSnapshot', 'Contents', 'WriteReview']);
  expect(others.map(other => runsOn(library, other.headOid).length)).toEqual(runs);
  // What it claims no longer, the others hear.
  await ada.push(`branch-${branches}`, { [folder('claimant')]: draft(961) }, { from: 'HEAD' });
  await stage.settled();
  for (const other of others) expect(checkOf(library, other)?.summary).not.toContain(`#${pull.number}`);
  await close(pull);
  const again = await costOf(() =>
    stage.api('ada', 'POST', `/repos/octo/${library.name}/issues/${pull.number}/comments`, { body: 'Well.' }),
  );
  expect(again).toEqual(['PullRequestSnapshot']);
  for (const other of others) await close(other);
});

test('without patterns: two, and one write', async () => {
  const { cost, pull } = await opened({ 'docs/a.md': 'x\n' }, { isKept: true });
  expect(cost).toEqual(['PullRequestSnapshot', 'WriteReview']);
  expect(pull).toMatchObject({ comments: [], labels: [] });
  expect(await ada.merge(pull)).toBe(200);
  await stage.settled();
});

test('a merge: tree, policy, the new blobs, one commit; then its own push finds nothing to do', async () => {
  const { pull } = await opened({ [folder('merged')]: draft(950) }, { isKept: true });
  const cost = await costOf(() => ada.merge(pull));
  // That it is closed is one look, for those who claim the same.
  expect(cost.filter(operation => operation === 'PullRequestSnapshot')).toHaveLength(1);
  expect(cost.filter(operation => operation !== 'PullRequestSnapshot')).toEqual([
    'DefaultBranch',
    'Policy',
    'Contents',
    'CommitIndex',
    'DefaultBranch',
    'OpenPullRequests',
  ]);
});
