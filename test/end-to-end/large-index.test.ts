import { afterEach, beforeEach, expect } from 'vitest';
import { git } from '../../local-github/git-store/git-process.ts';
import type { Repository } from '../../local-github/state.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { indexOfVersion4 } from '../catalog/index-of-version-4.ts';
import { itemsIn } from '../catalog/index-reading.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { checkOf, contributor } from './contributor.ts';
import { indexTextsOf } from './index-of.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import {
  batchingDraft,
  batchingPath,
  cachingDraft,
  cachingPath,
  indexJsonPath,
  indexPath,
  shardPath,
} from './texts.ts';

/** GraphQL cuts long texts, and the index grows with the library: what is cut must be neither taken for the file nor written for ever. */

const withSummary = (text: string): string =>
  text.replace('\n---\n', `\nsummary: ${'Answers come sooner. '.repeat(20).trim()}\n---\n`);
const caching = withSummary(cachingDraft);
const library: Record<string, string> = {
  'patterns/ml/taxonomy.yaml': exampleTaxonomy,
  [cachingPath]: caching,
  [batchingPath]: withSummary(batchingDraft),
};
/** More than the taxonomy has, and less than a shard of two patterns. */
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

/** What the App asks to be read, apart from trees, while something happens. */
async function readDuring(happening: () => Promise<unknown>): Promise<string[]> {
  const from = stage.world.requests.length;
  await happening();
  await stage.settled();
  const asked = stage.world.requests.slice(from).filter(({ as }) => as.startsWith('installation:'));
  const reading = asked.filter(({ operation, path }) => operation === 'Contents' || path.includes('/blobs/'));
  return reading.map(({ operation }) => operation ?? 'a blob');
}

/** A library that the App meets with these files in it, and what it has read of them. */
async function lookedAt(files: Record<string, string>): Promise<{ other: Repository; read: string[] }> {
  const others: Repository[] = [];
  const read = await readDuring(async () => {
    const other = await stage.library(files);
    others.push(other);
    const grace = await contributor(stage, 'grace', other);
    await grace.push('main', { 'notes.md': 'x\n' });
  });
  const [other] = others;
  if (!other) throw new Error('there is no library');
  return { other, read };
}

test('it is written once, what the App has written it knows, and what it does not know is read whole and believed', async () => {
  const repository = await stage.library(library);
  const ada = await contributor(stage, 'ada', repository);
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  const texts = await indexTextsOf(repository);
  expect(texts[shardPath]?.length).toBeGreaterThan(textBytes);
  expect(await updates(repository)).toBe(1);

  const merged = await readDuring(() =>
    ada.push('main', { [cachingPath]: caching.replaceAll('Prediction Caching', 'Caching') }),
  );
  expect(await show(repository, indexPath)).toContain('[Caching]');
  expect(await updates(repository)).toBe(2);
  // The README that has changed.
  expect(merged).toEqual(['Contents']);

  const { other, read } = await lookedAt({ ...library, ...texts });
  expect(read).toEqual(['a blob']);
  expect(await updates(other)).toBe(0);
});

test('of a release that kept all in one file, it is read whole and believed, and written in parts once', async () => {
  const repository = await stage.library(library);
  const ada = await contributor(stage, 'ada', repository);
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  const texts = await indexTextsOf(repository);
  const whole = indexOfVersion4({ ...emptyLibrary, ...itemsIn(texts) }, taxonomyFrom(exampleTaxonomy));
  const page = { [indexPath]: texts[indexPath] ?? '' };
  const { other, read } = await lookedAt({ ...library, ...page, [indexJsonPath]: whole });
  expect(read).toEqual(['a blob']);
  expect(await updates(other)).toBe(1);
  expect(await indexTextsOf(other)).toEqual(texts);
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
