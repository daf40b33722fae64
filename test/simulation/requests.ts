import { AsyncLocalStorage } from 'node:async_hooks';
import { executeDocument, type GraphqlAnswer } from '../../local-github/graphql/execute.ts';
import { OPERATIONS } from '../../local-github/rest/all-operations.ts';
import type { Viewer, World } from '../../local-github/world.ts';
import type { InstallationGitHub } from '../../src/github/client.ts';

/** What is asked of GitHub. */
export type Question =
  | { kind: 'graphql'; name: string; isMutation: boolean; query: string; variables: Record<string, unknown> }
  | { kind: 'rest'; name: string; isMutation: false; route: string; parameters: Record<string, unknown> };

export type HttpAnswer = { status: number; data: unknown; headers?: Record<string, string> };

/** Carries a question out in a world; `refuses` names aliases of mutations that are not carried out. */
export async function carryOut(
  world: World,
  viewer: Viewer,
  question: Question,
  refuses: (alias: string) => boolean = () => false,
): Promise<HttpAnswer> {
  if (question.kind === 'graphql') {
    const { query, variables } = question;
    const request = { query, variables, operationName: null };
    return { status: 200, data: await executeDocument(world, viewer, request, refuses) };
  }
  const [method = '', path = ''] = question.route.split(' ');
  const operation = OPERATIONS.find(one => one.method === method.toLowerCase() && one.path === path);
  if (!operation) throw new Error(`the local GitHub has no ${question.route}`);
  const parameters = Object.fromEntries(
    Object.entries(question.parameters).map(([name, value]) => [name, String(value)]),
  );
  const { status, body } = await operation.handle({ world, viewer, parameters, query: parameters, body: {} });
  return { status, data: body };
}

/** An answer as Octokit gives it: what is no success is thrown, GraphQL's errors under status 200 as well. */
export function received(question: Question, { status, data }: HttpAnswer): unknown {
  if (status >= 400) throw httpError(status, { status, data, headers: {} });
  if (question.kind === 'rest') return { status, data, headers: {} };
  const answer = data as GraphqlAnswer;
  if (!answer.errors) return answer.data;
  const messages = answer.errors.map(({ message }) => message).join('\n');
  throw Object.assign(new Error(`Request failed due to following response errors:\n${messages}`), {
    name: 'GraphqlResponseError',
    errors: answer.errors,
    data: answer.data ?? null,
  });
}

export function httpError(status: number, response?: HttpAnswer): Error {
  return Object.assign(new Error(`GitHub says ${status}`), {
    name: 'HttpError',
    status,
    ...(response && { response }),
  });
}

/** A request as Octokit's hooks see it. */
export function optionsOf(question: Question): { method: string; url: string; query?: string } {
  if (question.kind === 'graphql') return { method: 'POST', url: '/graphql', query: question.query };
  const [method = '', url = ''] = question.route.split(' ');
  return { method, url };
}

/** Whoever asks; known wherever its code goes. */
export const asking = new AsyncLocalStorage<unknown>();

/** An Octokit whose requests go where `send` takes them. */
export function clientThat(send: (question: Question) => Promise<unknown>): InstallationGitHub {
  const hooks: ((options: object) => void)[] = [];
  const ask = async (question: Question): Promise<unknown> => {
    for (const hook of hooks) hook({});
    return send(question);
  };
  const graphql = (query: string, { request: _, ...variables }: Record<string, unknown> = {}) => {
    const [, operation, name = ''] = /^\s*(query|mutation) (\w+)/.exec(query) ?? [];
    return ask({ kind: 'graphql', name, isMutation: operation === 'mutation', query, variables });
  };
  const request = (route: string, { request: _, ...parameters }: Record<string, unknown> = {}) =>
    ask({ kind: 'rest', name: route.replace(/^.*\//, ''), isMutation: false, route, parameters });
  const client = {
    graphql,
    request,
    auth: async () => ({ token: '' }),
    hook: { before: (_: string, hook: (options: object) => void) => void hooks.push(hook) },
  };
  return client as unknown as InstallationGitHub;
}
