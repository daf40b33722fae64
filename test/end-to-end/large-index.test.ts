import { afterEach, beforeEach, expect } from 'vitest';
import { git } from '../../local-github/git-store/git-process.ts';
import type { Repository } from '../../local-github/state.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { checkOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, indexJsonPath, indexPath } from './texts.ts';

/** GraphQL cuts long texts, and the index grows with the library: what is cut must be neither taken for the file nor written for ever. */

const library: Record<string, string> = {
  'patterns/ml/taxonomy.yaml': exampleTaxonomy,
  [cachingPath]: cachingDraft,
  [batchingPath]: batchingDraft,
};
/** More than the taxonomy has, and less than an index of two patterns. */
const textBytes = exampleTaxonomy.length + 1;

let stage: Stage;
let usual: number;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});
beforeEach(() => {
  usual = stage.world.textBytes;
  stage.world.textBytes = textBytes;
});
afterEach(() => {
  stage.world.textBytes = usual;
});

const show = async ({ gitDirectory }: Repository, path: string): Promise<string> =>
  String(await git(gitDirectory, ['show', `main:${path}`]));
const updates = async ({ gitDirectory }: Repository): Promise<number> =>
  String(await git(gitDirectory, ['log', '--format=%s', 'main'])).split('Update the pattern index').length -
  1;

test('it is written once, and what it tells is read whole and believed', async () => {
  const repository = await stage.library(library);
  const ada = await contributor(stage, 'ada', repository);
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  expect((await show(repository, indexJsonPath)).length).toBeGreaterThan(textBytes);
  expect(await updates(repository)).toBe(1);

  const from = stage.world.requests.length;
  await ada.push('main', { [cachingPath]: cachingDraft.replaceAll('Prediction Caching', 'Caching') });
  await stage.settled();
  expect(await show(repository, indexPath)).toContain('[Caching]');
  expect(await updates(repository)).toBe(2);
  const asked = stage.world.requests.slice(from).filter(({ as }) => as.startsWith('installation:'));
  const reading = asked.filter(({ operation, path }) => operation === 'Contents' || path.includes('/blobs/'));
  // The index before the merge, and the README that has changed; what the App has written itself it knows.
  expect(reading.map(({ operation }) => operation ?? 'a blob')).toEqual(['a blob', 'Contents']);
});

test('it comes as one pull request where protection keeps the App out, and that is taken for what it is', async () => {
  const protection = { restrictPushes: true, bypassApps: [] };
  const repository = await stage.library(library, { protection });
  const ada = await contributor(stage, 'ada', repository);
  const merged = async (branch: string): Promise<void> => {
    await ada.push(branch, { [`${branch}.md`]: 'x\n' });
    const pull = await ada.open(branch);
    await stage.settled();
    expect(await ada.merge(pull)).toBe(200);
    await stage.settled();
  };
  await merged('first');
  const [proposal, ...others] = repository.pullRequests.filter(
    ({ headBranch }) => headBranch === 'pattern-librarian/index',
  );
  expect(others).toEqual([]);
  if (!proposal) throw new Error('the index was not proposed');
  expect(checkOf(repository, proposal)?.conclusion).toBe('SUCCESS');
  const head = proposal.headOid;
  await merged('second');
  expect(proposal.headOid).toBe(head);
});
