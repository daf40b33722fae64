import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { sha256 } from '../../src/pattern/digests.ts';
import { acceptedPath } from '../../src/rules/examples/example-accepted.ts';
import { indexOfVersion4 } from '../catalog/index-of-version-4.ts';
import { itemsIn } from '../catalog/index-reading.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { call, put, readme, taxonomyPath } from '../cli/temporary-library.ts';
import { all, base, type Change, link, remove } from './changes.ts';
import { expectSame, fromCommandLine, type Library, lines, openSides, type Sides } from './sides.ts';

/** The App and the command line say the same, whatever the default branch is like. */

let sides: Sides;
beforeAll(async () => {
  sides = await openSides();
});
afterAll(() => sides.close());

const indexPath = 'patterns/ml/index.json';
const shardPath = 'patterns/ml/optimization/index.json';
const otherShardPath = 'patterns/ml/serving/index.json';
const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
const newPath = 'patterns/ml/optimization/new/README.md';

/** Takes a name that is taken, and removes what another pattern requires: what the index says of both would matter. */
const collision: Change = root => {
  put(root, { [newPath]: readme('ML-OPT-007', 'Dynamic Batching') });
  rmSync(join(root, dirname(acceptedPath)), { recursive: true });
};
const colliding = ['fingerprint-unique', 'name-unique', 'removed-retired', 'still-needed'];

type Item = { slug: string; name: string; fingerprint: string; relations: unknown[] };
type Part = { version: number; facts: number };
type Head = Part & { shards: { category: string; digest: string }[] };
type Shard = Part & { patterns: Item[] };

/** Changes a part of the index as JSON, as nobody does who has the command. */
function editJson<Was extends Part>(path: string, edit: (file: Was) => object): Change {
  return root => {
    const file = JSON.parse(readFileSync(join(root, path), 'utf8'));
    writeFileSync(join(root, path), `${JSON.stringify(edit(file))}\n`);
  };
}

/** Changes a shard, and the digest with it. */
const editNamed = (edit: (shard: Shard) => object): Change =>
  all(editJson(shardPath, edit), root => {
    const digest = sha256(readFileSync(join(root, shardPath), 'utf8'));
    const named = (shards: Head['shards']) =>
      shards.map(one => (one.category === 'ml/optimization' ? { ...one, digest } : one));
    return editJson<Head>(indexPath, head => ({ ...head, shards: named(head.shards) }))(root);
  });

/** A library with an index that something has been done to since. */
async function indexed(name: string, after: Change): Promise<Library> {
  const library = await sides.libraryCalled(name);
  await call(indexCommand, library.clone.directory, []);
  await after(library.clone.directory);
  await sides.commitAll(library, 'main');
  return library;
}

const otherwise = ({ patterns }: Shard): Item[] =>
  patterns.map(item =>
    item.slug === 'dynamic-batching'
      ? { ...item, name: 'Something Else', fingerprint: 'ML-OPT-050', relations: [] }
      : item,
  );
const edited = editJson<Shard>(shardPath, shard => ({ ...shard, patterns: otherwise(shard) }));

/** The index as a release wrote it that kept all of it in one file. */
const inOneFile =
  (edit: (text: string) => string = text => text): Change =>
  root => {
    const texts = [indexPath, shardPath, otherShardPath].map(path => [
      path,
      readFileSync(join(root, path), 'utf8'),
    ]);
    const library = { ...emptyLibrary, ...itemsIn(Object.fromEntries(texts)) };
    const text = indexOfVersion4(library, taxonomyFrom(base[taxonomyPath] ?? ''));
    for (const path of [shardPath, otherShardPath]) rmSync(join(root, path));
    writeFileSync(join(root, indexPath), edit(text));
  };

/** Indexes of the default branch that say what is not so, or that nobody here can read. */
const indexes: [name: string, after: Change][] = [
  ['none', remove(indexPath)],
  [
    'one that is out of date',
    root => {
      const renamed = (base[batchingPath] ?? '').replace('name: Dynamic Batching', 'name: Something Else');
      put(root, { [batchingPath]: renamed });
    },
  ],
  ['one in one file', inOneFile()],
  [
    'one in one file that was edited by hand',
    inOneFile(text => text.replace('"name": "Dynamic Batching"', '"name": "Something Else"')),
  ],
  ['one of an earlier release', inOneFile(text => text.replace('"version": 4', '"version": 3'))],
  [
    'one of a later release',
    all(
      editNamed(shard => ({ ...shard, patterns: otherwise(shard) })),
      editJson(indexPath, head => ({ ...head, version: head.version + 1 })),
    ),
  ],
  [
    'one with later facts',
    all(
      editNamed(shard => ({ ...shard, patterns: otherwise(shard) })),
      editJson(indexPath, head => ({ ...head, facts: head.facts + 1 })),
    ),
  ],
  ['one with a shard that was edited by hand', edited],
  [
    'one with a shard of later facts',
    editNamed(shard => ({ ...shard, facts: shard.facts + 1, patterns: otherwise(shard) })),
  ],
  ['one with a shard that is missing', remove(shardPath)],
  ['one with a shard that is a link', all(remove(shardPath), link(shardPath, '../index.json'))],
  [
    'one that names no shard',
    all(
      edited,
      editJson<Head>(indexPath, head => ({ ...head, shards: [] })),
    ),
  ],
  [
    'one with a shard that is another one',
    root => writeFileSync(join(root, shardPath), readFileSync(join(root, otherShardPath))),
  ],
  ['one with a shard that is no JSON', root => writeFileSync(join(root, shardPath), '<<<<<<< main\n')],
  ['one that is no JSON', root => writeFileSync(join(root, indexPath), '<<<<<<< main\n')],
];

