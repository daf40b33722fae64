import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'demo with spaces '));
});
afterEach(() => rmSync(directory, { recursive: true }));

type Ended = { code: number | null; output: string; complaints: string };

function environment(path = process.env.PATH): NodeJS.ProcessEnv {
  return { PATH: path, TMPDIR: directory, HOME: join(directory, 'nobody') };
}

/** Runs the demo with its output in a pipe, from another folder and without the machine's Git configuration. */
function demo(words: string[], path?: string): Promise<Ended> {
  return new Promise(done => {
    const options = { cwd: tmpdir(), env: environment(path) };
    const child = execFile(
      process.execPath,
      [resolve('demo/main.ts'), ...words],
      options,
      (_, output, complaints) => done({ code: child.exitCode, output, complaints }),
    );
  });
}

test('into a pipe: every step in order, in plain lines, and nothing is left behind', async () => {
  const { code, output, complaints } = await demo(['--once']);
  expect(complaints).toBe('');
  expect(code).toBe(0);
  const lines = output.split('\n');
  const steps = lines.filter(line => /^\d/.test(line));
  expect(steps.map(line => Number.parseInt(line, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(lines.filter(line => line.startsWith('   Check:'))).toEqual([
    expect.stringMatching(/failure · Three things to fix/),
    expect.stringMatching(/failure · Four things to fix/),
    expect.stringMatching(/success · /),
  ]);
  expect(output).toContain('`ML-OPT-008`');
  expect(lines.length).toBeLessThan(40);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  expect(readdirSync(directory)).toEqual([]);
});

test('interrupted in the middle: ends with 130 and leaves nothing behind', async () => {
  const child = spawn(process.execPath, [resolve('demo/main.ts'), '--once'], { env: environment() });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (line.startsWith('2  ')) child.kill('SIGTERM');
  expect(await ended).toEqual([130, null]);
  expect(readdirSync(directory)).toEqual([]);
});

test('a step that cannot be done ends it with 1 and a reason', async () => {
  const { code, output } = await demo(['--once'], directory);
  expect(code).toBe(1);
  expect(output).toContain('There is no git on the PATH');
  expect(output).not.toContain('Every step did');
  expect(readdirSync(directory)).toEqual([]);
});

test('an unknown flag is told what there is', async () => {
  expect(await demo(['--twice'])).toMatchObject({
    code: 2,
    output: '',
    complaints: expect.stringContaining('--once'),
  });
});
