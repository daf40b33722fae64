import { expect, test } from 'vitest';
import { githubRefusal } from '../../src/cli/github-refusal.ts';
import { githubServer } from '../../src/cli/github-server.ts';
import { pullRequestAddress } from '../../src/cli/pull-request-address.ts';
import { readingClient } from '../../src/cli/reading-client.ts';
import { reviewCommand } from '../../src/cli/review-command.ts';
import { call, run, temporaryFolder } from './temporary-library.ts';

test.each([
  ['octo/library#12', null],
  ['https://github.com/octo/library/pull/12', 'github.com'],
  ['https://www.github.com/octo/library/pull/12/files#diff-1', 'github.com'],
  ['http://127.0.0.1:3001/octo/library/pull/12', '127.0.0.1:3001'],
  ['https://git.example.com/octo/library/pull/12/checks?x=1', 'git.example.com'],
])('%s names a pull request', (text, server) => {
  expect(pullRequestAddress(text)).toEqual({ server, owner: 'octo', repo: 'library', number: 12 });
});

test.each([
  'library#12',
  'octo/library',
  'octo/library#0',
  'octo/library#12345678901',
  'octo/../x#1',
  'https://github.com/octo/library/issues/12',
  'https://me:secret@github.com/octo/library/pull/12',
  'https://github.com/octo/library',
  '\x1b[2J',
])('%j names none, and is told how to', text => {
  const { refusal } = pullRequestAddress(text) as { refusal: string };
  expect(refusal).toContain('expected owner/repository#12');
  expect(refusal).not.toContain('\x1b');
});

test('the token goes to the server that GITHUB_API_URL names, and to no other', () => {
  const env = { GITHUB_TOKEN: 't' };
  const at = (apiUrl: string, asked: string | null) =>
    githubServer(asked, { ...env, GITHUB_API_URL: apiUrl });
  expect(githubServer(null, env)).toMatchObject({ host: 'github.com', apiUrl: 'https://api.github.com' });
  expect(githubServer('github.com', { GH_TOKEN: 'other' })).toMatchObject({
    token: 'other',
    tokenName: 'GH_TOKEN',
  });
  expect(at('https://git.example.com/api/v3/', 'GIT.example.com')).toMatchObject({
    host: 'git.example.com',
    apiUrl: 'https://git.example.com/api/v3',
  });
  expect(at('https://api.octo.ghe.com', 'octo.ghe.com')).toMatchObject({ host: 'octo.ghe.com' });
  expect(githubServer('git.example.com', env)).toEqual({
    refusal:
      'The token in GITHUB_TOKEN is for github.com, so it is not sent to git.example.com; if it is for that server, set GITHUB_API_URL=https://git.example.com/api/v3.',
  });
  expect(githubServer('api.github.com.example', env)).toHaveProperty('refusal');
  expect(at('https://git.example.com/api/v3', 'github.com')).toHaveProperty('refusal');
  for (const wrong of ['git.example.com', 'ftp://api.github.com', 'https://me:x@git.example.com/api/v3'])
    expect(at(wrong, null)).toMatchObject({ refusal: expect.stringContaining('GITHUB_API_URL is') });
});

test('without a token: one sentence; wrong usage: what is expected', async () => {
  const folder = temporaryFolder();
  const none = await run(folder, ['review', 'octo/library#1']);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toMatch(
    /^A token is needed to read from github\.com: [^.]*GITHUB_TOKEN or GH_TOKEN[^.]*\.\n$/,
  );
  const token = { GITHUB_TOKEN: 'secret-token' };
  const review: typeof reviewCommand = (given, terminal, parser) =>
    reviewCommand(given, terminal, parser, token);
  for (const [args, sentence] of [
    [[], 'Name one pull request'],
    [['a/b#1', 'a/b#2'], 'Name one pull request'],
    [['a/b#1', '--app', 'a/b'], '--app is "a/b"'],
    [['a/b#1', '--token', 'x'], "Unknown option '--token'"],
    [['a/b'], 'names no pull request'],
  ] as const) {
    const { code, stderr } = await call(review, folder, [...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  }
});

const asked = {
  host: 'git.example.com',
  apiUrl: 'https://git.example.com/api/v3',
  tokenName: 'GH_TOKEN',
  repository: 'octo/library',
  number: 12,
};

/** An error as `@octokit/request` throws it. */
function answered(status: number, message: string, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), { status, response: { status, headers, data: { message } } });
}

