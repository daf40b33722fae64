import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDirectory } from '../../src/jobs/data-directory-lock.ts';

let root: string;
let children: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Another process that takes the lock and keeps it; what it prints first is its answer. */
async function otherProcess(directory: string, more = ''): Promise<{ child: ChildProcess; answer: string }> {
  const module = new URL('../../src/jobs/data-directory-lock.ts', import.meta.url).href;
  const code = `
    import { setFlagsFromString } from 'node:v8';
    import { runInNewContext } from 'node:vm';
    import { lockDataDirectory } from ${JSON.stringify(module)};
    try {
      lockDataDirectory(${JSON.stringify(directory)});
      ${more}
      console.log('locked');
      setInterval(() => {}, 1000);
    } catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  const answer = await new Promise<string>(resolve => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => resolve(''));
  });
  expect(errors).toBe('');
  return { child, answer };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

test('a second process is told who has the directory and what to do', async () => {
  const lock = lockDataDirectory(root);
  const { answer } = await otherProcess(root);
  lock.release();
  expect(answer).toMatch(
    new RegExp(`in use by process ${process.pid} on ${hostname()} since 20\\d\\d-.*Only one .*DATABASE_URL`),
  );
});

test('so is the same process, and one that comes through a symbolic link', async () => {
  const link = join(root, 'link');
  mkdirSync(join(root, 'data'));
  symlinkSync(join(root, 'data'), link);
  const lock = lockDataDirectory(join(root, 'data'));
  expect(() => lockDataDirectory(link)).toThrow(`in use by process ${process.pid}`);
  expect((await otherProcess(link)).answer).toContain(`in use by process ${process.pid}`);
  lock.release();
  lock.release();
  const again = lockDataDirectory(link);
  expect(again.directory).toBe(lock.directory);
  again.release();
});

test('a process that was killed does not hold the lock, nor do the processes it started', async () => {
  const startChild = `
    const { spawn } = await import('node:child_process');
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
    process.stdout.write(grandchild.pid + ' ');`;
  const { child, answer } = await otherProcess(root, startChild);
  const grandchild = Number(answer.split(' ')[0]);
  try {
    expect(() => lockDataDirectory(root)).toThrow(`in use by process ${child.pid} on`);
    await kill(child);
    process.kill(grandchild, 0);
    const lock = lockDataDirectory(root);
    expect(JSON.parse(readFileSync(join(root, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  } finally {
    process.kill(grandchild, 'SIGKILL');
  }
});

test.each([['not JSON'], ['null'], ['{"pid":"<script>"}'], ['']])(
  'a damaged note about the holder (%j) changes nothing but the sentence',
  async note => {
    writeFileSync(join(root, 'owner.json'), note);
    const lock = lockDataDirectory(root);
    writeFileSync(join(root, 'owner.json'), note);
    expect(() => lockDataDirectory(root)).toThrow('in use by another process.');
    lock.release();
  },
);

test('a lock that nobody refers to any more is kept', async () => {
  const { child } = await otherProcess(root, 'setFlagsFromString("--expose-gc"); runInNewContext("gc")();');
  expect(() => lockDataDirectory(root)).toThrow(`in use by process ${child.pid} on`);
});

test('a directory that is missing is made', () => {
  lockDataDirectory(join(root, 'a', 'b', 'c')).release();
});

test('what cannot be a data directory is named with a way out', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  mkdirSync(join(root, 'taken', 'owner.lock'), { recursive: true });
  mkdirSync(join(root, 'damaged'));
  writeFileSync(join(root, 'damaged', 'owner.lock'), 'this is not a database '.repeat(100));
  for (const path of [file, join(file, 'below'), join(root, 'taken'), join(root, 'damaged')]) {
    expect(() => lockDataDirectory(path)).toThrow(
      /^The data directory .* cannot be used \(.+\)\. Expected .*DATA_DIRECTORY.*DATABASE_URL/,
    );
  }
});
