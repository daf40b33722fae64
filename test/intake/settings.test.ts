import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settingsFrom } from '../../src/intake/settings.ts';
import { rsaKey } from './rsa-key.ts';

const key = rsaKey();
const directory = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(directory, { recursive: true }));
const complete = { APP_ID: '321', PRIVATE_KEY: key, WEBHOOK_SECRET: 'secret' };

function problemsOf(env: Record<string, string>): string[] {
  const result = settingsFrom(env);
  return result.kind === 'problems' ? result.problems : [];
}

test('three variables are enough', () => {
  expect(settingsFrom(complete)).toEqual({
    kind: 'settings',
    settings: {
      appId: 321,
      privateKey: key,
      webhookSecrets: ['secret'],
      host: '127.0.0.1',
      port: 3000,
      store: { dataDirectory: './data' },
      role: 'all',
      concurrency: 4,
      databasePoolSize: null,
      proxies: 0,
      metrics: null,
      githubUrl: 'https://api.github.com',
      logLevel: 'info',
      logFormat: 'pretty',
    },
  });
});

test('everything can be set, and what is empty is not set', () => {
  const env = {
    ...complete,
    WEBHOOK_SECRET_PREVIOUS: 'older',
    HOST: '0.0.0.0',
    PORT: '0',
    DATABASE_URL: 'postgres://u:p@db/x',
    DATA_DIRECTORY: '/ignored',
    ROLE: 'worker',
    CONCURRENCY: '16',
    DATABASE_POOL_SIZE: '20',
    GHE_HOST: '127.0.0.1:3001',
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'production',
    LOG_FORMAT: '',
  };
  expect(settingsFrom(env)).toMatchObject({
    settings: {
      webhookSecrets: ['secret', 'older'],
      host: '0.0.0.0',
      port: 0,
      store: { databaseUrl: 'postgres://u:p@db/x' },
      role: 'worker',
      concurrency: 16,
      databasePoolSize: 20,
      githubUrl: 'http://127.0.0.1:3001/api/v3',
      logLevel: 'debug',
      logFormat: 'json',
    },
  });
});

test('the key may be escaped, in base64, or in a file', () => {
  const file = join(directory, 'app.pem');
  writeFileSync(file, key);
  const forms = [
    { PRIVATE_KEY: key.replaceAll('\n', '\\n') },
    { PRIVATE_KEY: Buffer.from(key).toString('base64') },
    { PRIVATE_KEY: `\n${key}\n` },
    { PRIVATE_KEY: '', PRIVATE_KEY_PATH: file },
  ];
  for (const form of forms) {
    expect(settingsFrom({ ...complete, ...form })).toMatchObject({ settings: { privateKey: key } });
  }
});

test('all problems are told at once, without secrets', () => {
  const problems = problemsOf({
    APP_ID: 'abc',
    PRIVATE_KEY: '-----BEGIN RSA PRIVATE KEY-----\nhush\n-----END RSA PRIVATE KEY-----',
    PORT: '70000',
    DATABASE_URL: 'mysql://root:hush@db/x',
    ROLE: 'both',
    CONCURRENCY: '0',
    DATABASE_POOL_SIZE: '-1',
    TRUST_PROXY: 'yes',
    METRICS_PORT: 'x',
    GHE_HOST: 'https://github.example.com',
    GHE_PROTOCOL: 'ftp',
    LOG_LEVEL: 'loud',
    LOG_FORMAT: 'xml',
  });
  expect(problems.map(problem => problem.split(' ')[0])).toEqual([
    'PORT',
    'APP_ID',
    'PRIVATE_KEY',
    'WEBHOOK_SECRET',
    'DATABASE_URL',
    'ROLE',
    'CONCURRENCY',
    'DATABASE_POOL_SIZE',
    'TRUST_PROXY',
    'METRICS_PORT',
    'GHE_PROTOCOL',
    'GHE_HOST',
    'LOG_LEVEL',
    'LOG_FORMAT',
  ]);
  for (const problem of problems) expect(problem).toMatch(/(?:expected|choose|set) .*\.$/);
  expect(problems.join()).not.toContain('hush');
});

