import { writeSync } from 'node:fs';
import { openQueue } from '../../src/jobs/queue.ts';
import { look } from './look.ts';

/** Run as a process of its own: asks for looks and takes them until it is killed, and prints what is on record. */
const [directory = '', first = '0'] = process.argv.slice(2);
const ignore = () => {};
const queue = await openQueue({
  dataDirectory: directory,
  log: { info: ignore, warn: ignore, error: ignore },
  concurrency: 2,
});
await queue.work({
  run: async job => {
    // So that a kill meets a job that runs.
    await queue.ping();
    if (job.kind === 'pull-request') writeSync(1, `done ${job.number}\n`);
  },
  gaveUp: async () => void writeSync(1, 'blamed 0\n'),
  refuse: async () => {
    writeSync(1, 'blamed 0\n');
    return '';
  },
});
/** More than are done before it is killed, so that some wait. */
const atOnce = 100;
for (let number = Number(first); ; number += atOnce) {
  const ask = async (it: number) => {
    // Of several installations, because one has never all places.
    await queue.enqueue(look(1, it, 7 + (it % 3)));
    writeSync(1, `asked ${it}\n`);
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => ask(number + index)));
}
