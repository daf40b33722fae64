import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexCommand } from '../../src/cli/index-command.ts';
import { acceptedPath } from '../../src/rules/examples/example-accepted.ts';
import { call, put, readme, taxonomyPath } from '../cli/temporary-library.ts';
import { base, type Change } from './changes.ts';
import { expectSame, fromCommandLine, type Library, lines, openSides, type Sides } from './sides.ts';

/** The App and the command line say the same, whatever the default branch is like. */

let sides: Sides;
beforeAll(async () => {
  sides = await openSides();
});
afterAll(() => sides.close());

const indexPath = 'patterns/ml/index.json';
const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
const newPath = 'patterns/ml/optimization/new/README.md';

/** Takes a name that is taken, and removes what another pattern requires: what the index says of both would matter. */
const collision: Change = root => {
  put(root, { [newPath]: readme('ML-OPT-007', 'Dynamic Batching') });
  rmSync(join(root, dirname(acceptedPath)), { recursive: true });
};
const colliding = ['fingerprint-unique', 'name-unique', 'removed-retired', 'still-needed'];

type Item = { slug: string; name: string; fingerprint: string; relations: unknown[] };
type Index = { version: number; facts: number; digest: string; patterns: Item[] };

/** Changes the index as JSON, as nobody does who has the command. */
function editIndex(root: string, edit: (index: Index) => Partial<Index>): void {
  const path = join(root, indexPath);
  const index = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify(edit(index), null, 2)}\n`);
}

/** A library with an index that something has been done to since. */
async function indexed(name: string, after: Change): Promise<Library> {
  const library = await sides.libraryCalled(name);
  await call(indexCommand, library.clone.directory, []);
  await after(library.clone.directory);
  await sides.commitAll(library, 'main');
  return library;
}

const otherwise = ({ patterns }: Index): Item[] =>
  patterns.map(item =>
    item.slug === 'dynamic-batching'
      ? { ...item, name: 'Something Else', fingerprint: 'ML-OPT-050', relations: [] }
      : item,
  );

/** Indexes of the default branch that say what is not so, or that nobody here can read. */
const indexes: [name: string, after: Change][] = [
  ['none', root => rmSync(join(root, indexPath))],
  [
    'one that is out of date',
    root => {
      const renamed = (base[batchingPath] ?? '').replace('name: Dynamic Batching', 'name: Something Else');
      put(root, { [batchingPath]: renamed });
    },
  ],
  [
    'one of an earlier release',
    root =>
      editIndex(root, index => {
        const { facts: _, digest: __, ...rest } = index;
        return { ...rest, version: 3, patterns: otherwise(index) };
      }),
  ],
  [
    'one of a later release',
    root => editIndex(root, index => ({ ...index, version: index.version + 1, patterns: otherwise(index) })),
  ],
  [
    'one with later facts',
    root => editIndex(root, index => ({ ...index, facts: index.facts + 1, patterns: otherwise(index) })),
  ],
  [
    'one that was edited by hand',
    root => editIndex(root, index => ({ ...index, patterns: otherwise(index) })),
  ],
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
