import { startPostgres } from '../jobs/start-postgres.ts';

/**
 * One PostgreSQL for the stages of all end-to-end tests. With the embedded store, each of their processes would take 600 MB
 * more, and from so large a process it takes three times as long to start Git. The demo's tests run on the embedded one.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { port, stop } = await startPostgres();
  process.env.STAGE_POSTGRES_PORT = String(port);
  return stop;
}