function graphQl(type: string, message: string, path: string[] = []): Error {
  return Object.assign(new Error(message), { headers: {}, errors: [{ type, message, path }] });
}

function network(code: string): Error {
  const cause = new Error('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  return Object.assign(new Error('fetch failed', { cause }), { status: 500 });
}

const inAMinute = String(Math.floor(Date.now() / 1000) + 600);

test.each([
  [
    'a wrong token',
    answered(401, 'Bad credentials'),
    'does not accept the token in GH_TOKEN (401: Bad credentials)',
  ],
  [
    'too little access',
    answered(403, 'Resource not accessible by personal access token'),
    'needs read access to',
  ],
  [
    'single sign-on',
    answered(403, 'Resource protected', {
      'x-github-sso': 'required; url=https://git.example.com/orgs/octo/sso?x=1',
    }),
    'allow it at https://git.example.com/orgs/octo/sso?x=1',
  ],
  [
    'who may write',
    Object.assign(answered(403, 'Must have push access to view collaborator permission.'), {
      request: { url: 'https://git.example.com/api/v3/repos/octo/library/collaborators/ada/permission' },
    }),
    'use a maintainer’s token',
  ],
  ['not there', answered(404, 'Not Found'), 'has no octo/library that the token in GH_TOKEN may see'],
  ['refused', answered(422, 'Validation Failed'), '(422: Validation Failed)'],
  [
    'a fault there',
    answered(502, 'Bad\nGateway \x1b[2J'),
    'answered 502 (502: Bad Gateway \\x1b[2J); try again',
  ],
  [
    'a second limit',
    answered(403, 'You have exceeded a secondary rate limit', { 'retry-after': '45' }),
    'in 45 seconds',
  ],
  ['too many', answered(429, 'Slow down'), 'in 60 seconds'],
  [
    'the hour is used up',
    answered(403, 'API rate limit exceeded', {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': inAMinute,
    }),
    'in 10 minutes',
  ],
  [
    'GraphQL’s limit',
    graphQl('RATE_LIMITED', 'API rate limit exceeded'),
    'limits the requests of the token in GH_TOKEN',
  ],
  [
    'no such pull request',
    graphQl('NOT_FOUND', 'Could not resolve', ['node', 'pullRequest']),
    'no pull request #12',
  ],
  [
    'GraphQL’s refusal',
    graphQl('FORBIDDEN', 'Resource not accessible by integration'),
    'needs read access to',
  ],
  ['GraphQL’s fault', graphQl('INTERNAL', 'Something went wrong'), '(Something went wrong); try again'],
  ['no such host', network('ENOTFOUND'), 'There is no host git.example.com'],
  ['nobody listens', network('ECONNREFUSED'), 'git.example.com cannot be reached (ECONNREFUSED)'],
  ['a certificate of its own', network('DEPTH_ZERO_SELF_SIGNED_CERT'), 'NODE_EXTRA_CA_CERTS'],
])('%s is one sentence with what to do', (_, error, sentence) => {
  const refusal = githubRefusal(error, asked)?.refusal ?? '';
  expect(refusal).toContain(sentence);
  expect(refusal).toMatch(/^\S.*[\w)]\.$/);
});

test('what is no answer of GitHub stays a fault of ours', () => {
  expect(githubRefusal(new TypeError('x is not a function'), asked)).toBeNull();
});

test('a client for reading sends nothing that writes', async () => {
  const client = readingClient({ apiUrl: 'http://127.0.0.1:9', token: 't' }, '0');
  const writes = [
    () => client.request('POST /repos/{owner}/{repo}/issues', { owner: 'a', repo: 'b', title: 'c' }),
    () => client.request('DELETE /repos/{owner}/{repo}', { owner: 'a', repo: 'b' }),
    () => client.graphql('mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }'),
    () =>
      client.graphql(
        '\n  # query\n mutation X { addStar(input: { starrableId: "x" }) { clientMutationId } }',
      ),
  ];
  for (const write of writes) await expect(write()).rejects.toThrow('nothing was sent');
  await expect(client.graphql('query X { viewer { login } }')).rejects.not.toThrow('nothing was sent');
});
