import { beforeEach, describe, expect } from 'vitest';
import { createToken } from '../../local-github/actions/create-token.ts';
import { suspend, unsuspend } from '../../local-github/setup/installations.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import type { Run } from '../cli/temporary-library.ts';
import { type Contributor, checkOf, commentsOf, contributor } from './contributor.ts';
import { dryRun } from './dry-run.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong } from './texts.ts';

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

const review = (name: string, args?: string[], how?: { token?: string; process?: boolean }): Promise<Run> =>
  dryRun(stage, name, args, how);

const nameOf = ({ number }: PullRequest): string => `octo/${library.name}#${number}`;

type Json = {
  pullRequest: { repository: string; number: number; headOid: string };
  review: {
    checkRun: { conclusion: string; title: string; summary: string; annotations: { title: string }[] };
    comment: string | null;
    labels: { name: string }[];
  };
  difference: { checkRun: object | null; comment: object | null };
};

async function json(pull: PullRequest): Promise<Json> {
  return JSON.parse((await review(nameOf(pull), ['--json'])).stdout) as Json;
}

/** The App cannot act on this repository until `unsuspend`. */
function withoutTheApp(): { back(): Promise<void> } {
  const installation = stage.world.state.installations.find(({ repositoryIds }) =>
    repositoryIds.includes(library.id),
  );
  if (!installation) throw new Error('the App is not installed');
  suspend(stage.world, installation);
  return {
    async back() {
      unsuspend(stage.world, installation);
      await stage.settled();
    },
  };
}

async function expectSameAsPosted(pull: PullRequest, dry: Json): Promise<void> {
  const posted = checkOf(library, pull);
  expect(commentsOf(pull)).toEqual([dry.review.comment]);
  expect(posted).toMatchObject({
    conclusion: dry.review.checkRun.conclusion.toUpperCase(),
    title: dry.review.checkRun.title,
    summary: dry.review.checkRun.summary,
  });
  expect(posted?.annotations).toMatchObject(dry.review.checkRun.annotations);
  expect(pull.labels.toSorted()).toEqual(dry.review.labels.map(({ name }) => name).toSorted());
}

