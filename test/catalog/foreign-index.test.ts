import { describe, expect, test } from 'vitest';
import { indexPathOf, indexTexts } from '../../src/catalog/index-file.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { isShard, readIndexJson, readShard } from '../../src/catalog/read-index.ts';
import { sha256 } from '../../src/pattern/digests.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { entry, unlisted } from './entry.ts';
import { indexOfVersion4 } from './index-of-version-4.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const taxonomy = taxonomyFrom(exampleTaxonomy);
const library = {
  ...emptyLibrary,
  entries: [entry()],
  unlisted: [unlisted({ category: entry().category })],
};
const texts = indexTexts(library, taxonomy);
const head = JSON.parse(texts[indexPathOf('ml')] ?? '');
const shardText = texts[indexPathOf(entry().category)] ?? '';
const shard = JSON.parse(shardText);
const whole = JSON.parse(indexOfVersion4(library, taxonomy));

type Json = ReturnType<typeof JSON.parse>;
const changed = (file: Json, change: (file: Json) => void): Json => {
  const copy = structuredClone(file);
  change(copy);
  return copy;
};

const noJson: [name: string, text: string][] = [
  ['an empty file', ''],
  ['half a file', shardText.slice(0, 80)],
  ['a list', '[]'],
  ['null', 'null'],
  ['conflict markers', `<<<<<<< HEAD\n${shardText}`],
  ['nesting without end', '['.repeat(100_000)],
  ['a megabyte of text', `"${'x'.repeat(1_000_000)}"`],
];

/** What may be wrong with patterns, in a file of either form. */
const faults: [name: string, change: (file: Json) => void][] = [
  ['earlier facts', file => Object.assign(file, { facts: file.facts - 1 })],
  ['a key of an entry', file => Object.assign(file.patterns[0], { extra: 1 })],
  ['an entry without a name', file => delete file.patterns[0].name],
  ['a number for a name', file => Object.assign(file.patterns[0], { name: 7 })],
  ['a bad fingerprint', file => Object.assign(file.patterns[0], { fingerprint: 'ML-OPT-8' })],
  ['a bad blob', file => Object.assign(file.patterns[0], { blob: 'HEAD' })],
  ['an unknown status', file => Object.assign(file.patterns[0], { status: 'best' })],
  ['a long text', file => Object.assign(file.patterns[0], { summary: 'x'.repeat(501) })],
  ['too many patterns', file => Object.assign(file, { patterns: Array(10_001).fill(file.patterns[0]) })],
  ['patterns that are no list', file => Object.assign(file, { patterns: { length: 1 } })],
];

describe('a shard', () => {
  const [named] = head.shards;
  /** Whoever edits a shard by hand leaves the index as it is; here it must not be what gives the fault away. */
  const read = (text: string) => readShard(text, { ...named, digest: sha256(text) });

  test('that is as it was written is read', () => {
    expect(readShard(shardText, named)).toEqual([...library.entries, ...library.unlisted]);
    expect(read(shardText)).toEqual(readShard(shardText, named));
  });

  test('that somebody has edited is not', () => {
    expect(readShard(shardText.replace(entry().name, 'Edited'), named)).toBeNull();
    expect(readShard(`${shardText}\n`, named)).toBeNull();
  });

  test.each<[name: string, text: string]>([
    ...noJson,
    ...faults.map(([name, change]): [string, string] => [name, JSON.stringify(changed(shard, change))]),
    ['another version', JSON.stringify({ ...shard, version: 4 })],
    ['later facts', JSON.stringify({ ...shard, facts: shard.facts + 1 })],
    ['a foreign key', JSON.stringify({ ...shard, extra: 1 })],
    ['__proto__', shardText.replace('"version"', '"__proto__":{"x":1},"version"')],
    ['__proto__ in an entry', shardText.replace('"fingerprint"', '"__proto__":{"x":1},"fingerprint"')],
  ])('%s is null: its patterns are read again', (_, text) => {
    expect(read(text)).toBeNull();
  });
});

describe('index.json', () => {
  test('names its shards', () => {
    const named = { category: entry().category, patterns: 1, unlisted: 1, digest: sha256(shardText) };
    expect(readIndexJson(JSON.stringify(head))).toEqual({ kind: 'shards', shards: [named] });
  });

  test.each<[name: string, text: string | null]>([
    ['nothing', null],
    ...noJson,
    ['a version of long ago', JSON.stringify({ ...head, version: 3 })],
    ['earlier facts', JSON.stringify({ ...head, facts: head.facts - 1 })],
    ['a foreign key', JSON.stringify({ ...head, extra: 1 })],
    ['a version that cannot be made a number', '{"version":{"valueOf":1,"toString":1}}'],
    ['facts that cannot be made a number', JSON.stringify({ ...head, facts: { valueOf: 1, toString: 1 } })],
    ['a later version in words', '{"version":"99"}'],
    ['a later version in a list', '{"version":[99]}'],
    ['__proto__ in a shard', JSON.stringify(head).replace('"category"', '"__proto__":{"x":1},"category"')],
    ['a digest that is none', JSON.stringify({ ...head, shards: [{ ...head.shards[0], digest: 'x' }] })],
    ['shards that are none', JSON.stringify({ ...head, shards: 'all' })],
  ])('%s tells nothing: every pattern is read again', (_, text) => {
    expect(readIndexJson(text)).toEqual({ kind: 'none' });
  });

  test('of a release that kept all in one file is read as it was written', () => {
    const items = [...library.entries, ...library.unlisted];
    expect(readIndexJson(JSON.stringify(whole))).toEqual({
      kind: 'whole',
      indexed: new Map([[whole.digest, items]]),
    });
    const edited = JSON.stringify(whole).replace(entry().name, 'Edited');
    expect(readIndexJson(edited)).toEqual({ kind: 'none' });
  });

  test.each(faults)('of such a release with %s is not', (_, change) => {
    const file = changed(whole, change);
    const digest = sha256(JSON.stringify([file.patterns, file.unlisted]));
    expect(readIndexJson(JSON.stringify({ ...file, digest }))).toEqual({ kind: 'none' });
  });

  test.each<[name: string, file: Json]>([
    ['a later version', { ...head, version: head.version + 1 }],
    ['later facts', { ...head, facts: head.facts + 1 }],
    ['later facts in one file', { ...whole, facts: whole.facts + 1 }],
    ['a later version of which nothing is known', { version: 99 }],
  ])('of a later release is known as such: %s', (_, file) => {
    expect(readIndexJson(JSON.stringify(file))).toEqual({ kind: 'later-release' });
  });
});

test.each<[name: string, text: string, isOne: boolean]>([
  ['this one', shardText, true],
  [
    'one of another release',
    JSON.stringify({ version: 9, facts: 2, patterns: [1], unlisted: [], x: 1 }),
    true,
  ],
  ['index.json', JSON.stringify(head), false],
  ["somebody's list of files", '{"version": 1, "files": ["a.csv"]}', false],
  ['something else with patterns', '{"patterns": [], "unlisted": []}', false],
  ...noJson.map(([name, text]): [string, string, boolean] => [name, text, false]),
])('what is left where no pattern lies any more is a shard: %s', (_, text, isOne) => {
  expect(isShard(text)).toBe(isOne);
});
