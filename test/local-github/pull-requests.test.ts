import { expect, test } from 'vitest';
import { createCheckRun } from '../../local-github/actions/check-runs.ts';
import { readTree } from '../../local-github/git.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import type { Repository } from '../../local-github/state.ts';
import { appWithInbox, commitTo, rest, type Scene, scene } from './scene.ts';

const PULLS = '/repos/octo/library/pulls';

async function opened(github: Scene, branch: string, files: Record<string, string>) {
  const oid = await commitTo(github, branch, files);
  const body = { title: `Change ${branch}`, head: branch, base: 'main', body: 'Why' };
  const answer = await rest(github, github.contributor.token, `POST ${PULLS}`, body);
  expect(answer.status).toBe(201);
  return { oid, number: Number(answer.body.number) };
}

async function log(repository: Repository, format: string): Promise<string> {
  return (await git(repository.gitDirectory, ['log', '-1', `--format=${format}`, 'main'])).toString().trim();
}

test('an opened pull request shows what it changes', async () => {
  const github = await scene();
  const { number, oid } = await opened(github, 'change', { 'a.txt': 'one\n', 'b/c.txt': 'x\ny\n' });
  const shown = await rest(github, github.stranger.token, `GET ${PULLS}/${number}`);
  expect(shown).toMatchObject({
    status: 200,
    body: {
      state: 'open',
      mergeable: true,
      changed_files: 2,
      additions: 2,
      deletions: 2,
      head: { sha: oid },
    },
  });
});

test('what GitHub would not open is refused', async () => {
  const github = await scene();
  await opened(github, 'change', { 'x.txt': 'x' });
  const mistakes = {
    'a head that is no branch': { head: 'missing' },
    'an option of Git as head': { head: '--upload-pack=touch' },
    'a fork that is not there': { head: 'nobody:main' },
    'a base that is no branch': { base: 'missing' },
    'nothing to merge': { head: 'main' },
    'a pull request that is there already': {},
    'no title': { title: '' },
    'a head of the wrong type': { head: 7 },
    'no base': { base: undefined },
  };
  for (const [name, change] of Object.entries(mistakes)) {
    const body = { title: 'x', head: 'change', base: 'main', ...change };
    const answer = await rest(github, github.contributor.token, `POST ${PULLS}`, body);
    expect(answer, name).toMatchObject({ status: 422, body: { message: 'Validation Failed' } });
  }
  expect(github.repository.pullRequests).toHaveLength(1);
});

test('merge and squash make the commits that GitHub makes', async () => {
  const github = await scene();
  const one = await opened(github, 'one', { 'one.txt': '1' });
  const two = await opened(github, 'two', { 'two.txt': '2' });
  const merged = await rest(github, github.owner.token, `PUT ${PULLS}/${one.number}/merge`);
  expect(merged).toMatchObject({ status: 200, body: { merged: true } });
  expect(await log(github.repository, '%H|%s|%an|%cn')).toBe(
    `${merged.body.sha}|Merge pull request #1 from contributor/one|octo|GitHub`,
  );
  expect((await log(github.repository, '%P')).split(' ')[1]).toBe(one.oid);
  const how = { merge_method: 'squash', sha: two.oid };
  expect((await rest(github, github.owner.token, `PUT ${PULLS}/${two.number}/merge`, how)).status).toBe(200);
  expect(await log(github.repository, '%s|%an|%P')).toBe(`Change two (#2)|contributor|${merged.body.sha}`);
  const names = (await readTree(github.repository.gitDirectory, 'main'))?.map(({ name }) => name);
  expect(names).toEqual(['README.md', 'a.txt', 'one.txt', 'two.txt']);
  const shown = await rest(github, github.owner.token, `GET ${PULLS}/${two.number}`);
  expect(shown.body).toMatchObject({
    state: 'closed',
    merged: true,
    changed_files: 1,
    merged_by: { login: 'octo' },
  });
});

