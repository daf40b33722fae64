import { expect, test } from 'vitest';
import { digestOf, indexJson, isOfLaterRelease, readIndexJson } from '../../src/catalog/index-file.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { entry, unlisted } from './entry.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const taxonomy = taxonomyFrom(exampleTaxonomy);
const valid = JSON.parse(
  indexJson({ ...emptyLibrary, entries: [entry()], unlisted: [unlisted()] }, taxonomy),
);
const planted = (change: (file: typeof valid) => void): string => {
  const file = structuredClone(valid);
  change(file);
  // Whoever edits an index by hand leaves the digest as it is; here it must not be what gives the fault away.
  return JSON.stringify({ ...file, digest: digestOf(file) });
};

test.each<[name: string, text: string | null]>([
  ['nothing', null],
  ['an empty file', ''],
  ['half a file', JSON.stringify(valid).slice(0, 80)],
  ['a list', '[]'],
  ['null', 'null'],
  ['another version', planted(file => Object.assign(file, { version: 2 }))],
  ['the version before this', planted(file => Object.assign(file, { version: 3 }))],
  ['other facts', planted(file => Object.assign(file, { facts: valid.facts + 1 }))],
  ['an entry that somebody has edited', JSON.stringify(valid).replace(entry().name, 'Edited')],
  ['a foreign key', planted(file => Object.assign(file, { extra: 1 }))],
  ['a key of an entry', planted(file => Object.assign(file.patterns[0], { extra: 1 }))],
  ['__proto__', JSON.stringify(valid).replace('"version"', '"__proto__":{"x":1},"version"')],
  [
    '__proto__ in an entry',
    JSON.stringify(valid).replace('"fingerprint"', '"__proto__":{"x":1},"fingerprint"'),
  ],
  ['an entry without a name', planted(file => delete file.patterns[0].name)],
  ['a number for a name', planted(file => Object.assign(file.patterns[0], { name: 7 }))],
  ['a bad fingerprint', planted(file => Object.assign(file.patterns[0], { fingerprint: 'ML-OPT-8' }))],
  ['a bad blob', planted(file => Object.assign(file.patterns[0], { blob: 'HEAD' }))],
  ['an unknown status', planted(file => Object.assign(file.patterns[0], { status: 'best' }))],
  ['a long text', planted(file => Object.assign(file.patterns[0], { summary: 'x'.repeat(501) }))],
  [
    'too many patterns',
    planted(file => Object.assign(file, { patterns: Array(10_001).fill(file.patterns[0]) })),
  ],
  ['conflict markers', `<<<<<<< HEAD\n${JSON.stringify(valid)}`],
  ['nesting without end', '['.repeat(100_000)],
  ['a megabyte of text', `"${'x'.repeat(1_000_000)}"`],
])('%s is null: every pattern is read again', (_, text) => {
  expect(readIndexJson(text)).toBeNull();
});

test('the planted faults start from a file that is read', () => {
  expect(readIndexJson(JSON.stringify(valid))).toEqual({ entries: [entry()], unlisted: [unlisted()] });
});

test.each<[name: string, text: string | null, isLater: boolean]>([
  ['this one', JSON.stringify(valid), false],
  ['an earlier version', planted(file => Object.assign(file, { version: 3, facts: undefined })), false],
  ['a later version', planted(file => Object.assign(file, { version: valid.version + 1 })), true],
  ['later facts', planted(file => Object.assign(file, { facts: valid.facts + 1 })), true],
  ['nothing', null, false],
  ['no JSON', '{', false],
  ['a list', '[]', false],
])('whether a later release wrote it: %s', (_, text, isLater) => {
  expect(isOfLaterRelease(text)).toBe(isLater);
});
