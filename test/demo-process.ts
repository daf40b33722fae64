import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

export type Ended = { code: number | null; output: string; complaints: string };

export const demoFile = resolve('demo/main.ts');

/** An empty folder for what a demo writes. */
export function demoFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'demo with spaces '));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

export function environment(directory: string, path = process.env.PATH): NodeJS.ProcessEnv {
  return { PATH: path, TMPDIR: directory, HOME: join(directory, 'nobody') };
}

/** Runs the demo with its output in a pipe, from another folder and without the machine's Git configuration. */
export function demo(directory: string, words: string[], path?: string): Promise<Ended> {
  return new Promise(done => {
    const options = { cwd: tmpdir(), env: environment(directory, path) };
    const child = execFile(process.execPath, [demoFile, ...words], options, (_, output, complaints) =>
      done({ code: child.exitCode, output, complaints }),
    );
  });
}
