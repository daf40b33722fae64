import { type Context, Hono } from 'hono';
import { viewerOf } from '../auth.ts';
import { hourOf } from '../limits/primary-limit.ts';
import type { World } from '../world.ts';
import { executeDocument, type GraphqlRequest } from './execute.ts';

/** As apache/devlake#4349 shows it. What the document was to write may be written. */
const TOO_LATE = {
  data: null,
  errors: [
    {
      message:
        'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `89A2:06E1:2CCCAA:33870F:63E26554` when reporting this issue.',
    },
  ],
};

/** GitHub's GraphQL endpoint, to be mounted where it shall answer. */
export function graphqlRoute(world: World): Hono {
  const route = new Hono();
  route.post('/', async context => {
    const viewer = viewerOf(context.req.header('authorization'), world);
    // An App's own token (JWT) is for REST only.
    if (viewer === null || viewer.kind === 'app') return refuse(context, 401, 'Bad credentials');
    const request = requestOf(await context.req.text());
    if (typeof request === 'string') return refuse(context, 400, request);
    const begun = performance.now();
    const answer = await executeDocument(world, viewer, request);
    if (performance.now() - begun < world.limits.graphqlSeconds * 1000) return context.json(answer);
    // GitHub takes more than the usual points for it, and does not say how many.
    hourOf(world, viewer, 'graphql').used += 1;
    return context.json(TOO_LATE, 502);
  });
  return route;
}

function refuse(context: Context, status: 400 | 401, message: string): Response {
  return context.json({ message, documentation_url: 'https://docs.github.com/graphql' }, status);
}

/** The request that a body holds, or what is wrong with it. */
function requestOf(body: string): GraphqlRequest | string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'Problems parsing JSON';
  }
  if (!isRecord(value)) return 'Problems parsing JSON';
  const { query, variables = {}, operationName = null } = value;
  if (typeof query !== 'string') return 'A query attribute must be specified and must be a string.';
  if (variables !== null && !isRecord(variables)) return 'Variables must be an object.';
  if (operationName !== null && typeof operationName !== 'string') return 'operationName must be a string.';
  return { query, variables: variables ?? {}, operationName };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
