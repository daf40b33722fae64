import { writeSync } from 'node:fs';
import { openQueue } from '../../src/jobs/queue.ts';
import { look } from './look.ts';

/**
 * Run as a process of its own: works off what waits, and ends itself as the operating system would when it comes to number 13, unless
 * that has another head than "hostile" by now. Prints what it does, and ends by itself when nothing waits.
 */
const [directory = '', head = '', ...asked] = process.argv.slice(2);
const ignore = () => {};
const queue = await openQueue({
  dataDirectory: directory,
  log: { info: ignore, warn: ignore, error: ignore },
});
const say = (line: string) => void writeSync(1, `${line}\n`);
let running = 0;
for (const number of asked) await queue.enqueue(look(1, Number(number), Number(number)));
await queue.work({
  run: async job => {
    if (job.kind !== 'pull-request') return;
    running += 1;
    say(`begun ${job.number} beside ${running - 1}`);
    // So that one does not run after the other.
    await queue.ping();
    if (job.number === 13 && head === 'hostile') process.kill(process.pid, 'SIGKILL');
    await new Promise(resolve => setTimeout(resolve, 100));
    running -= 1;
    say(`done ${job.number}`);
  },
  gaveUp: async () => say('gave up'),
  refuse: async (job, refusal) => {
    const isOther = refusal.head !== null && refusal.head !== head;
    if (job.kind === 'pull-request' && !isOther) say(`refused ${job.number} after ${refusal.times}`);
    return isOther ? null : head;
  },
});
await queue.idle();
await queue.stop();
