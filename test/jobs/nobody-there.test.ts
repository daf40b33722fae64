import { expect, test } from 'vitest';
import type { JobContext } from '../../src/jobs/context.ts';
import { jobHandlers } from '../../src/jobs/handlers.ts';
import { JobDropped } from '../../src/jobs/outcome.ts';
import { look } from './look.ts';

const taxonomy = { entries: [{ name: 'ml', object: { entries: [{ name: 'taxonomy.yaml' }] } }] };
const branch = { name: 'main', target: { oid: 'a'.repeat(40) } };

/** What becomes of a look at a pull request while GitHub answers so. */
async function lookWhile(
  answer: (document: string) => unknown,
  auth?: () => Promise<void>,
): Promise<string[]> {
  const lines: string[] = [];
  const log = (...[, message]: unknown[]) => void lines.push(String(message));
  const github = { graphql: async (document: string) => answer(document), auth, hook: { before() {} } };
  const handlers = jobHandlers({
    appId: 1,
    version: '0.0.0',
    octokit: async () => github as never,
    examiners: { lend: () => undefined as never },
    enqueue: async () => {},
    log: { info: log, warn: log, error: log } as JobContext['log'],
  });
  await handlers.run(look(1, 5), new AbortController().signal, 'fresh');
  return lines;
}

test('a pull request that GitHub does not know is tried again where there is a library', async () => {
  const node = { isArchived: false, defaultBranchRef: branch, pullRequest: null, object: taxonomy };
  await expect(lookWhile(() => ({ node, viewer: { login: 'app' } }))).rejects.toThrow(
    'GitHub does not know pull request 5 of this library, or does not know it yet',
  );
});

test('where there is none, or the repository is gone or archived, it is dropped', async () => {
  const noLibrary = { isArchived: false, defaultBranchRef: branch, pullRequest: null, object: null };
  for (const node of [null, noLibrary, { ...noLibrary, isArchived: true, object: taxonomy }])
    expect(await lookWhile(() => ({ node, viewer: { login: 'app' } }))).toEqual([
      'dropped: the repository is gone, archived or no library',
    ]);
});

test('a repository that GitHub tells to be unknown is dropped, a part of it is not', async () => {
  const refuse = (path: string[]) => () => {
    throw Object.assign(new Error('Could not resolve to a node'), { errors: [{ type: 'NOT_FOUND', path }] });
  };
  await expect(lookWhile(refuse(['node']))).rejects.toBeInstanceOf(JobDropped);
  await expect(lookWhile(refuse(['node', 'pullRequest']))).rejects.not.toBeInstanceOf(JobDropped);
});

test('an installation that has ended is told from a limit on tokens', async () => {
  const refused = (message: string) => async () => {
    throw Object.assign(new Error(message), { status: 403 });
  };
  const look = (message: string) => lookWhile(refused('Resource not accessible'), refused(message));
  await expect(look('This installation has been suspended')).rejects.toThrow('suspended or removed');
  await expect(look('You have exceeded a secondary rate limit')).rejects.toThrow('Resource not accessible');
});
