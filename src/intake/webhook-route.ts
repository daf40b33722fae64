import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'probot';
import { aboutJob, type Job } from '../jobs/job.ts';
import { clientAddress } from './client-address.ts';
import { jobsForEvent, type OwnApp } from './jobs-for-event.ts';
import { fields } from './payload.ts';
import { type BodyLimits, bodyReader } from './read-body.ts';
import { refuse, respond } from './respond.ts';
import { isSignature, isSignedBy } from './signature.ts';
import { within } from './within.ts';

/** Where Probot has it too, so that an App which was made for Probot need not be changed. */
export const webhookPath = '/api/github/webhooks';

export type WebhookRouteOptions = {
  /** The current secret and, during a rotation, the previous one. */
  secrets: string[];
  identity: () => OwnApp;
  /** Resolves only when the job is stored for good. */
  enqueue: (job: Job) => Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Told of every answer, with the event only where the signature is right. */
  answered?: (event: string, status: number, seconds: number) => void;
  /** How many proxies stand in front, whose X-Forwarded-For is believed. */
  proxies?: number;
  limits?: BodyLimits & { storeTimeoutMs: number };
};

/** GitHub sends at most 25 MiB and waits 10 s for the answer. */
const defaultLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxSmallBytes: 64 * 1024,
  maxPlaces: 3,
  maxWaiting: 200,
  timeoutMs: 9_000,
  paceMs: 250,
  minPaceBytes: 64 * 1024,
  storeTimeoutMs: 8_000,
};

type Delivery = { guid: string; event: string; signature: string };
type Refusal = { status: number; message: string; headers?: Record<string, string> };

/**
 * Makes the route for GitHub's deliveries: verify, store, and only then 202. Whatever is not stored is answered with a
 * 4xx or 5xx, so that GitHub lists the delivery as failed and it can be sent again.
 */
export function webhookRoute(options: WebhookRouteOptions) {
  const { secrets, identity, enqueue, log, proxies = 0, limits = defaultLimits } = options;
  const { answered = () => {} } = options;
  const readBody = bodyReader(limits);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    const answer = ({ status, message, headers }: Refusal, event = 'unsigned') => {
      answered(event, status, took() / 1000);
      refuse(request, response, status, { message }, status === 503 ? { 'retry-after': '60' } : headers);
    };
    const refused = (refusal: Refusal, event?: string) => {
      const delivery = loggable(request.headers['x-github-delivery']);
      const about = { status: refusal.status, delivery, milliseconds: took() };
      log.warn(about, `Refused a delivery: ${refusal.message}`);
      answer(refusal, event);
    };

    const delivery = deliveryFrom(request);
    if ('status' in delivery) return refused(delivery);
    const body = await readBody(request, clientAddress(request, proxies));
    if ('status' in body) return refused(body);
    if (!isSignedBy(secrets, body.bytes, delivery.signature)) {
      return refused({ status: 401, message: 'The signature does not belong to this body and our secret.' });
    }
    const { guid, event } = delivery;
    const payload = parseObject(body.bytes);
    if (payload === null) return refused({ status: 400, message: 'The body is not a JSON object.' }, event);

    const seen = { delivery: guid, event, action: loggable(payload.action) };
    if (event === 'ping') {
      log.info(seen, 'GitHub pinged');
      answered(event, 200, took() / 1000);
      return respond(response, 200, { message: 'pong' });
    }
    const { jobs, reason } = jobsForEvent(event, payload, identity());
    const about = { ...seen, ...(jobs[0] ? aboutJob(jobs[0]) : { reason }) };
    try {
      await within(limits.storeTimeoutMs, 'The store', Promise.all(jobs.map(job => enqueue(job))));
    } catch (error) {
      // Some of the jobs may be stored. They only say "look again", so running them early or twice is harmless.
      log.error({ ...about, status: 503, milliseconds: took(), err: error }, 'Could not store a delivery');
      return answer(
        { status: 503, message: 'The delivery could not be stored; send it again later.' },
        event,
      );
    }
    log.info({ ...about, jobs: jobs.length, milliseconds: took() }, 'Accepted a delivery');
    answered(event, 202, took() / 1000);
    respond(response, 202, { accepted: jobs.length });
  };
}

/** Refuses everything that can be refused before a byte of the body is read. */
function deliveryFrom({ method, headers }: IncomingMessage): Delivery | Refusal {
  if (method !== 'POST') {
    return { status: 405, message: 'Deliveries are sent with POST.', headers: { allow: 'POST' } };
  }
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    const message =
      'Expected application/json: set "Content type" to application/json in the webhook settings of the App.';
    return { status: 415, message };
  }
  const signature = headers['x-hub-signature-256'];
  if (!isSignature(signature)) {
    const message =
      'Expected the header X-Hub-Signature-256 with "sha256=" and 64 hexadecimal digits: set the webhook secret of the App.';
    return { status: 401, message };
  }
  const event = headers['x-github-event'];
  if (typeof event !== 'string' || !/^\w{1,64}$/.test(event)) {
    return { status: 400, message: 'Expected the header X-GitHub-Event with the name of an event.' };
  }
  const guid = headers['x-github-delivery'];
  if (typeof guid !== 'string' || !/^[\w-]{1,64}$/.test(guid)) {
    return { status: 400, message: 'Expected the header X-GitHub-Delivery with the id of the delivery.' };
  }
  return { guid, event, signature };
}

function parseObject(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? fields(value) : null;
  } catch {
    return null;
  }
}

function loggable(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 64) : undefined;
}
