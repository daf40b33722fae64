import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInContext, readDockerfile } from './dockerfile.ts';
import { imageScript } from './image-script.ts';
import { type LibraryBeside, libraryBeside } from './library-beside.ts';

/**
 * On this machine's own programs, or with `IMAGE_BASE` on those of another Debian, with npm and libstdc++6 as the base image has them.
 * Without root there is no root of one's own to build in; the Dockerfile is then only read.
 */
const canBuild =
  spawnSync('unshare', ['--mount', '--pid', '--fork', 'true']).status === 0 && existsSync('/usr/bin/apt-get');

describe.runIf(canBuild)('the image, built step by step and run', () => {
  let directory: string;
  let library: LibraryBeside;
  let builder: ChildProcess;
  let url: string;
  let log = '';

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'image-'));
    const [context, scratch, data] = ['context', 'scratch', 'data'].map(name => join(directory, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [context, scratch, data]) mkdirSync(folder);
    copyContext(context);
    library = await libraryBeside();
    const script = imageScript({
      dockerfile: 'Dockerfile',
      context,
      node: process.execPath,
      base: process.env.IMAGE_BASE || '/',
      scratch,
      env: { ...library.env, DATA_DIRECTORY: '/data', PORT: '0' },
      data,
    });
    builder = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', '/bin/sh', '-c', script], {
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, said] = [builder.stdout, builder.stderr].map(stream =>
      createInterface(stream as NodeJS.ReadableStream),
    );
    said?.on('line', line => {
      log += `${line}\n`;
    });
    for await (const line of out as NonNullable<typeof out>) {
      log += `${line}\n`;
      url = /Listening on (http:[^"]+)/.exec(line)?.[1]?.replace('0.0.0.0', '127.0.0.1') ?? '';
      if (url) break;
    }
    if (!url) throw new Error(`The image does not run:\n${log}`);
    builder.stdout?.resume();
  }, 600_000);
  afterAll(async () => {
    builder?.kill('SIGKILL');
    await library?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Process 1 of the image, as this machine sees it. */
  const first = () => readFileSync(`/proc/${builder.pid}/task/${builder.pid}/children`, 'utf8').trim();
  /** Runs something in the image as its user, as `docker exec` would. */
  const inside = (...command: string[]) =>
    spawnSync(
      'nsenter',
      [
        '--target',
        first(),
        '--mount',
        '--pid',
        '--root',
        '--wd',
        '--setuid',
        '1000',
        '--setgid',
        '1000',
        ...command,
      ],
      { encoding: 'utf8' },
    );

  test('tini is process 1, and nothing runs as root', () => {
    const { stdout } = inside(
      'sh',
      '-c',
      'cat /proc/1/comm; for s in /proc/[0-9]*/status; do grep ^Uid "$s"; done | sort -u',
    );
    expect(stdout.split('\n').filter(Boolean)).toEqual(['tini', 'Uid:\t1000\t1000\t1000\t1000']);
  });

  test('nothing can be written but the data directory', () => {
    for (const path of ['/app/x', '/tmp/x', '/usr/x', '/x'])
      expect(inside('touch', path).stderr).toMatch(/Read-only file system/);
    expect(inside('touch', '/data/x').status).toBe(0);
  });

  test('neither sources nor packages for development nor npm are in it', () => {
    const { stdout } = inside('ls', '/app', '/app/node_modules', '/usr/local/bin');
    expect(stdout.split(/\s+/)).toEqual(expect.arrayContaining(['app.yml', 'lib', 'pg-boss', 'node']));
    expect(
      stdout.split(/\s+/).filter(name => ['src', 'test', '.env', 'esbuild', 'vitest', 'npm'].includes(name)),
    ).toEqual([]);
  });

  test('the health check of the Dockerfile passes, and fails where nobody listens', () => {
    const { rest } = readDockerfile('Dockerfile').find(({ word }) => word === 'HEALTHCHECK') as {
      rest: string;
    };
    const command = JSON.parse(rest.slice(rest.indexOf('['))) as string[];
    const check = (port: string) => inside('env', `PORT=${port}`, ...command).status;
    expect(check(new URL(url).port)).toBe(0);
    expect(check('1')).toBe(1);
  });

  test('it reviews a pull request, and ends when it is told to', async () => {
    const conclusion = await library.reviewBy(url);
    await expect.poll(conclusion, { timeout: 60_000 }).toBe('FAILURE');
    const exit = once(builder, 'exit');
    process.kill(Number(first()), 'SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});

test('the sources that are sent to the builder hold no secrets and nothing of other machines', () => {
  const ignore = readFileSync('.dockerignore', 'utf8');
  const isIn = (path: string) => isInContext(path, ignore);
  expect(['src/service/main.ts', 'package-lock.json', '.npmrc', 'docs/rules.md'].filter(isIn)).toHaveLength(
    4,
  );
  expect(
    [
      '.env',
      'key.pem',
      'data/x',
      '.git/config',
      'node_modules/x',
      'src/examiner/satteri.wasm',
      'src/jobs/store-template.br',
    ].filter(isIn),
  ).toEqual([]);
});

function copyContext(to: string): void {
  const ignore = readFileSync('.dockerignore', 'utf8');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const path of listed.split('\0')) {
    if (!path || !isInContext(path, ignore) || !existsSync(path)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(path, join(to, path));
  }
}