test.each([
  ['PORT', ['-1', '3e3', '0x10', '80.5', ' 80', '65536', 'http']],
  ['APP_ID', ['0', '-1', '1.5', '1e3', ' 1', '9'.repeat(30)]],
  ['GHE_HOST', ['a/b', 'a?b', 'user@host', 'a b', 'host:99999']],
  [
    'DATABASE_URL',
    ['localhost', 'http://db/x', 'postgres', 'postgres://', 'postgres:///x', 'cockroachdb://?x=1'],
  ],
  ['CONCURRENCY', ['0', '-1', '1.5', '1e3', '1000', ' 4', 'many']],
  ['DATABASE_POOL_SIZE', ['0', '1000']],
])('%s refuses what does not fit', (name, values) => {
  for (const value of values)
    expect(problemsOf({ ...complete, [name]: value })).toEqual([expect.stringContaining(name)]);
});

test.each(['postgres', 'postgresql', 'cockroachdb'])('a database may be named by %s://', scheme => {
  const databaseUrl = `${scheme}://u:p@db:26257/x`;
  expect(settingsFrom({ ...complete, DATABASE_URL: databaseUrl })).toMatchObject({
    settings: { store: { databaseUrl } },
  });
});

test('a database may be reached by a socket', () => {
  const databaseUrl = 'postgres:///library?host=/run/postgresql';
  expect(settingsFrom({ ...complete, DATABASE_URL: databaseUrl })).toMatchObject({
    settings: { store: { databaseUrl } },
  });
});

test('a key of another kind, a missing file and a directory are told apart', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const ed25519 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(problemsOf({ ...complete, PRIVATE_KEY: ed25519 })).toEqual([
    expect.stringContaining('no RSA private key'),
  ]);
  const path = (PRIVATE_KEY_PATH: string) =>
    problemsOf({ ...complete, PRIVATE_KEY: '', PRIVATE_KEY_PATH })[0];
  expect(path(join(directory, 'none.pem'))).toContain('(ENOENT)');
  expect(path(directory)).toContain('(EISDIR)');
});

test('without any credential the App is to be created, though not in production', () => {
  expect(settingsFrom({ PORT: '8080', GH_ORG: 'octo-org' })).toEqual({
    kind: 'no-credentials',
    settings: {
      host: '127.0.0.1',
      port: 8080,
      githubUrl: 'https://api.github.com',
      webUrl: 'https://github.com',
      organisation: 'octo-org',
      webhookUrl: null,
    },
  });
  expect(settingsFrom({ GHE_HOST: 'github.example.com' })).toMatchObject({
    settings: { githubUrl: 'https://github.example.com/api/v3', webUrl: 'https://github.example.com' },
  });
  expect(problemsOf({ NODE_ENV: 'production' })).toHaveLength(4);
  expect(problemsOf({ APP_ID: '321' })).toHaveLength(2);
  expect(problemsOf({ PORT: 'x' })).toHaveLength(1);
});

test.each(['librarian.example.com', 'ftp://librarian.example.com', 'https://'])(
  'a webhook address that GitHub could not call is refused: %s',
  address => {
    expect(settingsFrom({ WEBHOOK_URL: address })).toEqual({
      kind: 'problems',
      problems: [expect.stringContaining(`WEBHOOK_URL is "${address}"`)],
    });
  },
);

test('in production the embedded store is taken only where it is asked for by name', () => {
  const production = { ...complete, NODE_ENV: 'production' };
  expect(problemsOf(production)).toEqual([
    expect.stringMatching(/PostgreSQL.*does not sync.*DATA_DIRECTORY/),
  ]);
  expect(settingsFrom({ ...production, DATA_DIRECTORY: './data' })).toMatchObject({
    settings: { store: { dataDirectory: './data' } },
  });
  expect(problemsOf({ ...production, DATABASE_URL: 'postgres://u:p@db/x' })).toEqual([]);
});

test('a role that shares its work needs a store that can be shared', () => {
  expect(problemsOf({ ...complete, ROLE: 'web' })).toEqual([
    expect.stringMatching(/^ROLE is "web".*DATABASE_URL/),
  ]);
  expect(problemsOf({ ...complete, ROLE: 'all' })).toEqual([]);
  expect(problemsOf({ ...complete, ROLE: 'both' })).toEqual([
    'ROLE is "both"; expected one of all, web, worker.',
  ]);
});

test('metrics have a port of their own', () => {
  expect(problemsOf({ ...complete, PORT: '4000', METRICS_PORT: '4000' })).toEqual([
    'METRICS_PORT and PORT are both 4000; expected another port: /metrics is not for the world.',
  ]);
  expect(problemsOf({ ...complete, PORT: '0', METRICS_PORT: '0' })).toEqual([]);
});
