import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { nameOf, viewerOf } from './auth.ts';
import { hourOf, primaryRefusal, rateLimitHeaders } from './limits/primary-limit.ts';
import { countRequest, type Weight } from './limits/secondary-limits.ts';
import { suspendedRefusal } from './limits/suspended.ts';
import { underWay } from './limits/usage.ts';
import type { ApiFault, ApiRequest, Reach, Viewer, World } from './world.ts';

const HUNG_UP = 0;

/** Writes down every API request, acts out the faults, and holds everybody to GitHub's rate limits. */
export function apiRequests(world: World): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const { method, path } = context.req;
    const isGraphql = path.endsWith('/graphql');
    const { operation, isMutation } = isGraphql ? operationIn(await context.req.text()) : NO_OPERATION;
    const viewer = viewerOf(context.req.header('authorization'), world);
    const as = nameOf(viewer);
    const at = world.now().toISOString();
    const request: ApiRequest = { at, method, path, as, ...reachOf(viewer), operation, status: HUNG_UP };
    world.requests.push(request);
    const fault = takeFault(world, request);
    if (fault?.when !== 'before') {
      const weight: Weight = isGraphql
        ? { resource: 'graphql', isWrite: isMutation, createsContent: isMutation }
        : { resource: 'core', isWrite: method !== 'GET', createsContent: /^(POST|PUT|PATCH)$/.test(method) };
      await withinLimits(world, viewer, weight, context, next);
    }
    if (fault) context.res = actOut(fault, context);
    request.status = fault?.answer.kind === 'hang-up' ? HUNG_UP : context.res.status;
    const headers = rateLimitHeaders(world, viewer, isGraphql ? 'graphql' : 'core');
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}

/** Carries a request out, or refuses it. What a GraphQL document costs, only who reads it can tell: see execute.ts. */
async function withinLimits(
  world: World,
  viewer: Viewer | null,
  weight: Weight,
  context: Context,
  next: Next,
): Promise<void> {
  const as = nameOf(viewer);
  // An App's own requests (for a token) create no content, and nobody in particular has no secondary limits.
  const createsContent = weight.createsContent && viewer?.kind !== 'app';
  const isHeld = viewer !== null && (viewer.kind !== 'user' || world.limits.holdPeople);
  const secondary = isHeld ? countRequest(world, as, { ...weight, createsContent }) : null;
  const suspended = suspendedRefusal(context.req.header('authorization'), world);
  const refusal = suspended ?? secondary ?? primaryRefusal(world, viewer, weight.resource);
  if (refusal !== null) {
    context.res = context.json(refusal.body, refusal.status, refusal.headers);
    return;
  }
  if (weight.resource === 'core') hourOf(world, viewer, 'core').used += 1;
  underWay(world, as, 1);
  try {
    await next();
  } finally {
    underWay(world, as, -1);
  }
}

function reachOf(viewer: Viewer | null): { reach?: Reach } {
  if (viewer?.kind !== 'installation') return {};
  const { repositoryIds } = viewer.installation;
  return { reach: { repositoryIds: [...repositoryIds], permissions: { ...viewer.app.permissions } } };
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

const NO_OPERATION = { operation: null, isMutation: false };

/** The operation of a GraphQL request: what it says to run, else the first that its document names; and whether it writes. */
function operationIn(body: string): { operation: string | null; isMutation: boolean } {
  try {
    const { operationName: asked, query } = JSON.parse(body) as { operationName?: unknown; query?: unknown };
    const text = String(query);
    const [, first = null] = /\b(?:query|mutation)\s+(\w+)/.exec(text) ?? [];
    const isMutation = /^\s*mutation\b/m.test(text);
    return { operation: typeof asked === 'string' ? asked : first, isMutation };
  } catch {
    return NO_OPERATION;
  }
}
