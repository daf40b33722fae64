import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { secret } from '../../bench/intake/delivery.ts';
import { rsaKey } from '../intake/rsa-key.ts';

export type AppProcess = {
  child: ChildProcess;
  /** Where it listens; rejects when it ends before. */
  url: Promise<string>;
  /** What it has said until now. */
  said(): string;
  ended: Promise<{ code: number | null; signal: string | null }>;
};

const privateKey = rsaKey();

/** An empty folder, gone with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs what `npm start` runs, with these settings beside the credentials of an App that nobody knows. */
export function startApp(
  env: Record<string, string>,
  [command, ...args] = [process.execPath, resolve('src/service/main.ts'), 'serve'],
): AppProcess {
  const child = spawn(command ?? '', args, {
    env: {
      PATH: process.env.PATH ?? '',
      APP_ID: '321',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: secret,
      GHE_HOST: '127.0.0.1:1', // nobody is there
      PORT: '0',
      LOG_FORMAT: 'json',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const lines: string[] = [];
  const { promise: url, resolve: listening, reject } = Promise.withResolvers<string>();
  url.catch(() => {});
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', line => {
      lines.push(line);
      const found = /Listening on (http:[^"]+)/.exec(line)?.[1];
      if (found) listening(found);
    });
  }
  void ended.then(() => reject(new Error(`The App has ended: ${lines.join('\n')}`)));
  return { child, url, ended, said: () => lines.join('\n') };
}
