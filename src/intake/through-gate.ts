import type { Gate, Resource } from '../jobs/gate.ts';
import { fields, list } from './payload.ts';
import { quotaOf, RateLimited, rateLimitSeconds } from './rate-limit.ts';

/** Told of every request: its name in the document, or method and path with places for names; and the HTTP status, null without an answer. */
export type RequestAnswered = (operation: string, status: number | null) => void;

/** What this has to know of a request. */
type Asked = { method?: string; url: string; request?: unknown };

/** A job waits so long for its first turn to write, or goes back to the queue; what has begun to write is finished rather. */
const maxWaitMs = { first: 2_000, further: 15_000 };
/** A connection that broke, or a server that did, is asked once more after so long; what fails twice is the queue's to try again. */
const retryAfterMs = 1_000;

/**
 * Makes the manners of one client: every request is let through the gate first, also one that is asked again, and what GitHub
 * answers of its limits is told to the gate.
 */
export function throughGate(gate: Gate, installationId: number, answered: RequestAnswered = () => {}) {
  let hasWritten = false;

  async function once<Options extends Asked, Response>(
    send: (options: Options) => Response | Promise<Response>,
    options: Options,
  ): Promise<Response> {
    const resource = /\/graphql$/.test(options.url) ? 'graphql' : 'core';
    await gate.pass(installationId, resource);
    if (isMutation(options)) {
      await gate.writeTurn(installationId, hasWritten ? maxWaitMs.further : maxWaitMs.first);
      // While it waited for its turn, another job may have been told that GitHub wants nothing more.
      await gate.pass(installationId, resource);
      hasWritten = true;
    }
    try {
      const response = await send(options);
      answered(operationOf(options), statusOf({ response }));
      await heed(gate, installationId, resource, response);
      return response;
    } catch (error) {
      if (!(error instanceof RateLimited)) answered(operationOf(options), statusOf(error));
      if (error instanceof Error && 'response' in error)
        await heed(gate, installationId, resource, error.response);
      throw error;
    }
  }

  return async <Options extends Asked, Response>(
    send: (options: Options) => Response | Promise<Response>,
    options: Options,
  ): Promise<Response> => {
    const isRepeatable = fields(options.request).retries !== 0 && !isMutation(options);
    const pause = () => new Promise(resolve => setTimeout(resolve, retryAfterMs));
    try {
      const response = await once(send, options);
      if (!isRepeatable || !hasGivenUp(response)) return response;
    } catch (error) {
      if (!isRepeatable || !(Number(fields(error).status) >= 500)) throw error;
    }
    await pause();
    return once(send, options);
  };
}

/** GitHub ends a query that takes too long, and says so with status 200. */
function hasGivenUp(response: unknown): boolean {
  const [first] = list(fields(fields(response).data).errors);
  return /^Something went wrong while executing your query/.test(String(fields(first).message));
}

/** Keeps what an answer says of limits, and throws when it is a refusal. */
async function heed(gate: Gate, installationId: number, resource: Resource, answer: unknown): Promise<void> {
  const seconds = rateLimitSeconds(answer, Date.now());
  const quota = quotaOf(answer);
  // The answer counts also where the store does not take the note.
  if (quota) await gate.note(installationId, resource, quota).catch(() => {});
  if (seconds === null) return;
  const closed = quota?.remaining === 0 ? resource : 'secondary';
  await gate.close(installationId, closed, seconds).catch(() => {});
  throw new RateLimited(seconds);
}

function operationOf(options: Asked): string {
  const { query } = fields(options);
  const name = typeof query === 'string' ? /^\s*(?:query|mutation)\s+(\w{1,60})/.exec(query)?.[1] : undefined;
  return name ?? `${options.method} ${options.url.replace(/^https?:\/\/[^/]*/, '')}`;
}

function statusOf(error: unknown): number | null {
  const { response } = fields(error);
  const { status } = fields(response);
  return typeof status === 'number' ? status : null;
}

function isMutation(options: object): boolean {
  const { query } = fields(options);
  return typeof query === 'string' && /^\s*mutation\b/m.test(query);
}
