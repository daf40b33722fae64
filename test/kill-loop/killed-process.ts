import { openSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { secret } from '../../bench/intake/delivery.ts';
import { createApp } from '../../src/intake/app.ts';
import { listen } from '../../src/intake/listen.ts';
import { webhookRoute } from '../../src/intake/webhook-route.ts';
import { openQueue } from '../../src/jobs/queue.ts';

/**
 * Run as a process of its own, and killed: takes signed deliveries over HTTP by the App's own route, and works off by its own
 * queue what it has acknowledged. What it has begun and done stands in a file, which the kill leaves as it is.
 */
const maxJobMs = 40;
const [store = '', ledger = ''] = process.argv.slice(2);
const file = openSync(ledger, 'a');
const write = (what: string, number: number): void => void writeSync(file, `${what} ${number}\n`);
const ignore = (): void => {};
const log = { info: ignore, warn: ignore, error: ignore };

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const queue = await openQueue({ ...JSON.parse(store), log });
await queue.work({
  run: async job => {
    if (job.kind !== 'pull-request') return;
    write('begun', job.number);
    // As long as a job takes that finds nothing to do, so that kills meet jobs that run.
    await delay(Math.random() * maxJobMs);
    write('done', job.number);
  },
  gaveUp: async job => {
    if (job.kind === 'pull-request') write('given-up', job.number);
  },
});
const webhook = webhookRoute({
  secrets: [secret],
  identity: () => ({ id: 1, slug: null }),
  enqueue: queue.enqueue,
  log,
});
const app = createApp({ webhook, storeIsAlive: queue.ping, problems: async () => [], log });
const { url } = await listen({ host: '127.0.0.1', port: 0 }, app);
process.send?.(url);
