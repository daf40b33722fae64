import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { viewerOf } from '../auth.ts';
import { answerProblems, listsPlainReasons, requestProblems } from '../openapi.ts';
import type { World } from '../world.ts';
import { OPERATIONS } from './all-operations.ts';
import { type Answer, invalid, NOT_FOUND, type Operation, refuse } from './operation.ts';

/** GitHub's REST API, as much of it as the App and the people around it use. */
export function restRoute(world: World): Hono {
  const route = new Hono();
  for (const operation of OPERATIONS) {
    // The names of branches may hold slashes, which GitHub takes as they are.
    const path = operation.path.replace(/\{(ref|basehead)\}$/, ':$1{.+}').replaceAll(/\{(\w+)\}/g, ':$1');
    route.on(operation.method.toUpperCase(), path, context => answer(world, operation, context));
  }
  route.all('*', context => send(context, refuse(NOT_FOUND)));
  return route;
}

async function answer(world: World, operation: Operation, context: Context): Promise<Response> {
  const result = withReasons(operation, await carryOut(world, operation, context));
  const problems = answerProblems(operation, result.status, result.body);
  if (problems.length === 0) return send(context, result);
  const message = `The local GitHub's answer is not what GitHub describes: ${problems.join('; ')}`;
  return send(context, refuse({ status: 500, message }));
}

async function carryOut(world: World, operation: Operation, context: Context): Promise<Answer> {
  const authorization = context.req.header('authorization');
  const viewer = viewerOf(authorization, world);
  if (authorization !== undefined && viewer === null) {
    return refuse({ status: 401, message: 'Bad credentials' });
  }
  const body = await bodyOf(context);
  if (body === 'malformed') return refuse({ status: 400, message: 'Problems parsing JSON' });
  const query = context.req.query();
  const problems = requestProblems(operation, body, query);
  if (problems.length > 0) return invalid(...problems);
  const parameters = context.req.param() as Record<string, string>;
  return operation.handle({ world, viewer, parameters, query, body: { ...body } });
}

function withReasons(operation: Operation, { reasons, ...result }: Answer): Answer {
  if (!reasons) return result;
  const resource = operation.path.split('/').at(-1);
  const errors = listsPlainReasons(operation)
    ? reasons
    : reasons.map(message => ({ resource, code: 'custom', message }));
  const documentation_url = 'https://docs.github.com/rest';
  return { ...result, body: { message: 'Validation Failed', errors, documentation_url, status: '422' } };
}

async function bodyOf(context: Context): Promise<object | undefined | 'malformed'> {
  const text = await context.req.text();
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value ?? undefined) : 'malformed';
  } catch {
    return 'malformed';
  }
}

function send(context: Context, { status, body, headers }: Answer): Response {
  if (body === undefined) return context.body(null, 204, headers);
  return context.json(body, status as ContentfulStatusCode, headers);
}
