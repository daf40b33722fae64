import { expect, test } from 'vitest';
import { branchHead } from '../../local-github/git.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import { indexPathOf } from '../../src/catalog/index-file.ts';
import { isShardPath, kindOf } from '../../src/pattern/file-kind.ts';
import { cachingDraft, cachingPath, pattern } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { indexOfVersion4 } from '../catalog/index-of-version-4.ts';
import { commit } from '../local-github/graphql/library-world.ts';
import { indexScene } from './index-scene.ts';

/**
 * One repository, this release, and the one that kept the index in one file: nobody is examined again because of that, and whichever
 * of the two looks, and how often, each push is followed by one commit.
 */

const servingPath = 'patterns/ml/serving/gateway/README.md';
const gateway = (name: string): string =>
  pattern(`fingerprint: ML-SERV-001\nname: ${name}\ncategory: ml/serving`);
const headPath = indexPathOf('ml');

async function scene() {
  const { repository, release, updates, taken } = await indexScene({
    'patterns/ml/taxonomy.yaml': exampleTaxonomy,
    [cachingPath]: cachingDraft,
    [servingPath]: gateway('Gateway'),
  });
  const { gitDirectory } = repository;
  const paths = async (): Promise<string[]> =>
    String(await git(gitDirectory, ['ls-tree', '-r', '--name-only', 'main']))
      .trim()
      .split('\n')
      .filter(path => kindOf(path) === 'index');
  const head = async (): Promise<string> =>
    (await paths()).includes(headPath) ? String(await git(gitDirectory, ['show', `main:${headPath}`])) : '';
  const { context, look } = release('0.2.0');
  let written = 0;
  /** As much of what the release before does as matters here: it leaves alone what says that it is of a later version. */
  const earlier = async (): Promise<void> => {
    const present = await head();
    if (present !== '' && JSON.parse(present).version > 4) return;
    const oid = (await branchHead(gitDirectory, 'main')) ?? '';
    const [domain] = await context.domains.at(context, repository.nodeId, oid);
    if (!domain?.taxonomy) throw new Error('there is no library');
    const text = indexOfVersion4(domain.library, domain.taxonomy);
    if (text === present) return;
    await commit(repository, 'main', { add: { [headPath]: text } });
    written += 1;
  };
  return {
    repository,
    head,
    paths,
    earlier,
    later: look,
    fresh: () => release('0.2.0').look(),
    updates,
    taken,
    writtenByEarlier: () => written,
  };
}

test('what the release before knew is believed and put into parts, and from then on it leaves the index alone', async () => {
  const { repository, paths, earlier, later, fresh, updates, taken, writtenByEarlier } = await scene();
  await earlier();
  taken();
  // A process that has just started.
  await fresh();
  expect(taken().examined).toEqual([]);
  expect((await paths()).filter(isShardPath)).toHaveLength(2);
  for (let turn = 0; turn < 3; turn += 1) {
    await commit(repository, 'main', { add: { [servingPath]: gateway(`Gateway ${turn}`) } });
    for (const look of [earlier, later, earlier, fresh, earlier, later]) await look();
  }
  expect([writtenByEarlier(), await updates()]).toEqual([1, 1 + 3]);
});

test('going back: without the files of this release, the one before writes its own, and neither minds what the other has left', async () => {
  const { repository, head, paths, earlier, later, fresh, updates, taken, writtenByEarlier } = await scene();
  await later();
  await earlier();
  expect(writtenByEarlier()).toBe(0);
  // index.json alone is taken away: the shards stay.
  await commit(repository, 'main', { remove: [headPath] });
  for (let turn = 0; turn < 3; turn += 1) await earlier();
  expect([writtenByEarlier(), JSON.parse(await head()).version]).toEqual([1, 4]);
  const shards = (await paths()).filter(isShardPath);
  expect(shards).toHaveLength(2);
  await commit(repository, 'main', { remove: [cachingPath], add: { [servingPath]: gateway('Other') } });
  await earlier();
  // And forward again.
  taken();
  for (let turn = 0; turn < 3; turn += 1) for (const look of [fresh, earlier, later]) await look();
  expect(taken().examined).toEqual([]);
  expect([writtenByEarlier(), await updates()]).toEqual([2, 2]);
  expect((await paths()).filter(isShardPath)).toEqual(['patterns/ml/serving/index.json']);
});
