import { expect, test } from 'vitest';
import { git } from '../../local-github/git-store/git-process.ts';
import type { Entry } from '../../src/catalog/entry.ts';
import { indexPathOf } from '../../src/catalog/index-file.ts';
import { indexFiles } from '../../src/catalog/index-page.ts';
import { emptyLibrary, type Library } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { blobId } from '../../src/pattern/digests.ts';
import { pattern } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { indexOfVersion4 } from '../catalog/index-of-version-4.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { facts } from '../inspection/check-files.ts';
import { commit } from '../local-github/graphql/library-world.ts';
import { indexScene } from './index-scene.ts';

/** Ten thousand patterns in ten categories, on a GitHub that cuts what is longer than 512,000 bytes. */

const areas = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map(letter => ({
  code: `AREA${letter}`,
  id: `ml/area-${letter.toLowerCase()}`,
}));
const patternsOfEach = 1_000;

const taxonomyText = exampleTaxonomy.replace(
  'frameworks:\n',
  `${areas
    .map(
      ({ code, id }, index) =>
        `  - id: ${id}\n    title: Area ${code}\n    description: Patterns of ${code}.\n    color: "11223${index}"\n    areas: [${code}]\n`,
    )
    .join('')}frameworks:\n`,
);
const taxonomy = taxonomyFrom(taxonomyText);

type Place = { code: string; category: string; number: string };
const places: Place[] = areas.flatMap(({ code, id }) =>
  Array.from({ length: patternsOfEach }, (_, index) => ({
    code,
    category: id,
    number: String(index).padStart(3, '0'),
  })),
);
const pathOf = ({ category, number }: Place): string => `patterns/${category}/pattern-${number}/README.md`;
const fingerprintOf = ({ code, number }: Place): string => `ML-${code}-${number}`;
const readmeOf = (place: Place): string =>
  pattern(
    `fingerprint: ${fingerprintOf(place)}\nname: Pattern ${place.code} ${place.number}\ncategory: ${place.category}`,
  );
const readmes = Object.fromEntries(places.map(place => [pathOf(place), readmeOf(place)]));

/** What is known of a pattern once it has been examined. */
const examinedEntry = (place: Place): Entry => {
  const [path, text] = [pathOf(place), readmeOf(place)];
  const { entries } = libraryOf(facts({ [path]: text }), other => (other === path ? blobId(text) : null));
  const [found] = entries;
  if (!found) throw new Error('there is no pattern');
  return found;
};

/** The library, for which one pattern is examined: they are all alike. */
function libraryOfAll(): Library {
  const [first] = places;
  if (!first) throw new Error('there is no pattern');
  const like = examinedEntry(first);
  const entries = places.map(place => ({
    ...like,
    fingerprint: fingerprintOf(place),
    name: `Pattern ${place.code} ${place.number}`,
    category: place.category,
    slug: `pattern-${place.number}`,
    blob: blobId(readmeOf(place)),
  }));
  return { ...emptyLibrary, entries };
}

const bytesOf = (texts: Record<string, string>): number =>
  Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0);

test('a library of 10,000 is taken over unread, a merge writes three files once, and a process that knows nothing reads the index alone', async () => {
  const library = libraryOfAll();
  const { [indexPathOf('ml')]: _, ...texts } = indexFiles(library, taxonomy);
  const page = { 'patterns/ml/INDEX.md': texts['patterns/ml/INDEX.md'] ?? '' };
  const whole = indexOfVersion4(library, taxonomy);
  const { world, repository, release, updates, taken } = await indexScene({
    'patterns/ml/taxonomy.yaml': taxonomyText,
    ...readmes,
    ...page,
    [indexPathOf('ml')]: whole,
  });
  // How long it takes on a busy machine is not what is asked here.
  world.limits.graphqlSeconds = 600;
  const changedBy = async (): Promise<Record<string, string>> => {
    const shown = await git(repository.gitDirectory, ['show', '--name-only', '--format=', 'main']);
    const paths = String(shown).trim().split('\n');
    const read = async (path: string): Promise<[string, string]> => [
      path,
      String(await git(repository.gitDirectory, ['show', `main:${path}`])),
    ];
    return Object.fromEntries(await Promise.all(paths.map(read)));
  };
  const looksForPullRequests = ['DefaultBranch', 'OpenPullRequests'];

  // The index is in one file, and is put into parts without a look at any pattern.
  const { look } = release('0.2.0');
  await look();
  expect(taken()).toEqual({ asked: ['DefaultBranch', 'Policy', 'blobs', 'CommitIndex'], examined: [] });
  expect(await updates()).toBe(1);
  const shards = areas.map(({ id }) => indexPathOf(id));
  const parts = await changedBy();
  expect(Object.keys(parts).sort()).toEqual([...shards, indexPathOf('ml')].sort());
  for (const path of shards) expect(Buffer.byteLength(parts[path] ?? '')).toBeGreaterThan(512_000);
  expect(bytesOf(parts)).toBeLessThan(0.8 * whole.length);
  await look();
  expect(taken()).toEqual({ asked: looksForPullRequests, examined: [] });

  // A merge: the App knows what it has written, and reads the README alone.
  const [path = '', text = ''] = Object.entries(readmes).at(4_321) ?? [];
  await commit(repository, 'main', { add: { [path]: text.replace('name: Pattern', 'name: Changed') } });
  await look();
  expect(taken()).toEqual({
    asked: ['DefaultBranch', 'Policy', 'Contents', 'CommitIndex'],
    examined: [path.replace('/README.md', '')],
  });
  expect(await updates()).toBe(2);
  const written = await changedBy();
  const shard = indexPathOf(path.split('/').slice(1, 3).join('/'));
  expect(Object.keys(written).sort()).toEqual(['patterns/ml/INDEX.md', shard, indexPathOf('ml')].sort());
  expect(bytesOf(written)).toBeLessThan(bytesOf(page) + whole.length / 10);
  const before = new Set((parts[shard] ?? '').split('\n'));
  const lines = (written[shard] ?? '').split('\n').filter(line => !before.has(line));
  expect(lines).toEqual([expect.stringContaining('"name":"Changed')]);
  await look();
  expect(taken()).toEqual({ asked: looksForPullRequests, examined: [] });

  // A process that has just started reads the shards, and finds nothing to do.
  await release('0.2.0').look();
  const { asked, examined } = taken();
  expect(asked.toSorted()).toEqual([
    'DefaultBranch',
    'OpenPullRequests',
    'Policy',
    ...shards.map(() => 'blobs'),
  ]);
  expect(examined).toEqual([]);
  expect(await updates()).toBe(2);
  // What stood in the index is what is found when a pattern is examined.
  const [, second] = places;
  expect(parts[shards[0] ?? '']).toContain(JSON.stringify(second && examinedEntry(second)));
}, 1_800_000);
