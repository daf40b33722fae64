import { forkPostgres } from './fork-postgres.ts';

/**
 * One PostgreSQL for the stages of all end-to-end tests, and for the tests of the queue. With the embedded store, each of their processes would take 600 MB
 * more, and from so large a process it takes three times as long to start Git. The demo's tests run on the embedded one.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await forkPostgres();
  process.env.TEST_POSTGRES_PORT = String(server.port);
  return server.stop;
}
