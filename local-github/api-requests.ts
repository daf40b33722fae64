import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { viewerOf } from './auth.ts';
import type { ApiFault, ApiRequest, Viewer, World } from './world.ts';

const LIMIT = 5000;
const HUNG_UP = 0;

/** Writes down every API request, acts out the faults, and counts down the rate limit in the answers' headers. */
export function apiRequests(world: World): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const { method, path } = context.req;
    const operation = path.endsWith('/graphql') ? operationName(await context.req.text()) : null;
    const as = nameOf(viewerOf(context.req.header('authorization'), world));
    const request: ApiRequest = {
      at: world.now().toISOString(),
      method,
      path,
      as,
      operation,
      status: HUNG_UP,
    };
    world.requests.push(request);
    const fault = takeFault(world, request);
    if (fault?.when !== 'before') await next();
    if (fault) context.res = actOut(fault, context);
    request.status = fault?.answer.kind === 'hang-up' ? HUNG_UP : context.res.status;
    setRateLimit(world, context, as);
  };
}

function takeFault(world: World, request: ApiRequest): ApiFault | undefined {
  const fault = world.faults.api.find(candidate => candidate.times > 0 && candidate.match(request));
  if (fault) fault.times--;
  return fault;
}

function actOut({ answer }: ApiFault, context: Context<{ Bindings: HttpBindings }>): Response {
  if (answer.kind === 'status') {
    const body = answer.body ?? { message: 'Server Error' };
    return context.json(body, answer.status as ContentfulStatusCode, answer.headers);
  }
  if (answer.kind === 'graphql-error') {
    return context.json({ data: null, errors: [{ type: answer.type, message: answer.message }] });
  }
  context.env.incoming.socket.destroy();
  return new Response();
}

function setRateLimit(world: World, context: Context, as: string): void {
  const used = world.requests.filter(request => request.as === as).length;
  const reset = Math.floor(world.now().getTime() / 1000) + 3600;
  context.res.headers.set('x-ratelimit-limit', String(LIMIT));
  context.res.headers.set('x-ratelimit-remaining', String(Math.max(0, LIMIT - used)));
  context.res.headers.set('x-ratelimit-reset', String(reset));
}

function nameOf(viewer: Viewer | null): string {
  if (viewer === null) return 'nobody';
  if (viewer.kind === 'user') return `user:${viewer.user.login}`;
  return viewer.kind === 'app' ? `app:${viewer.app.slug}` : `installation:${viewer.installation.id}`;
}

/** The name of a GraphQL request's operation: what it says to run, else the first that its document names. */
function operationName(body: string): string | null {
  try {
    const { operationName: asked, query } = JSON.parse(body) as { operationName?: unknown; query?: unknown };
    if (typeof asked === 'string') return asked;
    return /\b(?:query|mutation)\s+(\w+)/.exec(String(query))?.[1] ?? null;
  } catch {
    return null;
  }
}
