import type { ChildProcess } from 'node:child_process';
import type { FolderPolicy } from '../inspection/examine.ts';
import type { Answer, Question } from './question.ts';
import { type Fences, type Started, startProcess } from './start-process.ts';

/** Why a question has no answer: it took too long, or the process died over it. */
export type Failure = { failure: 'too-slow' | 'died' };

/** One process that answers one question after the other; a new one takes its place when it ends. */
export type Worker = {
  /** Rejects only when the worker is closed or no process can be started. */
  ask(question: Omit<Question, 'policy'>, policy: FolderPolicy | null): Promise<Answer | Failure>;
  /** Resolves when there is a process that has loaded; rejects as `ask` does. */
  start(): Promise<void>;
  close(): void;
};

type Waiting = {
  question: Omit<Question, 'policy'>;
  policy: FolderPolicy | null;
  resolve(answer: Answer | Failure): void;
  reject(reason: unknown): void;
};

/** `milliseconds` is the time that one answer may take. */
export function openWorker(fences: Fences, milliseconds: number): Worker {
  let running: (Started & { policy: FolderPolicy | null }) | null = null;
  /** Questions in their order: those that the process has, and behind them those that it has not. */
  const waiting: Waiting[] = [];
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | null = null;
  const closing = new AbortController();

  const end = (child: ChildProcess): void => {
    if (running?.child !== child) return;
    running = null;
    sent = 0;
    clearTimeout(timer);
    child.kill('SIGKILL');
    child.channel?.unref();
  };

  const lose = (child: ChildProcess, failure: Failure['failure']): void => {
    if (running?.child !== child) return;
    const hadQuestion = sent > 0;
    end(child);
    // Only the one that it was at is to blame; the others are asked again.
    if (hadQuestion) waiting.shift()?.resolve({ failure });
    send();
  };

  const watch = (child: ChildProcess): void => {
    clearTimeout(timer);
    if (sent > 0) timer = setTimeout(() => lose(child, 'too-slow'), milliseconds);
  };

  const loaded = async (): Promise<NonNullable<typeof running>> => {
    let reason: string | null = null;
    for (const _ of ['first', 'again']) {
      closing.signal.throwIfAborted();
      running ??= { ...startProcess(fences), policy: null };
      const started = running;
      reason = await started.notStarted;
      closing.signal.throwIfAborted();
      if (reason === null && running === started) return started;
      end(started.child);
    }
    throw new Error(`the process that examines files does not start: ${reason}`);
  };

  const listen = (child: ChildProcess): void => {
    if (child.listenerCount('message') > 0) return;
    const died = (): void => lose(child, 'died');
    child.on('message', (answer: Answer) => {
      sent -= 1;
      waiting.shift()?.resolve(answer);
      watch(child);
      send();
    });
    child.on('exit', died).on('error', died);
    // It may have ended since it had loaded.
    if (child.exitCode !== null || child.signalCode !== null) died();
  };

  /** Two at a time: the next question is there when an answer is given. */
  const send = (): void => {
    if (sending !== null || sent >= 2 || waiting.length <= sent) return;
    sending = loaded()
      .then(current => {
        listen(current.child);
        while (running === current && sent < 2 && waiting.length > sent) {
          const next = waiting[sent];
          if (!next) return;
          const { question, policy } = next;
          const isNew = policy !== null && policy !== current.policy;
          if (isNew) current.policy = policy;
          current.child.send({ ...question, ...(isNew && { policy }) }, error => {
            if (error) lose(current.child, 'died');
          });
          sent += 1;
          if (sent === 1) watch(current.child);
        }
      })
      .catch(reason => {
        for (const { reject } of waiting.splice(0)) reject(reason);
        sent = 0;
      })
      .finally(() => {
        sending = null;
        send();
      });
  };

  return {
    ask(question, policy) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer | Failure>();
      if (closing.signal.aborted) reject(closing.signal.reason);
      else {
        waiting.push({ question, policy, resolve, reject });
        send();
      }
      return promise;
    },
    async start() {
      await loaded();
    },
    close() {
      closing.abort(new Error('the examiner is closed'));
      if (running) end(running.child);
      for (const { reject } of waiting.splice(0)) reject(closing.signal.reason);
    },
  };
}
