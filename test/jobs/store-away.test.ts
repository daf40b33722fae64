import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openQueue } from '../../src/jobs/queue.ts';
import { createDatabase, runSql } from './start-postgres.ts';

/** An empty database of the server that `postgres.ts` has started. */
const database = (name: string): Promise<string> =>
  createDatabase(Number(process.env.TEST_POSTGRES_PORT), `queue-${name}`);

const ignore = () => {};
const log = { info: ignore, warn: ignore, error: ignore };

test('a store that answers and takes nothing is not ready, and is again when it takes something', async () => {
  const queue = await openQueue({ databaseUrl: await database('read-only'), log });
  await queue.ping();
  const port = Number(process.env.TEST_POSTGRES_PORT);
  // Of a setting of the database, only new connections know.
  const setReadOnly = async (value: string): Promise<void> => {
    await runSql(
      port,
      'postgres',
      () => `ALTER DATABASE "queue-read-only" SET default_transaction_read_only = ${value}`,
    );
    await runSql(
      port,
      'postgres',
      () => `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'queue-read-only'`,
    );
  };
  await setReadOnly('on');
  await expect.poll(() => queue.ping().catch(error => String(error))).toMatch(/read-only transaction/);
  await setReadOnly('off');
  await expect
    .poll(() =>
      queue.ping().then(
        () => 'ready',
        () => 'not ready',
      ),
    )
    .toBe('ready');
  await queue.stop();
});

test('a connection that goes silent is given up, and the next one is asked', async () => {
  const address = new URL(await database('silent'));
  const port = Number(address.port);
  const links: [Socket, Socket][] = [];
  // What PostgreSQL is reached through here, and what stops to pass anything on.
  const proxy = createServer(near => {
    const far = connect(port, address.hostname);
    links.push([near, far]);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', ignore);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  address.port = String((proxy.address() as AddressInfo).port);
  const queue = await openQueue({ databaseUrl: address.href, log });
  await queue.ping();
  for (const [near, far] of links.splice(0)) {
    near.unpipe(far);
    far.unpipe(near);
  }
  await expect(queue.ping()).rejects.toThrow(/timeout/i);
  await expect
    .poll(
      () =>
        queue.ping().then(
          () => 'ready',
          () => 'not ready',
        ),
      { timeout: 60_000 },
    )
    .toBe('ready');
  await queue.stop();
  proxy.close();
  for (const link of links) for (const socket of link) socket.destroy();
});
