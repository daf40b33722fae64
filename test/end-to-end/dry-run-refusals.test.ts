import { afterEach, beforeEach, expect } from 'vitest';
import { failTimes, rateLimited } from '../../local-github/faults.ts';
import { archive } from '../../local-github/setup/change-repository.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import type { Run } from '../cli/temporary-library.ts';
import { type Contributor, contributor } from './contributor.ts';
import { dryRun } from './dry-run.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath } from './texts.ts';

/** Why there is no review: one sentence, exit 2. */

let stage: Stage;
let library: Repository;
let ada: Contributor;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});
beforeEach(async () => {
  library = await stage.library();
  ada = await contributor(stage, 'ada', library);
});
afterEach(() => {
  stage.world.faults.api.length = 0;
});

const nameOf = ({ number }: PullRequest): string => `octo/${library.name}#${number}`;

async function opened(): Promise<PullRequest> {
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  return pull;
}

async function expectRefusal(outcome: Promise<Run>, sentence: string): Promise<void> {
  const { code, stdout, stderr } = await outcome;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}

test('closed, merged, no pull request, no repository, archived', async () => {
  const pull = await opened();
  await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${pull.number}`, { state: 'closed' });
  await expectRefusal(
    dryRun(stage, nameOf(pull)),
    'is closed, and the App reviews open pull requests only; reopen it',
  );
  await ada.push('other', { [batchingPath]: batchingDraft });
  const merged = await ada.open('other');
  await stage.settled();
  expect(await ada.merge(merged)).toBe(200);
  await expectRefusal(dryRun(stage, nameOf(merged)), 'is merged');
  await expectRefusal(
    dryRun(stage, `octo/${library.name}#99`),
    `octo/${library.name} has no pull request #99`,
  );
  await expectRefusal(
    dryRun(stage, 'octo/nothing#1'),
    'has no octo/nothing that the token in GITHUB_TOKEN may see',
  );
  archive(stage.world, library);
  await expectRefusal(dryRun(stage, nameOf(pull)), 'is archived');
});

test('a repository without a library', async () => {
  const plain = await stage.library({ 'README.md': '# x\n' });
  const one = await contributor(stage, 'ada', plain);
  await one.push('caching', { [cachingPath]: cachingDraft });
  const { number } = await one.open('caching');
  await expectRefusal(dryRun(stage, `octo/${plain.name}#${number}`), 'in a repository without a library');
});

test('GitHub does not let us: a wrong token, a limit, a fault', async () => {
  const pull = await opened();
  await expectRefusal(
    dryRun(stage, nameOf(pull), [], { token: 'wrong' }),
    'does not accept the token in GITHUB_TOKEN (401',
  );
  failTimes(stage.world, 1, { operation: 'PullRequestSnapshot' }, rateLimited(403, 30));
  await expectRefusal(dryRun(stage, nameOf(pull)), 'try again in 30 seconds');
  failTimes(stage.world, 1, { operation: 'Policy' }, { kind: 'status', status: 503 });
  await expectRefusal(dryRun(stage, nameOf(pull)), 'answered 503');
  failTimes(stage.world, 1, { operation: 'Contents' }, { kind: 'hang-up' });
  await expectRefusal(dryRun(stage, nameOf(pull)), 'cannot be reached (');
});
