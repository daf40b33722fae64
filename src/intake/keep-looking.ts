import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'probot';

export type KeepLookingOptions = {
  /** Asks for a look at every installation; returns how many there are. */
  sweep: (signal: AbortSignal) => Promise<number>;
  /** Asks GitHub to send failed deliveries again; returns how many. */
  redeliver: (signal: AbortSignal) => Promise<number>;
  /** Rejects when the store cannot take a job. */
  storeIsAlive: () => Promise<void>;
  /** Tells whether this process is the first of those that share the store to ask in this slot of time. */
  takeTurn: (name: string, slotSeconds: number) => Promise<boolean>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  signal: AbortSignal;
  now?: () => number;
  /** Resolves after so many milliseconds, or when the signal comes. */
  pause?: (milliseconds: number) => Promise<void>;
};

const second = 1000;
const minute = 60 * second;
const tick = 10 * second;
const every = { redeliver: 5 * minute, sweep: 6 * 60 * minute };

type Task = {
  name: 'redeliver' | 'sweep';
  /** Null: only when its turn comes, and then no other process does it. */
  dueAt: number | null;
  nextTurn: number;
  run: (signal: AbortSignal) => Promise<number>;
  done: string;
};

/**
 * Makes good what webhooks did not tell, until the signal comes: at the start, then again and again, and whenever the store or GitHub is
 * back, because meanwhile deliveries were refused or not sent. Of several processes one does what has no other occasion than the time.
 */
export async function keepLooking(options: KeepLookingOptions): Promise<void> {
  const { storeIsAlive, takeTurn, log, signal, now = Date.now } = options;
  const pause = options.pause ?? (ms => delay(ms, undefined, { signal }).catch(() => {}));
  const task = (name: Task['name'], run: Task['run'], done: string): Task => ({
    name,
    dueAt: now(),
    nextTurn: now() + every[name],
    run,
    done,
  });
  const redeliver = task('redeliver', options.redeliver, 'Looked for failed deliveries');
  const sweep = task(
    'sweep',
    options.sweep,
    'Asked for a look at every installation, in case webhooks were missed',
  );
  let isStoreAway = false;
  let isGitHubAway = false;

  function isBack(what: string, alreadyDone: Task | null): void {
    log.info(`${what} is back: looking at what was missed`);
    for (const one of [redeliver, sweep]) if (one !== alreadyDone) one.dueAt = now();
  }

  async function isDue({ name, dueAt, nextTurn }: Task): Promise<boolean> {
    if (dueAt !== null) return now() >= dueAt;
    return now() >= nextTurn && (await takeTurn(name, every[name] / second));
  }

  async function runIfDue(one: Task): Promise<void> {
    if (!(await isDue(one))) {
      if (now() >= one.nextTurn) one.nextTurn = now() + every[one.name];
      return;
    }
    one.nextTurn = now() + every[one.name];
    try {
      const count = await one.run(signal);
      one.dueAt = null;
      if (count > 0) log.info({ count }, one.done);
      if (isGitHubAway) isBack('GitHub', one);
      isGitHubAway = false;
    } catch (error) {
      if (signal.aborted) return;
      const isAway = isNoAnswer(error);
      // Where GitHub answers with a refusal, the next time is soon enough.
      one.dueAt = now() + (isAway ? minute : every.redeliver);
      if (isAway && isGitHubAway) return;
      isGitHubAway ||= isAway;
      log.error({ err: error }, `${failed[one.name]}; trying again`);
    }
  }

  while (!signal.aborted) {
    try {
      await storeIsAlive();
      if (isStoreAway) isBack('The store', null);
      isStoreAway = false;
      await runIfDue(redeliver);
      await runIfDue(sweep);
    } catch (error) {
      if (!isStoreAway && !signal.aborted) log.error({ err: error }, 'The store of the queue is away');
      isStoreAway = true;
    }
    await pause(tick);
  }
}

const failed = {
  redeliver: 'Could not ask GitHub for failed deliveries',
  sweep: 'Could not ask for a look at every installation',
};

/** Tells whether GitHub gave no answer of its own: none at all, or one of something before it. */
function isNoAnswer(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status !== 'number' || status >= 500;
}
