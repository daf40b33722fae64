import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StoreLocation } from '../../src/jobs/open-store.ts';
import { type Ledger, openLedger } from './ledger.ts';

/** One process from its start to its end. */
export type Life = {
  /** Where it takes deliveries; null until it does. */
  url: string | null;
  /** Resolves when it takes deliveries; rejects when it ended before, and nobody killed it. */
  started: Promise<void>;
  ledger: Ledger;
  isKilled: boolean;
  /** Resolves when the process is gone. */
  kill(): Promise<void>;
};

let lives = 0;

/** Starts a process on the store; what it does stands in a file of its own whose name begins as given. */
export function startLife(store: StoreLocation, ledgerName: string): Life {
  lives += 1;
  const path = `${ledgerName}-${lives}`;
  const ledger = openLedger(path);
  const child = fork(join(import.meta.dirname, 'killed-process.ts'), [JSON.stringify(store), path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const life: Life = {
    url: null,
    started: Promise.race([
      once(child, 'message').then(([url]) => {
        life.url = url;
      }),
      ended.then(([code]) => {
        if (!life.isKilled) throw new Error(`The process ended by itself with ${code}.`);
      }),
    ]),
    ledger,
    isKilled: false,
    async kill() {
      life.isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
  life.started.catch(() => {});
  return life;
}
