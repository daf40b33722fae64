import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { exampleTaxonomy } from '../src/rules/examples/example-taxonomy.ts';
import { cachingDraft, cachingPath } from './end-to-end/texts.ts';

/** The packages as people install them: bundled, and with the dependencies that they name and no others. */

const execute = promisify(execFile);
let directory: string;
let library: string;
/** The command line alone, and the App, beside which the command line is put later. */
let alone: string;
let both: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'package-'));
  await execute(process.execPath, ['scripts/pack.ts', directory]);
  library = join(directory, 'library');
  for (const [path, text] of Object.entries({
    'patterns/ml/taxonomy.yaml': exampleTaxonomy,
    [cachingPath]: cachingDraft,
  })) {
    mkdirSync(dirname(join(library, path)), { recursive: true });
    writeFileSync(join(library, path), text);
  }
  [alone, both] = ['alone', 'both'].map(name => join(directory, name)) as [string, string];
  for (const home of [alone, both]) {
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{}');
  }
  // Offline: it needs nothing but itself.
  await install('cli', alone, '--offline');
  await install('app', both, '--prefer-offline');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function install(name: 'cli' | 'app', home: string, ...flags: string[]): Promise<void> {
  const pack = ['pack', '--json', '--pack-destination', directory, join(directory, name)];
  const { stdout } = await execute('npm', pack);
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  await execute('npm', ['install', '--omit=dev', ...flags, join(directory, filename)], { cwd: home });
}

async function megabytesOf(home: string): Promise<number> {
  const { stdout } = await execute('du', ['-sk', home]);
  return Number.parseInt(stdout, 10) / 1024;
}

/** Runs `patterns`, and tells which files it has loaded; the process in which files are examined loads one of its own. */
async function patterns(home: string, ...args: string[]) {
  return patternsIn(process.env, home, ...args);
}

