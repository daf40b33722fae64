import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'probot';
import { storeProblem } from './readiness.ts';
import { refuse, respond, securityHeaders } from './respond.ts';
import { webhookPath } from './webhook-route.ts';
import { within } from './within.ts';

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type AppOptions = {
  /** Null where other processes take deliveries. */
  webhook: Route | null;
  /** Rejects when the store cannot take a job. */
  storeIsAlive: () => Promise<void>;
  /** Sentences that say what keeps the App from working. */
  problems: () => Promise<string[]>;
  log: Pick<Logger, 'error'>;
};

const storeMs = 2_000;

/**
 * Returns what the App answers over HTTP: the webhook, three probes, and 404. Each probe is about what its reader can mend: an
 * orchestrator starts a process anew that does not answer `/healthz`, and sends no deliveries to one whose store takes no job
 * (`/readyz`). Neither helps where GitHub is away or grants too little: that is for people, at `/problems`.
 */
export function createApp({ webhook, storeIsAlive, problems, log }: AppOptions): RequestListener {
  async function healthz(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    respond(response, 200, { alive: true });
  }

  async function readyz(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await within(storeMs, 'The store', storeIsAlive());
      respond(response, 200, { ready: true });
    } catch (error) {
      log.error({ err: error }, 'The store does not answer');
      respond(response, 503, { ready: false, message: storeProblem });
    }
  }

  async function listProblems(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = await problems();
    respond(response, found.length === 0 ? 200 : 503, { problems: found });
  }

  function routeFor({ url }: IncomingMessage): Route {
    const path = url?.split('?')[0] ?? '';
    if (path === webhookPath) return webhook ?? elsewhere;
    if (path === '/healthz') return onlyGet(healthz);
    if (path === '/readyz') return onlyGet(readyz);
    if (path === '/problems') return onlyGet(listProblems);
    return notFound;
  }

  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    routeFor(request)(request, response).catch(error => {
      log.error({ err: error }, 'A request failed');
      respond(
        response,
        500,
        { message: 'Something went wrong here; the log says what.' },
        { connection: 'close' },
      );
    });
  };
}

function onlyGet(route: Route): Route {
  return async (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return route(request, response);
    refuse(request, response, 405, { message: 'Expected GET.' }, { allow: 'GET, HEAD' });
  };
}

async function elsewhere(request: IncomingMessage, response: ServerResponse): Promise<void> {
  refuse(request, response, 404, {
    message: 'This process only works jobs off; deliveries go to one with ROLE=web or ROLE=all.',
  });
}

async function notFound(request: IncomingMessage, response: ServerResponse): Promise<void> {
  refuse(request, response, 404, { message: 'There is nothing at this address.' });
}
