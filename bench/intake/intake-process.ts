import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { PgBoss } from 'pg-boss';
import { createApp } from '../../src/intake/app.ts';
import { listen } from '../../src/intake/listen.ts';
import { webhookRoute } from '../../src/intake/webhook-route.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { secret } from './delivery.ts';

/**
 * What takes deliveries, in a process of its own: the App's route and queue, or the least that does as much: HTTP, the digest, JSON, and
 * one row in the same kind of store. Nobody works anything off.
 */
const [what, store = ''] = process.argv.slice(2);
const location = store.startsWith('postgres') ? { databaseUrl: store } : { dataDirectory: store };
process.send?.(await (what === 'app' ? startApp() : startBare()));

async function startApp(): Promise<string> {
  const log = { info: () => {}, warn: () => {}, error: console.error };
  const { enqueue, ping } = await openQueue({ ...location, log });
  const identity = () => ({ id: 1, slug: 'librarian' });
  const webhook = webhookRoute({ secrets: [secret], identity, enqueue, log });
  const app = createApp({ webhook, storeIsAlive: ping, problems: async () => [], log });
  const { url } = await listen({ host: '127.0.0.1', port: 0 }, app);
  return `${url}/api/github/webhooks`;
}

async function startBare(): Promise<string> {
  const insert = await bareStore();
  const listener: RequestListener = async (request, response) => {
    const bytes = await bodyOf(request);
    const expected = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
    const given = String(request.headers['x-hub-signature-256']);
    if (!timingSafeEqual(Buffer.from(expected), Buffer.from(given))) return response.writeHead(401).end();
    const { repository, pull_request } = JSON.parse(bytes.toString());
    await insert(JSON.stringify({ repository: repository.id, number: pull_request.number }));
    response.writeHead(202).end('{}');
  };
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function bareStore(): Promise<(row: string) => Promise<unknown>> {
  const table = 'CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, data jsonb NOT NULL)';
  const statement = 'INSERT INTO bare (data) VALUES ($1)';
  if ('databaseUrl' in location) {
    // Only for its pool of connections, which is the App's too.
    const boss = new PgBoss(location.databaseUrl);
    await boss.start();
    await boss.getDb().executeSql(table);
    return row => boss.getDb().executeSql(statement, [row]);
  }
  const pglite = await PGlite.create(location.dataDirectory);
  await pglite.exec(table);
  return row => pglite.query(statement, [row]);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