async function patternsIn(env: NodeJS.ProcessEnv, home: string, ...args: string[]) {
  const list = join(directory, 'loaded.txt');
  const hook = `
    import { appendFileSync } from 'node:fs';
    import { registerHooks } from 'node:module';
    const tell = url => appendFileSync(${JSON.stringify(list)}, url + '\\n');
    registerHooks({ load: (url, context, next) => (tell(url), next(url, context)) });`;
  writeFileSync(list, '');
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
  const bin = join(home, 'node_modules/.bin/patterns');
  const { stdout, stderr, code } = await execute(process.execPath, [...flags, bin, ...args], {
    cwd: library,
    env,
  }).then(
    told => ({ ...told, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const urls = readFileSync(list, 'utf8').trim().split('\n');
  const files = urls.filter(url => url.startsWith('file:')).map(url => basename(url));
  return { stdout, stderr, code, files: files.sort() };
}

test('the command line is small, and brings no other package', async () => {
  const packages = globSync(['[!.@]*', '@*/*'], { cwd: join(alone, 'node_modules') });
  expect(packages).toEqual(['@pattern-librarian/cli']);
  expect(await megabytesOf(alone)).toBeLessThan(20);
  const file = join(alone, 'node_modules/@pattern-librarian/cli/THIRD-PARTY-NOTICES.txt');
  const notices = readFileSync(file, 'utf8');
  expect(notices).toMatch(/^micromark /m);
  expect(notices).not.toMatch(/^(vega|vega-lite|@electric-sql\/pglite|pg-boss|probot) /m);
});

test('it tells its version and its commands from one file', async () => {
  expect(await patterns(alone, '--version')).toEqual({
    code: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
    files: ['main.mjs'],
  });
  const { stdout, files } = await patterns(alone, '--help');
  expect(stdout).toContain('Usage: patterns <command>');
  expect(files).toEqual(['main.mjs']);
});

test('it checks a library, and loads what that needs', async () => {
  const { stdout, files } = await patterns(alone, 'check', '--format', 'json');
  expect(JSON.parse(stdout).summary).toMatchObject({ patterns: 1, errors: 0 });
  expect(files).toEqual(['check-command.mjs', 'main.mjs']);
});

test('what cannot be read is told in a sentence, wherever it was met', async () => {
  const root = join(directory, 'sparse');
  cpSync(library, root, { recursive: true });
  const git = (...args: string[]) =>
    execute('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: root });
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'first');
  const { stdout: oid } = await git('rev-parse', `HEAD:${cachingPath}`);
  await git('sparse-checkout', 'set', '--no-cone', '/*', `!/${cachingPath}`);
  rmSync(join(root, '.git/objects', oid.slice(0, 2), oid.trim().slice(2)));
  const bin = join(alone, 'node_modules/.bin/patterns');
  const { code, stderr } = await execute(process.execPath, [bin, 'check'], { cwd: root }).then(
    told => ({ ...told, code: 0 }),
    (error: { stderr: string; code: number }) => error,
  );
  expect(stderr).toMatch(/^1 file that this sparse checkout leaves out cannot be read from Git\./);
  expect(code).toBe(2);
});

test('it remembers what it has examined outside of the library, and CI believes none of that', async () => {
  const caches = join(directory, 'caches');
  const check = async (CI = '') => {
    const env = { ...process.env, CI, XDG_CACHE_HOME: caches };
    return JSON.parse((await patternsIn(env, alone, 'check', '--format', 'json')).stdout);
  };
  const first = await check('true');
  expect(globSync('**', { cwd: caches })).toEqual([]);
  expect(await check()).toEqual(first);
  expect(await check()).toEqual(first);

  // As if the examiner had found nothing: what is there is believed, so it was looked up.
  const [kept] = globSync('**/examinations', { cwd: caches }).map(file => join(caches, file)) as [string];
  const lines = readFileSync(kept, 'utf8').trimEnd().split('\n');
  const emptied = lines.map(line => {
    const space = line.indexOf(' ');
    return `${line.slice(0, space)} ${JSON.stringify({ ...JSON.parse(line.slice(space)), findings: [] })}\n`;
  });
  writeFileSync(kept, emptied.join(''));
  expect(first.diagnostics).not.toEqual([]);
  expect((await check()).diagnostics.length).toBeLessThan(first.diagnostics.length);
  expect(await check('true')).toEqual(first);
});

test('it explains its rules', async () => {
  expect((await patterns(alone, 'explain', 'category')).stdout).toContain('one of those in the taxonomy');
});

test('the App is not large, and runs: HTTP answers, and so does the store of its queue', async () => {
  expect(await megabytesOf(both)).toBeLessThan(100);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const child = spawn(process.execPath, [join(both, 'node_modules/.bin/pattern-librarian'), 'serve'], {
    cwd: directory,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      APP_ID: '1',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: randomUUID(),
      GHE_HOST: '127.0.0.1:1', // nobody is there
      LOG_FORMAT: 'json',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let url: string | undefined;
    for await (const line of createInterface(child.stdout)) {
      url = /Listening on (http:[^"]+)/.exec(line)?.[1];
      if (url !== undefined) break;
    }
    const health = await fetch(`${url}/healthz`);
    expect({ status: health.status, body: await health.json() }).toEqual({
      status: 200,
      body: { alive: true },
    });
    child.stdout.resume();
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

test('the App tells its commands from one file, and is not the command line', async () => {
  const bin = (...args: string[]) =>
    execute(process.execPath, [join(both, 'node_modules/.bin/pattern-librarian'), ...args]).then(
      told => ({ ...told, code: 0 }),
      (error: { stdout: string; stderr: string; code: number }) => error,
    );
  expect(await bin('--version')).toMatchObject({ code: 0, stdout: `${packageJson.version}\n` });
  expect((await bin('--help')).stdout).toMatch(/Usage: pattern-librarian <command>.* serve /s);
  expect(await bin('serv')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^There is no command "serv"/),
  });
  expect(await bin('serve', '--port')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^serve takes no options/),
  });
  expect(globSync('*', { cwd: join(both, 'node_modules/.bin') })).not.toContain('patterns');
});

test('charts are drawn with what the App brings; where it is not installed, the command line says so', async () => {
  const measured = dirname(cachingPath);
  cpSync(measured, join(library, measured), { recursive: true });
  const refused = await patterns(alone, 'reproduce', '--all', '--rewrite');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(`npm install pattern-librarian@${packageJson.version}`);

  await install('cli', both, '--prefer-offline');
  const chart = join(library, measured, 'chart.svg');
  const drawn = readFileSync(chart, 'utf8');
  rmSync(chart);
  expect(await patterns(both, 'reproduce', '--all', '--rewrite')).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(chart, 'utf8')).toBe(drawn);
});
