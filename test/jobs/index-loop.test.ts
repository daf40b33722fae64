import { Octokit } from '@octokit/rest';
import { expect, test, vi } from 'vitest';
import { graphqlRoute } from '../../local-github/graphql/route.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { examine } from '../../src/inspection/examine.ts';
import { authorTurns } from '../../src/jobs/author-turns.ts';
import type { JobContext } from '../../src/jobs/context.ts';
import { regenerateIndex } from '../../src/jobs/regenerate-index.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { cachingDraft, cachingPath } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { commit, libraryWorld } from '../local-github/graphql/library-world.ts';

/** With a fault planted: what is to be written differs each time, so that each push of ours asks for the next. */

const examiner: Examiner = {
  examine: async (folders, policy) => folders.map(folder => examine(folder, policy)),
  parse: async files => files.map(file => parseFile(file)),
  start: async () => undefined,
  shrink: () => undefined,
  close: () => undefined,
};

async function scene() {
  const files = { 'patterns/ml/taxonomy.yaml': exampleTaxonomy, [cachingPath]: cachingDraft };
  const { world, repository, app, appToken } = await libraryWorld({ files });
  const route = graphqlRoute(world);
  const fetch = (_: string, { body }: { body: string }) =>
    route.request('/', {
      method: 'POST',
      headers: { authorization: `bearer ${appToken}`, 'content-type': 'application/json' },
      body,
    });
  const github = new Octokit({ request: { fetch } });
  const job = {
    kind: 'index' as const,
    installationId: 1,
    repository: { id: repository.id, nodeId: repository.nodeId, name: 'octo/library' },
  };
  /** A process of this release, whose taxonomy is called otherwise at each look. */
  const release = (version: string, title: () => string) => {
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const known = domainCache();
    const domains: JobContext['domains'] = {
      keep: () => {},
      at: async (...asked) =>
        (await known.at(...asked)).map(domain => ({
          ...domain,
          taxonomy: domain.taxonomy && { ...domain.taxonomy, title: title() },
        })),
    };
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
    return { log, look: () => regenerateIndex(context, job) };
  };
  const runs = () => repository.checkSuites.flatMap(suite => suite.runs);
  const updates = async (): Promise<number> => {
    const query = `query($id: ID!) { node(id: $id) { ... on Repository { object(expression: "main") { ... on Commit { history(first: 100) { nodes { messageHeadline } } } } } } }`;
    const { node } = await github.graphql<ReturnType<typeof JSON.parse>>(query, { id: repository.nodeId });
    return node.object.history.nodes.filter(
      ({ messageHeadline }: { messageHeadline: string }) => messageHeadline === 'Update the pattern index',
    ).length;
  };
  return { repository, release, updates, runs };
}

const titles = Array.from({ length: 20 }, (_, index) => `Machine learning ${index}`);
const another = (): string => titles.pop() ?? '';

test('the App stops after three commits, says so in its log and once on the commit, and goes on after a push', async () => {
  const { repository, release, updates, runs } = await scene();
  const { log, look } = release('0.1.0', another);
  for (let turn = 0; turn < 6; turn += 1) await look();
  expect(await updates()).toBe(3);
  expect(log.error).toHaveBeenCalledTimes(3);
  expect(log.error.mock.calls[0]?.[1]).toContain('stopped');
  expect(runs()).toMatchObject([{ conclusion: 'ACTION_REQUIRED', title: expect.stringContaining('index') }]);
  // A process that has just started knows no more than what is on GitHub, and stops as well.
  await release('0.1.0', another).look();
  expect(await updates()).toBe(3);
  expect(runs()).toHaveLength(1);
  await commit(repository, 'main', { add: { 'notes.md': 'x\n' } });
  await look();
  expect(await updates()).toBe(4);
});

test('two releases that write different things do not take turns: the older one leaves it alone', async () => {
  const { release, updates, runs } = await scene();
  const [older, newer] = [release('0.9.0', () => 'Older'), release('0.10.0', () => 'Newer')];
  for (let turn = 0; turn < 5; turn += 1) {
    await older.look();
    await newer.look();
  }
  expect(await updates()).toBe(2);
  expect(older.log.warn.mock.calls.at(-1)?.[1]).toContain('a later release wrote it');
  expect(runs()).toEqual([]);
});
