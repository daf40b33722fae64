import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';

let directory = '';
let child: ChildProcess | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(async () => {
  if (child?.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  rmSync(directory, { recursive: true });
});

/** Runs what `npm start` runs, in an empty directory and with these variables only. */
function run(env: Record<string, string>) {
  const started = spawn(process.execPath, [resolve('src/service/main.ts'), 'serve'], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  const exited = once(started, 'exit').then(([code]) => code);
  return { started, exited, stdout: started.stdout, stderr: text(started.stderr) };
}

test('what is wrong with the settings is told at once, also what .env says', async () => {
  writeFileSync(join(directory, '.env'), 'APP_ID=abc\nPORT=8080\n');
  const { exited, stderr } = run({ PORT: 'x' });
  expect(await exited).toBe(1);
  const lines = (await stderr).trimEnd().split('\n');
  expect(lines[0]).toBe('The App cannot start:');
  expect(lines.slice(1).map(line => line.split(' ')[1])).toEqual([
    'PORT',
    'APP_ID',
    'Neither',
    'WEBHOOK_SECRET',
  ]);
});

test('a key without the rest of the credentials is not written over, and a slip in a name is told', async () => {
  writeFileSync(join(directory, 'private-key.pem'), 'mine');
  const { exited, stderr } = run({ PORT: '0', APPID: '321' });
  expect(await exited).toBe(1);
  expect(await stderr).toMatch(
    /private-key\.pem, and none of APP_ID.* is set\. .*\nAPPID is set, and is no setting: is APP_ID meant\?\n$/,
  );
  expect(readFileSync(join(directory, 'private-key.pem'), 'utf8')).toBe('mine');
});

test('without credentials it says in one sentence what to open, and stops when told to', async () => {
  const { started, exited, stdout, stderr } = run({ PORT: '0' });
  const [first] = await once(stdout, 'data');
  const sentence = String(first);
  expect(sentence.trimEnd().split('\n')).toHaveLength(1);
  const url = /open (http:\S+) to create it, and then run npm start again/.exec(sentence)?.[1] ?? '';
  expect(await (await fetch(url)).text()).toContain('<h1>Create the GitHub App</h1>');
  started.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(await stderr).toBe('');
});
