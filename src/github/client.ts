import type { ProbotOctokit } from 'probot';
import type { Answers } from './answers.generated.ts';
import type { Answer, Document, Variables } from './document.ts';

/** What reading and writing take, of whichever Octokit. */
export type GitHub = Pick<InstanceType<typeof ProbotOctokit>, 'graphql' | 'request'>;

/** A client that acts for one installation. */
export type InstallationGitHub = GitHub & Pick<InstanceType<typeof ProbotOctokit>, 'auth' | 'hook'>;

/** Sends a query; the HTTP layer may repeat it, since reading twice does no harm. */
export function query<Name extends keyof Answers>(
  github: GitHub,
  document: Document<Name>,
  variables: Variables<Name>,
): Promise<Answer<Name>> {
  return send(github, document, variables);
}

/**
 * Sends a query of which one field may fail by itself: errors below a field of that name are passed over, and what they
 * leave is null: such as an event whose label has been deleted, since GitHub's schema says that it always has one.
 */
export async function queryPast<Name extends keyof Answers>(
  github: GitHub,
  field: string,
  document: Document<Name>,
  variables: Variables<Name>,
): Promise<Answer<Name>> {
  try {
    return await query(github, document, variables);
  } catch (error) {
    const { data, errors } = error as { data?: Answer<Name> | null; errors?: { path?: unknown[] }[] };
    if (data && errors?.length && errors.every(({ path }) => path?.includes(field))) return data;
    throw error;
  }
}

/**
 * Sends a mutation exactly once. `@octokit/plugin-retry` would repeat it after any 5xx, and a repeated `addComment`
 * is two comments. After an uncertain answer the caller reads the state again and writes the difference.
 */
export function mutate<Name extends keyof Answers>(
  github: GitHub,
  document: Document<Name>,
  variables: Variables<Name>,
): Promise<Answer<Name>> {
  return send(github, document, { ...variables, request: { retries: 0 } });
}

async function send<Name extends keyof Answers>(
  github: GitHub,
  document: Document<Name>,
  variables: object,
): Promise<Answer<Name>> {
  try {
    return await github.graphql<Answer<Name>>(document, { ...variables });
  } catch (error) {
    throw withoutRequest(error);
  }
}

const maxCharacters = 2_000;

/** The error without what was sent, which may be megabytes and would go into the log, and into the store with the job. */
function withoutRequest(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('request' in error) delete error.request;
  const parts = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  for (const part of [error, ...parts])
    for (const key of ['message', 'stack'])
      if (typeof part?.[key] === 'string') part[key] = part[key].slice(0, maxCharacters);
  return error;
}
