import type { ProbotOctokit } from 'probot';

/** What reading and writing take, of whichever Octokit. */
export type GitHub = Pick<InstanceType<typeof ProbotOctokit>, 'graphql' | 'request'>;

/** A client that acts for one installation. */
export type InstallationGitHub = GitHub & Pick<InstanceType<typeof ProbotOctokit>, 'auth' | 'hook'>;

type Variables = Record<string, unknown>;

/** Sends a query; the HTTP layer may repeat it, since reading twice does no harm. */
export function query<Data>(github: GitHub, document: string, variables: Variables): Promise<Data> {
  return github.graphql<Data>(document, variables);
}

/**
 * The same where one field may fail by itself: errors below a field of that name are passed over, and what they leave is
 * null: such as an event whose label has been deleted, since GitHub's schema says that it always has one.
 */
export async function queryPast<Data>(
  github: GitHub,
  field: string,
  document: string,
  variables: Variables,
): Promise<Data> {
  try {
    return await query<Data>(github, document, variables);
  } catch (error) {
    const { data, errors } = error as { data?: Data | null; errors?: { path?: unknown[] }[] };
    if (data && errors?.length && errors.every(({ path }) => path?.includes(field))) return data;
    throw error;
  }
}

/**
 * Sends a mutation exactly once. `@octokit/plugin-retry` would repeat it after any 5xx, and a repeated `addComment`
 * is two comments. After an uncertain answer the caller reads the state again and writes the difference.
 */
export function mutate<Data>(github: GitHub, document: string, variables: Variables): Promise<Data> {
  return github.graphql<Data>(document, { ...variables, request: { retries: 0 } });
}

/** Runs a page query until there are no more pages. */
export async function allPages<Item>(
  first: Page<Item>,
  next: (after: string) => Promise<Page<Item>>,
  most = Number.POSITIVE_INFINITY,
): Promise<{ items: Item[]; complete: boolean }> {
  const items = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor !== null && items.length < most) {
    const page = await next(pageInfo.endCursor);
    items.push(...page.nodes);
    pageInfo = page.pageInfo;
  }
  return { items, complete: !pageInfo.hasNextPage };
}

export type Page<Item> = { nodes: Item[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
