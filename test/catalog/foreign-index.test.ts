import { expect, test } from 'vitest';
import { indexJson, readIndexJson } from '../../src/catalog/index-file.ts';
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
  return JSON.stringify(file);
};

test.each<[name: string, text: string | null]>([
  ['nothing', null],
  ['an empty file', ''],
  ['half a file', JSON.stringify(valid).slice(0, 80)],
  ['a list', '[]'],
  ['null', 'null'],
  ['another version', planted(file => Object.assign(file, { version: 2 }))],
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