test('a conflict, another head, a draft, a second merge and a stranger are refused, and nothing moves', async () => {
  const github = await scene();
  const one = await opened(github, 'one', { 'a.txt': 'ONE\ntwo\nthree\n' });
  const two = await opened(github, 'two', { 'a.txt': 'uno\ntwo\nthree\n' });
  const merge = (token: string, number: number, body?: object) =>
    rest(github, token, `PUT ${PULLS}/${number}/merge`, body);
  const { token } = github.owner;
  const old = await merge(token, one.number, { sha: two.oid });
  expect(old).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('Head branch was modified') },
  });
  expect((await merge(github.stranger.token, one.number)).status).toBe(403);
  expect((await merge(token, one.number, { merge_method: 'rebase' })).status).toBe(405);
  expect((await merge(token, one.number, { merge_method: 'fast' })).status).toBe(422);
  expect((await merge(token, one.number)).status).toBe(200);
  const before = await log(github.repository, '%H');
  expect((await merge(token, one.number)).status).toBe(405);
  const conflict = await merge(token, two.number);
  expect(conflict).toMatchObject({ status: 405, body: { message: expect.stringContaining('conflicts') } });
  expect((await rest(github, token, `GET ${PULLS}/${two.number}`)).body).toMatchObject({ mergeable: false });
  for (const pullRequest of github.repository.pullRequests) pullRequest.draft = true;
  expect((await merge(token, two.number)).status).toBe(405);
  expect(await log(github.repository, '%H')).toBe(before);
});

test('of two merges at one moment none is lost', async () => {
  const github = await scene();
  const one = await opened(github, 'one', { 'one.txt': '1' });
  const two = await opened(github, 'two', { 'two.txt': '2' });
  const merge = ({ number }: { number: number }) =>
    rest(github, github.owner.token, `PUT ${PULLS}/${number}/merge`);
  const answers = await Promise.all([one, two].map(merge));
  for (const [place, { status }] of answers.entries()) {
    const pullRequest = github.repository.pullRequests[place];
    expect(status).toBe(pullRequest?.state === 'MERGED' ? 200 : 405);
  }
  const names = (await readTree(github.repository.gitDirectory, 'main'))?.map(({ name }) => name);
  for (const [place, name] of ['one.txt', 'two.txt'].entries()) {
    expect(names?.includes(name)).toBe(answers[place]?.status === 200);
  }
});

test('a required check must have passed on the head before a merge', async () => {
  const github = await scene({ requiredChecks: ['patterns'] });
  const { app } = await appWithInbox(github, { permissions: { checks: 'write' }, events: [] });
  const { number, oid } = await opened(github, 'change', { 'x.txt': 'x' });
  const merge = () => rest(github, github.owner.token, `PUT ${PULLS}/${number}/merge`);
  const check = (headOid: string, conclusion?: string) =>
    createCheckRun(github.world, github.repository, app, {
      name: 'patterns',
      headOid,
      ...(conclusion ? { status: 'COMPLETED', conclusion } : { status: 'IN_PROGRESS' }),
    });
  const refusal = (end: string) => ({
    status: 405,
    body: { message: `Required status check "patterns" is ${end}.` },
  });
  await check(await log(github.repository, '%H'), 'SUCCESS');
  expect(await merge()).toMatchObject(refusal('expected'));
  await check(oid);
  expect(await merge()).toMatchObject(refusal('in progress'));
  for (const conclusion of ['FAILURE', 'ACTION_REQUIRED', 'TIMED_OUT', 'CANCELLED']) {
    await check(oid, conclusion);
    expect(await merge()).toMatchObject(refusal('failing'));
  }
  await check(oid, 'NEUTRAL');
  expect((await merge()).status).toBe(200);
});

test('a pull request is closed, changed, retargeted and reopened, by those who may', async () => {
  const github = await scene();
  const { number, oid } = await opened(github, 'change', { 'x.txt': 'x' });
  const patch = (token: string, body: object) => rest(github, token, `PATCH ${PULLS}/${number}`, body);
  const { token } = github.contributor;
  expect((await patch(github.stranger.token, { state: 'closed' })).status).toBe(403);
  expect((await patch(token, { state: 'gone' })).status).toBe(422);
  expect((await patch(token, { base: 'missing' })).status).toBe(422);
  const closed = await patch(token, { state: 'closed', title: 'New title' });
  expect(closed).toMatchObject({ status: 200, body: { state: 'closed', title: 'New title', merged: false } });
  await commitTo(github, 'other', { 'z.txt': 'z' });
  const later = await commitTo(github, 'change', { 'y.txt': 'y' });
  expect(github.repository.pullRequests[0]?.headOid).toBe(oid);
  const reopened = await patch(token, { state: 'open', base: 'other' });
  expect(reopened.status).toBe(422);
  expect(await patch(token, { state: 'open' })).toMatchObject({
    status: 200,
    body: { head: { sha: later } },
  });
  expect(await patch(token, { base: 'other' })).toMatchObject({
    status: 200,
    body: { base: { ref: 'other' } },
  });
});