describe('the dry run is the very review that the App posts', () => {
  test('before the App has seen the pull request, and after', async () => {
    const app = withoutTheApp();
    await ada.push('caching', { [cachingPath]: cachingWrong });
    const pull = await ada.open('caching');
    await stage.settled();
    expect(commentsOf(pull)).toEqual([]);
    const before = await json(pull);
    const text = await review(nameOf(pull));
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('The App has posted nothing here yet.');
    expect(text.stdout).toContain('Note that notifies people, with 1 suggestion\n');
    expect(text.stdout).toContain('\n```suggestion\ncategory: ml/optimization\n```\n');
    expect(before.review.checkRun.conclusion).toBe('failure');

    await app.back();
    await stage.api('ada', 'POST', `/repos/octo/${library.name}/issues/${pull.number}/comments`, {
      body: 'hi',
    });
    await ada.push('caching', { 'notes.md': 'x\n' }, { from: 'HEAD' });
    await stage.settled();
    const after = await json(pull);
    pull.comments = pull.comments.filter(({ author }) => author.kind === 'bot');
    await expectSameAsPosted(pull, after);
    expect(after.difference).toMatchObject({ checkRun: null, comment: null });
    const again = await review(nameOf(pull));
    expect(again.stdout).toContain('The App has posted exactly this.');
    // Apart from the commit that they speak of, and what they remember of the first look, the two are the same.
    const head = before.pullRequest.headOid.slice(0, 7);
    expect(after.review.comment).toContain(after.pullRequest.headOid.slice(0, 7));
    expect(before.review.comment).toContain(head);
    expect(after.review.checkRun.annotations).toEqual(before.review.checkRun.annotations);
  });

  test('for people: check run, findings, comment, labels and why', async () => {
    await ada.push('caching', { [cachingPath]: cachingWrong });
    const pull = await ada.open('caching');
    await stage.settled();
    const { stdout, stderr } = await review(
      `${stage.url}/octo/${library.name}/pull/${pull.number}/files`,
      [],
      { process: true },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('Check run Pattern Librarian: failure');
    expect(stdout).toContain(`${cachingPath}:4:11  failure  category`);
    const [visible] = (commentsOf(pull)[0] ?? '').split('<!-- pattern-librarian:state');
    expect(stdout).toContain(`\n${visible}`);
    expect(stdout).toMatch(/^ {4}pattern:new +a pattern is new$/m);
    expect(stdout).not.toContain('\x1b');
  });

  test.each([
    ['a pull request without patterns', { 'docs/a.md': 'x\n' }, 'No patterns in this pull request'],
    ['a draft that passes', { [batchingPath]: batchingDraft }, 'A draft, fine to merge as one'],
  ])('%s: exit 0', async (_, files, title) => {
    await ada.push('other', files);
    const pull = await ada.open('other');
    await stage.settled();
    const { code, stdout } = await review(nameOf(pull));
    expect(code).toBe(0);
    expect(stdout).toContain(title);
    expect(stdout).toContain('The App has posted exactly this.');
  });

  test('what the App has posted of an earlier commit is told apart', async () => {
    await ada.push('caching', { [cachingPath]: cachingWrong });
    const pull = await ada.open('caching');
    await stage.settled();
    const old = pull.headOid.slice(0, 7);
    const app = withoutTheApp();
    await ada.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
    await stage.settled();
    const { code, stdout } = await review(nameOf(pull));
    expect(code).toBe(0);
    const told = stdout.slice(stdout.indexOf('Compared with what is posted'));
    expect(told).toContain(`The App has not checked ${pull.headOid.slice(0, 7)} yet.`);
    expect(told).toContain('The App’s comment differs, first at line');
    expect(told).toContain('Labels to put on: `review:ready`.');
    expect(told).toContain('Labels to take off: `review:needs-work`.');
    expect(commentsOf(pull)[0]).toContain(old);
    await app.back();
  });

  test('somebody else’s comment with the marker is not the App’s', async () => {
    const app = withoutTheApp();
    await ada.push('caching', { [cachingPath]: cachingDraft });
    const pull = await ada.open('caching');
    const body = '<!-- pattern-librarian:review -->\nApproved';
    await stage.api('mallory', 'POST', `/repos/octo/${library.name}/issues/${pull.number}/comments`, {
      body,
    });
    await stage.settled();
    expect((await json(pull)).difference.comment).toMatchObject({ kind: 'add' });
    await app.back();
  });
});

test('a pull request can put nothing into the terminal that it would obey', async () => {
  const path = 'patterns/ml/optimization/\u202eevil\x07/README.md';
  const name = cachingDraft.replace('Prediction Caching', '"Pre\\e[2Jdiction\\u202e Caching"');
  await ada.push('sly', { [path]: name, [cachingPath]: cachingWrong });
  const pull = await ada.open('sly');
  await stage.settled();
  for (const args of [[], ['--json']]) {
    const { code, stdout, stderr } = await review(nameOf(pull), args);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
});

test('a token that may read, of an App or a workflow, is enough', async () => {
  await ada.push('caching', { [cachingPath]: cachingWrong });
  const pull = await ada.open('caching');
  await stage.settled();
  const installation = stage.world.state.installations.find(({ repositoryIds }) =>
    repositoryIds.includes(library.id),
  );
  if (!installation) throw new Error('the App is not installed');
  const level = 'read' as const;
  const names = ['metadata', 'contents', 'pull_requests', 'issues', 'checks', 'actions'];
  const permissions = Object.fromEntries(names.map(name => [name, level]));
  const made = createToken(stage.world, stage.app, installation, { permissions });
  if (!made.ok) throw new Error(made.reason);
  const { code, stdout } = await review(nameOf(pull), [], { token: made.token.token });
  expect(code).toBe(1);
  expect(stdout).toContain('The App has posted exactly this.');

  const { pull_requests: _, ...less } = permissions;
  const poor = createToken(stage.world, stage.app, installation, { permissions: less });
  if (!poor.ok) throw new Error(poor.reason);
  const refused = await review(nameOf(pull), [], { token: poor.token.token });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^The token in GITHUB_TOKEN may not read this .*pull requests.*\.\n$/);
});

test('commands are answered too, which takes a token that may know who may write', async () => {
  const app = withoutTheApp();
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  const { number } = pull;
  await stage.api('ada', 'POST', `/repos/octo/${library.name}/issues/${number}/comments`, {
    body: '/patterns help',
  });
  const stranger = await review(nameOf(pull));
  expect(stranger).toMatchObject({ code: 2, stdout: '' });
  expect(stranger.stderr).toContain('use a maintainer’s token.');
  const { code, stdout } = await review(nameOf(pull), [], { token: stage.user('grace').token });
  expect(code).toBe(0);
  expect(stdout).toContain('Answer to a command: 👍');
  await app.back();
});

test('an App of another name is asked for by it, and one that is not there is told', async () => {
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  const { code, stdout, stderr } = await review(nameOf(pull), ['--app', 'other-librarian']);
  expect(code).toBe(0);
  expect(stderr).toContain('There is no App other-librarian');
  expect(stdout).toContain('The App has posted nothing here yet.');
});
