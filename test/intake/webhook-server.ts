import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { createApp } from '../../src/intake/app.ts';
import { type ListeningServer, listen } from '../../src/intake/listen.ts';
import { webhookRoute } from '../../src/intake/webhook-route.ts';
import type { Job } from '../../src/jobs/job.ts';
import { recordingLog } from './recording-log.ts';

export const secret = 'correct horse battery staple';
export const payload = {
  action: 'opened',
  installation: { id: 77 },
  repository: { id: 8, node_id: 'R_kgDOAB', full_name: 'octo-org/library', default_branch: 'main' },
  pull_request: { number: 12 },
  sender: { login: 'ada', type: 'User' },
};
export const body = JSON.stringify(payload);
export const limits = {
  maxBytes: 2_000,
  maxSmallBytes: 100,
  maxPlaces: 2,
  maxWaiting: 3,
  timeoutMs: 150,
  paceMs: 30,
  minPaceBytes: 100,
  storeTimeoutMs: 100,
};

const servers: ListeningServer[] = [];

/** Serves the App's routes on a free port until `closeServers`. */
export async function serveApp(app: RequestListener): Promise<string> {
  const server = await listen({ host: '127.0.0.1', port: 0 }, app);
  servers.push(server);
  return server.url;
}

export async function closeServers(): Promise<void> {
  for (const server of servers.splice(0)) await server.close(100);
}

/** The webhook route over real HTTP, with a store that only remembers. */
export async function serve(
  options: {
    secrets?: string[];
    enqueue?: (job: Job) => Promise<void>;
    limited?: boolean;
    limits?: Partial<typeof limits>;
  } = {},
) {
  const stored: Job[] = [];
  const enqueue = options.enqueue ?? (async (job: Job) => void stored.push(job));
  const log = recordingLog();
  const secrets = options.secrets ?? [secret];
  const identity = () => ({ id: 321, slug: null });
  const webhook = webhookRoute({ secrets, identity, enqueue, log, ...limitsFrom(options) });
  const app = createApp({ webhook, storeIsAlive: async () => {}, problems: async () => [], log });
  const url = `${await serveApp(app)}/api/github/webhooks`;
  const deliver = (
    change: {
      body?: string | Uint8Array<ArrayBuffer>;
      headers?: Record<string, string>;
      method?: string;
    } = {},
  ) => {
    const bytes = change.body ?? body;
    const headers = { ...headersFor(bytes), ...change.headers };
    const method = change.method ?? 'POST';
    return fetch(url, { method, headers, body: method === 'GET' ? null : bytes });
  };
  return { url, deliver, stored, log };
}

function limitsFrom({ limited, limits: own }: { limited?: boolean; limits?: Partial<typeof limits> }) {
  return limited || own
    ? { limits: { ...limits, ...(own && { maxBytes: 1_000_000, storeTimeoutMs: 60_000 }), ...own } }
    : {};
}

export function headersFor(bytes: string | Uint8Array, key = secret): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`,
  };
}

/** Sends raw bytes piece by piece until there is an answer, and resolves with all that came back when the server has hung up. */
export function exchange(url: string, pieces: Iterable<string | Buffer>): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', chunk => {
    answer += chunk;
  });
  socket.on('error', () => {});
  const iterator = pieces[Symbol.iterator]();
  const send = () => {
    while (socket.writable && answer === '') {
      const { done, value } = iterator.next();
      if (done || !socket.write(value)) return;
    }
  };
  socket.on('connect', send).on('drain', send);
  return new Promise(resolve => socket.on('close', () => resolve(answer)));
}

export function head(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /api/github/webhooks HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n`;
}
