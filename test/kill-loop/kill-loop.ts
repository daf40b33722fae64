import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoreLocation } from '../../src/jobs/open-store.ts';
import { type Books, openBooks } from './books.ts';
import { deliver } from './delivery.ts';
import { type Life, startLife } from './life.ts';

export type KillLoopOptions = {
  store: StoreLocation;
  /** Where the processes write down what they have done. */
  directory: string;
  kills: number;
  /** Processes at a time; more than one only on PostgreSQL. */
  processes: number;
  /** A process is killed when it has begun so many jobs at most; how many, chance says. */
  maxJobs: number;
  /** When to stop though there were not as many kills, on this process's clock. */
  until?: number;
  /** Told after each kill. */
  progress?: (books: Books) => void;
};

/** Deliveries on their way at a time, and jobs that wait at most. */
const senders = 8;
const maxWaiting = 300;
/** One of so many processes is killed while it starts, which takes a second or two. */
const startsKilled = 4;
const maxStartMs = 1_500;
/** Longer than any store takes to find out that a process has died. */
const maxDrainMs = 300_000;

/** Kills processes that acknowledge deliveries and work them off, again and again, and returns what became of what they acknowledged. */
export async function killLoop(options: KillLoopOptions): Promise<Books> {
  const books = openBooks();
  const lives = new Set<Life>();
  const over = new AbortController();
  const read = (): void => {
    for (const { ledger } of lives) {
      ledger.read();
      books.enter(ledger);
    }
  };
  const reading = setInterval(read, 20);
  try {
    const sending = Array.from({ length: senders }, (_, first) => send(lives, books, first, over.signal));
    const places = Array.from({ length: options.processes }, (_, place) => place);
    await Promise.all(places.map(place => liveAndDie(place, lives, books, options)));
    over.abort();
    await Promise.all(sending);
    const until = performance.now() + maxDrainMs;
    while (books.left().length > 0 && performance.now() < until) await delay(100);
  } finally {
    over.abort();
    clearInterval(reading);
    for (const life of lives) await life.kill();
    read();
  }
  return books;
}

/** Sends one delivery after the other to whichever process lives; each tells of another pull request. */
async function send(lives: Set<Life>, books: Books, first: number, signal: AbortSignal): Promise<void> {
  for (let number = first + 1; !signal.aborted; number += senders) {
    const urls = [...lives].flatMap(({ url, isKilled }) => (url === null || isKilled ? [] : [url]));
    const url = urls[number % Math.max(urls.length, 1)];
    if (url === undefined || books.waiting() > maxWaiting) await delay(5);
    else if (await deliver(url, number)) books.acknowledge(number);
  }
}

/** Starts a process and kills it, until there were enough kills; the last one lives on, to finish what is left. */
async function liveAndDie(
  place: number,
  lives: Set<Life>,
  books: Books,
  { store, directory, kills, maxJobs, until = Number.POSITIVE_INFINITY, progress }: KillLoopOptions,
): Promise<void> {
  for (;;) {
    const life = startLife(store, join(directory, `ledger-${place}`));
    lives.add(life);
    if (Math.random() * startsKilled < 1)
      await Promise.race([delay(Math.random() * maxStartMs), life.started]);
    else {
      await life.started;
      await begun(life, 1 + Math.floor(Math.random() * maxJobs), until);
    }
    if (books.kills.length >= kills || performance.now() > until) return life.started;
    const atStart = life.url === null;
    await life.kill();
    const at = performance.now();
    const { ledger } = life;
    ledger.read();
    books.enter(ledger);
    books.kill({ at, atStart, interrupted: [...ledger.begun].filter(number => !ledger.done.has(number)) });
    lives.delete(life);
    ledger.close();
    progress?.(books);
  }
}

/** Resolves when the process has begun so many jobs, or the time is over. */
async function begun({ ledger }: Life, jobs: number, until: number): Promise<void> {
  while (ledger.begun.size < jobs && performance.now() < until) await delay(2);
}
