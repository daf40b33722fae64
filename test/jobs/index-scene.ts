import { Octokit } from '@octokit/rest';
import { vi } from 'vitest';
import { graphqlRoute } from '../../local-github/graphql/route.ts';
import { restRoute } from '../../local-github/rest/route.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { examine } from '../../src/inspection/examine.ts';
import { authorTurns } from '../../src/jobs/author-turns.ts';
import type { JobContext } from '../../src/jobs/context.ts';
import { regenerateIndex } from '../../src/jobs/regenerate-index.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { libraryWorld } from '../local-github/graphql/library-world.ts';

/** A library on a GitHub in this process, and processes of the App that keep its index. */
export async function indexScene(files: Record<string, string>) {
  const { world, repository, app, appToken } = await libraryWorld({ files });
  const [graphql, rest] = [graphqlRoute(world), restRoute(world)];
  /** What was asked: operations of GraphQL, and the last folder of other addresses. */
  const asked: string[] = [];
  const examined: string[] = [];
  const examiner: Examiner = {
    examine: async (folders, policy) =>
      folders.map(folder => {
        if (folder.path.split('/').length > 3) examined.push(folder.path);
        return examine(folder, policy);
      }),
    parse: async files => files.map(file => parseFile(file)),
    start: async () => undefined,
    shrink: () => undefined,
    close: () => undefined,
  };
  const fetch = (url: string, { method, body }: { method: string; body?: string }) => {
    const { pathname } = new URL(url);
    const headers = { authorization: `bearer ${appToken}`, 'content-type': 'application/json' };
    const isGraphql = pathname === '/graphql';
    const named = isGraphql
      ? /^\s*(?:query|mutation) (\w+)/.exec(JSON.parse(body ?? '').query)?.[1]
      : pathname.split('/').at(-2);
    // What a test itself asks has no name.
    if (named !== undefined) asked.push(named);
    const given = { method, headers, ...(body !== undefined && { body }) };
    return isGraphql ? graphql.request('/', given) : rest.request(pathname, given);
  };
  const github = new Octokit({ request: { fetch } });
  const job = {
    kind: 'index' as const,
    installationId: 1,
    repository: { id: repository.id, nodeId: repository.nodeId, name: 'octo/library' },
  };
  /** A process of a release; `title` is how it calls the taxonomy at each look, to plant a fault. */
  const release = (version: string, title?: () => string) => {
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const known = domainCache();
    const domains: JobContext['domains'] = title
      ? {
          keep: () => {},
          at: async (...asked) =>
            (await known.at(...asked)).map(domain => ({
              ...domain,
              taxonomy: domain.taxonomy && { ...domain.taxonomy, title: title() },
            })),
        }
      : known;
    const context = {
      github,
      identity: { appId: app.id },
      domains,
      claims: claimCache(),
      examiner,
      cache: noCache,
      version,
      log,
      enqueue: async () => {},
      turns: authorTurns(),
      seen: { lookUnlessSeen: async () => false, forget: () => {} },
    } satisfies JobContext;
    return { log, context, look: () => regenerateIndex(context, job) };
  };
  const runs = () => repository.checkSuites.flatMap(suite => suite.runs);
  const updates = async (): Promise<number> => {
    const query = `query($id: ID!) { node(id: $id) { ... on Repository { object(expression: "main") { ... on Commit { history(first: 100) { nodes { messageHeadline } } } } } } }`;
    const { node } = await github.graphql<ReturnType<typeof JSON.parse>>(query, { id: repository.nodeId });
    return node.object.history.nodes.filter(
      ({ messageHeadline }: { messageHeadline: string }) => messageHeadline === 'Update the pattern index',
    ).length;
  };
  /** What has been asked and examined since it was last taken. */
  const taken = () => ({ asked: asked.splice(0), examined: examined.splice(0) });
  return { world, repository, release, updates, runs, taken };
}
