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

/** A question, and whoever waits for its answer. */
type Waiting = {
  question: Omit<Question, 'policy'>;
  policy: FolderPolicy | null;
  resolve(answer: Answer | Failure): void;
  reject(reason: unknown): void;
};

export type Told = (what: 'started' | 'killed') => void;

type State = {
  fences: Fences;
  /** The time that one answer may take. */
  milliseconds: number;
  told: Told;
  running: (Started & { policy: FolderPolicy | null }) | null;
  /** Questions in their order: those that the process has, and behind them those that it has not. */
  waiting: Waiting[];
  sent: number;
  timer: NodeJS.Timeout | undefined;
  isSending: boolean;
  closing: AbortController;
};

/** So many questions the process has at a time: the next one is there when an answer is given. */
const maxSent = 2;

export function openWorker(fences: Fences, milliseconds: number, told: Told): Worker {
  const state: State = {
    fences,
    milliseconds,
    told,
    running: null,
    waiting: [],
    sent: 0,
    timer: undefined,
    isSending: false,
    closing: new AbortController(),
  };
  return {
    ask(question, policy) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer | Failure>();
      if (state.closing.signal.aborted) reject(state.closing.signal.reason);
      else {
        state.waiting.push({ question, policy, resolve, reject });
        send(state);
      }
      return promise;
    },
    async start() {
      await loaded(state);
    },
    close() {
      state.closing.abort(new Error('the examiner is closed'));
      if (state.running) end(state, state.running.child);
      rejectAll(state, state.closing.signal.reason);
    },
  };
}

/** A process that has loaded. One that was ended from outside meanwhile is replaced once. */
async function loaded(state: State): Promise<NonNullable<State['running']>> {
  const { signal } = state.closing;
  let reason: string | null = null;
  for (const _ of ['first', 'again']) {
    signal.throwIfAborted();
    if (state.running === null) {
      state.running = { ...startProcess(state.fences), policy: null };
      state.told('started');
    }
    const started = state.running;
    reason = await started.notStarted;
    signal.throwIfAborted();
    if (reason === null && state.running === started) return started;
    end(state, started.child);
  }
  throw new Error(`the process that examines files does not start: ${reason}`);
}

/** Sends what waits as far as the process takes it, and starts one where there is none. */
function send(state: State): void {
  if (state.isSending || state.sent >= maxSent || state.waiting.length <= state.sent) return;
  state.isSending = true;
  loaded(state)
    .then(current => {
      listen(state, current.child);
      while (state.running === current && state.sent < maxSent && state.waiting.length > state.sent)
        sendNext(state, current);
    })
    .catch(reason => rejectAll(state, reason))
    .finally(() => {
      state.isSending = false;
      send(state);
    });
}

function sendNext(state: State, current: NonNullable<State['running']>): void {
  const next = state.waiting[state.sent];
  if (!next) return;
  const { question, policy } = next;
  const isNew = policy !== null && policy !== current.policy;
  if (isNew) current.policy = policy;
  current.child.send({ ...question, ...(isNew && { policy }) }, error => {
    if (error) lose(state, current.child, 'died');
  });
  state.sent += 1;
  if (state.sent === 1) watch(state, current.child);
}

function listen(state: State, child: ChildProcess): void {
  if (child.listenerCount('message') > 0) return;
  const died = (): void => lose(state, child, 'died');
  child.on('message', (answer: Answer) => {
    // What it had written before it was ended may arrive afterwards, and answers nothing any more.
    if (state.running?.child !== child) return;
    state.sent -= 1;
    state.waiting.shift()?.resolve(answer);
    watch(state, child);
    send(state);
  });
  child.on('exit', died).on('error', died);
  // It may have ended since it had loaded.
  if (child.exitCode !== null || child.signalCode !== null) died();
}

/** Gives the question that the process is at now all of its time. */
function watch(state: State, child: ChildProcess): void {
  clearTimeout(state.timer);
  if (state.sent > 0) state.timer = setTimeout(() => lose(state, child, 'too-slow'), state.milliseconds);
}

/** Ends a process. Only the question that it was at is to blame; the others are asked again. */
function lose(state: State, child: ChildProcess, failure: Failure['failure']): void {
  if (state.running?.child !== child) return;
  const hadQuestion = state.sent > 0;
  if (hadQuestion) state.told('killed');
  end(state, child);
  if (hadQuestion) state.waiting.shift()?.resolve({ failure });
  send(state);
}

function end(state: State, child: ChildProcess): void {
  if (state.running?.child !== child) return;
  state.running = null;
  state.sent = 0;
  clearTimeout(state.timer);
  child.kill('SIGKILL');
}

function rejectAll(state: State, reason: unknown): void {
  for (const { reject } of state.waiting.splice(0)) reject(reason);
  state.sent = 0;
}
