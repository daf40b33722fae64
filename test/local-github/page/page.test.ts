import { expect, test } from 'vitest';
import { createCheckRun } from '../../../local-github/actions/check-runs.ts';
import { addComment, updateComment } from '../../../local-github/actions/comments.ts';
import { addLabels, createLabel } from '../../../local-github/actions/labels.ts';
import { mergePullRequest } from '../../../local-github/actions/merge-pull-request.ts';
import { textColor } from '../../../local-github/page/labels.ts';
import { pageRoute } from '../../../local-github/page/route.ts';
import type { Annotation } from '../../../local-github/state.ts';
import type { World } from '../../../local-github/world.ts';
import { libraryWorld } from '../graphql/library-world.ts';

const BOT = { login: 'pattern-librarian[bot]', kind: 'bot' } as const;

async function get(world: World, path = '/octo/library/pull/1') {
  const response = await pageRoute(world).request(path);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function finding(path: string, startLine: number, fields: Partial<Annotation> = {}): Annotation {
  const nowhere = { startColumn: null, endColumn: null, title: null, rawDetails: null };
  return {
    ...nowhere,
    path,
    startLine,
    endLine: startLine,
    level: 'FAILURE',
    message: 'Wrong here.',
    ...fields,
  };
}

test('everything about a pull request is on its page', async () => {
  const { world, repository, app, openPullRequest } = await libraryWorld({ requiredChecks: ['patterns'] });
  const pullRequest = await openPullRequest('pattern', {
    add: { 'p/README.md': 'one\ncategory: <bad>\nthree\n' },
  });
  createLabel(world, repository, { name: 'review:needs-work', color: 'fbca04' }, BOT);
  await addLabels(world, repository, pullRequest, ['review:needs-work'], BOT);
  const comment = addComment(world, repository, pullRequest, BOT, '<!-- marker -->\n## Two things to fix');
  if (comment.ok) updateComment(world, repository, pullRequest, comment.comment, BOT, '## One thing to fix');
  const annotations = [
    finding('p/README.md', 2, { title: 'category', startColumn: 11, endColumn: 15 }),
    finding('p/README.md', 99, { level: 'WARNING' }),
    finding('gone.md', 1),
  ];
  const output = { title: '1 error', summary: 'Some **words**', annotations };
  await createCheckRun(world, repository, app, {
    name: 'patterns',
    headOid: pullRequest.headOid,
    conclusion: 'FAILURE',
    output,
  });
  const { status, text } = await get(world);
  expect(status).toBe(200);
  for (const part of [
    'Add pattern <span class="muted">#1</span>',
    '<span class="state open">Open</span>',
    '<code>main</code> from <code>pattern</code>',
    'What and why.',
    'title="">review:needs-work</span>',
    '<h2>One thing to fix</h2>',
    '<summary>edited</summary>',
    '<span class="conclusion failure">Failure</span>',
    '1 error</h3>',
    '<strong>words</strong>',
    '<code>p/README.md:2</code>',
    'Wrong here.',
    'category: <mark>&lt;bad&gt;</mark>',
    'The file has no line 99.',
    'The file is not in this commit.',
    'Merging is blocked',
    'Required status check &quot;patterns&quot; is failing.',
    '<span class="change added">added</span>',
    '<span class="plus">+3</span>',
  ]) {
    expect(text).toContain(part);
  }
  expect((await get(world, '/page/labels.css')).text).toBe('.label-fbca04{background:#fbca04;color:#000}\n');
  expect((await get(world, '/')).text).toContain(
    '<a class="title" href="/octo/library/pull/1">Add pattern</a>',
  );
});

test('what people write stays text wherever it is put', async () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const { world, repository, app, openPullRequest } = await libraryWorld();
  const path = 'p/<img src=x onerror=alert(1)>.md';
  const pullRequest = await openPullRequest('x"><script>alert(1)<', { add: { [path]: evil } });
  pullRequest.title = evil;
  pullRequest.body = evil;
  repository.labels.push({
    id: 1,
    nodeId: 'LA_1',
    name: evil,
    color: 'red;}*{display:none',
    description: evil,
  });
  pullRequest.labels = [evil];
  await createCheckRun(world, repository, app, {
    name: evil,
    headOid: pullRequest.headOid,
    conclusion: 'FAILURE',
    output: {
      title: evil,
      summary: evil,
      annotations: [finding(path, 1, { title: evil, message: evil, rawDetails: evil })],
    },
  });
  addComment(world, repository, pullRequest, { login: evil, kind: 'user' }, evil);
  for (const address of ['/', '/octo/library/pull/1']) {
    const { text, headers } = await get(world, address);
    const tags = text.match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.filter(tag => /^<script|\sonerror\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '""')))).toEqual([]);
    expect(text).not.toContain('<script');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  }
  expect((await get(world, '/page/labels.css')).text).toBe('');
});

test.each(['/octo/library/pull/2', '/octo/gone/pull/1', '/octo/library/pull/0'])(
  '%s is not there',
  async path => {
    const { world } = await libraryWorld();
    expect((await get(world, path)).status).toBe(404);
  },
);

test('a merged pull request still shows its files', async () => {
  const { world, repository, openPullRequest } = await libraryWorld();
  const pullRequest = await openPullRequest('pattern', { add: { 'new.md': 'x' } });
  const merged = await mergePullRequest(
    world,
    repository,
    pullRequest,
    { method: 'squash' },
    { login: 'olive', kind: 'user' },
  );
  expect(merged.ok).toBe(true);
  const { text } = await get(world);
  expect(text).toContain('<span class="state merged">Merged</span>');
  expect(text).toContain('<code>new.md</code>');
});

test('a conflict and a draft block the merge', async () => {
  const { world, openPullRequest, repository } = await libraryWorld();
  const first = await openPullRequest('one', { add: { 'README.md': 'one\n' } });
  const second = await openPullRequest('two', { add: { 'README.md': 'two\n' } });
  await mergePullRequest(world, repository, first, { method: 'merge' }, { login: 'olive', kind: 'user' });
  second.draft = true;
  const { text } = await get(world, '/octo/library/pull/2');
  expect(text).toContain('It conflicts with main');
  expect(text).toContain('It is still a draft.');
});

test.each([
  ['ffffff', '#000'],
  ['000000', '#fff'],
  ['fbca04', '#000'],
  ['b60205', '#fff'],
])('text on %s is %s', (color, text) => {
  expect(textColor(color)).toBe(text);
});

test('where the comment leads to is there: the checks, and a file at its line', async () => {
  const { world, openPullRequest } = await libraryWorld();
  const { headOid } = await openPullRequest('pattern', { add: { 'p q/README.md': 'one\n<b>two</b>\n' } });
  const checks = await get(world, '/octo/library/pull/1/checks');
  expect(checks).toMatchObject({ status: 302 });
  expect(checks.headers.get('location')).toBe('/octo/library/pull/1#checks');
  const source = await get(world, `/octo/library/blob/${headOid}/p%20q/README.md?plain=1`);
  expect(source.status).toBe(200);
  expect(source.text).toContain('<li id="L2"><code>&lt;b&gt;two&lt;/b&gt;</code></li>');
  for (const path of ['gone.md', 'p%20q', '../config', '%0aHEAD', '%ff'])
    expect((await get(world, `/octo/library/blob/${headOid}/${path}`)).status).toBe(404);
  expect((await get(world, '/octo/library/blob/HEAD/p%20q/README.md')).status).toBe(404);
});
