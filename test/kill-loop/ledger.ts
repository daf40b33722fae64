import { closeSync, openSync, readSync } from 'node:fs';

/** What one process has written down of its work. */
export type Ledger = {
  begun: Set<number>;
  done: Set<number>;
  givenUp: Set<number>;
  /** Takes in what was written since. */
  read(): void;
  close(): void;
};

/** Opens the file of a process, which is made if it is missing. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a+');
  const buffer = Buffer.alloc(64 * 1024);
  const sets = { begun: new Set<number>(), done: new Set<number>(), 'given-up': new Set<number>() };
  let offset = 0;
  let rest = '';
  return {
    begun: sets.begun,
    done: sets.done,
    givenUp: sets['given-up'],
    read() {
      for (let bytes = -1; bytes !== 0; offset += bytes) {
        bytes = readSync(file, buffer, 0, buffer.length, offset);
        const lines = (rest + buffer.toString('latin1', 0, bytes)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const [what, number] = line.split(' ');
          sets[what as keyof typeof sets].add(Number(number));
        }
      }
    },
    close: () => closeSync(file),
  };
}
