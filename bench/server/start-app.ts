import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked, LoopDelay } from './app-process-messages.ts';

/** The App in a process of its own. */
export type AppProcess = {
  url: string;
  pid: number;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Forgets how late the event loop was until now. */
  forgetDelays(): Promise<void>;
  delays(): Promise<LoopDelay>;
  close(): Promise<void>;
};

/** Starts the App with these settings, in a control group if there is one; what it logs goes to a file. */
export async function startApp(
  settings: Record<string, string>,
  logFile: string,
  cgroup: string | null,
): Promise<AppProcess> {
  const log = openSync(logFile, 'w');
  // It begins where this process is, so that all its memory counts.
  if (cgroup !== null) enter(cgroup);
  const child = fork(join(import.meta.dirname, 'app-process.ts'), {
    env: { PATH: process.env.PATH ?? '', LOG_FORMAT: 'json', ...settings },
    stdio: ['ignore', log, log, 'ipc'],
  });
  if (cgroup !== null) enter(join(cgroup, '..'));
  closeSync(log);
  const told = answerOf<string>(child, 'start', logFile);
  const ask = <Answer>(asked: Asked): Promise<Answer> => {
    const answer = answerOf<Answer>(child, asked, logFile);
    child.send(asked);
    return answer;
  };
  return {
    url: await told,
    pid: child.pid ?? 0,
    idle: () => ask('idle'),
    forgetDelays: () => ask('forget'),
    delays: () => ask('delays'),
    close: () => ask('close'),
  };
}

function enter(cgroup: string): void {
  writeFileSync(join(cgroup, 'cgroup.procs'), String(process.pid));
}

function answerOf<Answer>(child: ChildProcess, asked: Asked | 'start', logFile: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const hear = (message: { asked: string; answer: Answer }): void => {
    if (message.asked === asked) resolve(message.answer);
  };
  const ended = (): void => reject(new Error(`The App has ended; what it said is in ${logFile}.`));
  child.on('message', hear).once('exit', ended);
  return promise.finally(() => child.off('message', hear).off('exit', ended));
}