test('a deleted branch closes the pull requests from it and into it; the default branch stays', async () => {
  const github = await scene();
  await commitTo(github, 'base/of-others', { 'b.txt': 'b' });
  await opened(github, 'some/change', { 'x.txt': 'x' });
  await commitTo(github, 'other', { 'y.txt': 'y' });
  const body = { title: 'x', head: 'other', base: 'base/of-others' };
  await rest(github, github.contributor.token, `POST ${PULLS}`, body);
  const remove = (token: string, branch: string) =>
    rest(github, token, `DELETE /repos/octo/library/git/refs/heads/${branch}`);
  expect((await remove(github.stranger.token, 'some/change')).status).toBe(403);
  expect((await remove(github.owner.token, 'main')).status).toBe(422);
  expect((await remove(github.owner.token, 'gone')).status).toBe(422);
  for (const branch of ['some/change', 'base/of-others']) {
    expect((await remove(github.contributor.token, branch)).status).toBe(204);
  }
  expect(github.repository.pullRequests.map(({ state }) => state)).toEqual(['CLOSED', 'CLOSED']);
});

test('reviews count for the head, and nobody approves their own pull request', async () => {
  const github = await scene();
  const { number, oid } = await opened(github, 'change', { 'x.txt': 'x' });
  const review = (token: string, body: object) =>
    rest(github, token, `POST ${PULLS}/${number}/reviews`, body);
  expect((await review(github.contributor.token, { event: 'APPROVE' })).status).toBe(422);
  expect((await review(github.owner.token, { event: 'COMMENT' })).status).toBe(422);
  expect((await review(github.owner.token, { event: 'LIKE' })).status).toBe(422);
  const approved = await review(github.owner.token, { event: 'APPROVE' });
  expect(approved).toMatchObject({
    status: 200,
    body: { state: 'APPROVED', commit_id: oid, user: { login: 'octo' } },
  });
});

test('people write and edit comments, put labels on and take them off', async () => {
  const github = await scene();
  const { number } = await opened(github, 'change', { 'x.txt': 'x' });
  const issue = `/repos/octo/library/issues/${number}`;
  const { stranger, contributor, owner } = github;
  const written = await rest(github, stranger.token, `POST ${issue}/comments`, { body: '- [ ] seen' });
  expect(written).toMatchObject({ status: 201, body: { user: { login: 'stranger' } } });
  const edit = `PATCH /repos/octo/library/issues/comments/${written.body.id}`;
  expect((await rest(github, contributor.token, edit, { body: '- [x] seen' })).status).toBe(200);
  const second = await rest(github, owner.token, `POST ${issue}/comments`, { body: 'mine' });
  const foreign = `PATCH /repos/octo/library/issues/comments/${second.body.id}`;
  expect((await rest(github, stranger.token, foreign, { body: 'theirs' })).status).toBe(403);
  expect(
    (await rest(github, owner.token, `POST ${issue}/comments`, { body: 'x'.repeat(65_537) })).status,
  ).toBe(422);
  expect((await rest(github, stranger.token, foreign.replace('PATCH', 'DELETE'))).status).toBe(403);
  expect((await rest(github, contributor.token, foreign.replace('PATCH', 'DELETE'))).status).toBe(204);
  expect((await rest(github, owner.token, foreign.replace('PATCH', 'GET'))).status).toBe(404);
  expect((await rest(github, stranger.token, edit.replace('PATCH', 'GET'))).body).toMatchObject({
    body: '- [x] seen',
    user: { login: 'stranger' },
  });
  await rest(github, owner.token, `POST ${issue}/comments`, { body: 'mine again' });
  const listed = await rest(github, stranger.token, `GET ${issue}/comments?per_page=1`);
  expect(listed).toMatchObject({ status: 200, body: [{ body: '- [x] seen' }] });
  expect(listed.headers.get('link')).toContain('page=2>; rel="next"');
  expect((await rest(github, stranger.token, `POST ${issue}/labels`, { labels: ['a'] })).status).toBe(403);
  const labelled = await rest(github, contributor.token, `POST ${issue}/labels`, {
    labels: ['ml/a b', 'x:y'],
  });
  expect(labelled).toMatchObject({ status: 200, body: [{ name: 'ml/a b' }, { name: 'x:y' }] });
  const removed = await rest(
    github,
    contributor.token,
    `DELETE ${issue}/labels/${encodeURIComponent('ml/a b')}`,
  );
  expect(removed).toMatchObject({ status: 200, body: [{ name: 'x:y' }] });
  expect((await rest(github, contributor.token, `DELETE ${issue}/labels/gone`)).status).toBe(404);
});