describe('an index on the default branch', () => {
  /** What is said where the index is as it should be. */
  let expected: string[];
  beforeAll(async () => {
    const library = await indexed('index-current', () => undefined);
    const headOid = await sides.commit(library, collision);
    expected = lines((await expectSame(sides, { library, headOid, rules: colliding })).diagnostics);
  });

  test.each(indexes)('%s', async (name, after) => {
    const library = await indexed(`index-${name.replaceAll(' ', '-')}`, after);
    const isRenamed = name === 'one that is out of date';
    const rules = colliding.filter(rule => !isRenamed || rule !== 'name-unique');
    const headOid = await sides.commit(library, collision);
    const { diagnostics } = await expectSame(sides, { library, headOid, rules });
    // A hand in the index moves nothing.
    if (!isRenamed) expect(lines(diagnostics)).toEqual(expected);
    else expect(diagnostics.map(({ ruleId }) => ruleId)).not.toContain('name-unique');
  });
});

describe('a taxonomy', () => {
  const good = base[taxonomyPath] ?? '';
  const bad = 'domain: [ml\n';
  const withTaxonomy = (name: string, text: string): Promise<Library> =>
    sides.libraryCalled(name, { ...base, [taxonomyPath]: text });
  const wrong = readme('ML-OPT-007', 'New', 'ml/optimisation');

  test('that is mended: the change is judged by its own', async () => {
    const library = await withTaxonomy('mended', bad);
    const headOid = await sides.commit(library, root =>
      put(root, { [taxonomyPath]: good, [newPath]: wrong }),
    );
    await expectSame(sides, { library, headOid, rules: ['category', 'fingerprint-unique'] });
  });

  test('that is broken by the change: the old one judges', async () => {
    const library = await sides.libraryCalled('breaking');
    const headOid = await sides.commit(library, root => put(root, { [taxonomyPath]: bad, [newPath]: wrong }));
    await expectSame(sides, { library, headOid, rules: ['taxonomy', 'category', 'fingerprint-unique'] });
  });

  test.each<[string, Change]>([
    ['that is broken on the default branch, and not touched', root => put(root, { [newPath]: wrong })],
    [
      'that is broken on both sides',
      root => put(root, { [taxonomyPath]: 'domain: {ml\n', [newPath]: wrong }),
    ],
  ])('%s: neither passes it', async (name, change) => {
    const library = await withTaxonomy(name.replaceAll(/[ ,]+/g, '-'), bad);
    const { outcome, paths } = await sides.outcomeOf(library, await sides.commit(library, change));
    const { code, gaps } = await fromCommandLine(library, paths);
    expect(outcome).toEqual({
      kind: 'broken',
      reason: expect.stringMatching(
        /^`patterns\/ml\/taxonomy.yaml` on the default branch cannot be used: line \d+: /,
      ),
    });
    expect(gaps).toEqual([
      expect.stringMatching(
        /^patterns\/ml\/taxonomy.yaml cannot be used as it is, so these rules could not be applied: .*category/,
      ),
    ]);
    expect(code).toBe(2);
  });
});

test('a page of the repository that is removed, to which a pattern links, where the pattern is touched', async () => {
  const linked = `${base[batchingPath]}\nUnder [the license](../../../../LICENSE).\n`;
  const library = await sides.libraryCalled('licensed', {
    ...base,
    LICENSE: 'MIT\n',
    [batchingPath]: linked,
  });
  const headOid = await sides.commit(library, root => {
    rmSync(join(root, 'LICENSE'));
    put(root, { [batchingPath]: `${linked}\nMore.\n` });
  });
  const { diagnostics } = await expectSame(sides, { library, headOid, rules: ['links'] });
  expect(diagnostics.find(({ ruleId }) => ruleId === 'links')).toMatchObject({ path: batchingPath });
});
