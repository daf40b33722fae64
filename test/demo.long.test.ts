import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { demo, demoFile, demoFolder, environment } from './demo-process.ts';

test('into a pipe: every step in order, in plain lines, and nothing is left behind', async () => {
  const directory = demoFolder();
  const { code, output, complaints } = await demo(directory, ['--once']);
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
  expect(output).toContain('`ML-OPT-011`');
  expect(lines.length).toBeLessThan(40);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  expect(readdirSync(directory)).toEqual([]);
});

test('interrupted in the middle: ends with 130 and leaves nothing behind', async () => {
  const directory = demoFolder();
  const child = spawn(process.execPath, [demoFile, '--once'], { env: environment(directory) });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (line.startsWith('2  ')) child.kill('SIGTERM');
  expect(await ended).toEqual([130, null]);
  expect(readdirSync(directory)).toEqual([]);
});
