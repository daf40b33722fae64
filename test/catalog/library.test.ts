import { expect, test } from 'vitest';
import { entryOf, isEntry } from '../../src/catalog/entry.ts';
import type { FileFacts } from '../../src/catalog/file-facts.ts';
import { emptyLibrary, entryAt, nameKey, withChange } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { listingOf } from '../../src/catalog/listing.ts';
import { examineParsed } from '../../src/inspection/examine.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { parsePattern } from '../../src/pattern/pattern.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';

const folder = 'patterns/ml/optimization/prediction-caching';
const path = `${folder}/README.md`;
const blob = 'b'.repeat(40);
function factsOf(...sources: SourceFile[]): FileFacts[] {
  const parsed = sources.map(source => parseFile(source));
  return examineParsed(folder, parsed, { domain: 'ml', taxonomy: null }, []).files;
}
const keys = 'fingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization';

const noEvidence = { script: null, results: null, chart: null };
const entryFrom = (frontMatter: string) => {
  const pattern = parsePattern(path, `---\n${frontMatter}\n---\n`);
  if (pattern === null) throw new Error('no pattern');
  return entryOf(pattern.place, listingOf(pattern, noEvidence), at => (at === path ? blob : null));
};

test('an entry says what the front matter says, and nothing that does not belong there', () => {
  expect(
    entryFrom(
      `${keys}\nstatus: superseded\nsuperseded_by: ML-OPT-007\nframeworks: [jax, 7]\naliases: memo\nsummary: 5\nsymptom: Slow.`,
    ),
  ).toEqual({
    fingerprint: 'ML-OPT-008',
    name: 'Prediction Caching',
    category: 'ml/optimization',
    slug: 'prediction-caching',
    status: 'superseded',
    superseded_by: 'ML-OPT-007',
    summary: null,
    symptom: 'Slow.',
    frameworks: ['jax'],
    aliases: [],
    keywords: [],
    waivers: [],
    relations: [],
    lacks: [],
    evidence: { level: 'described', headline: null, tested: [], files: {} },
    blob,
  });
  expect(entryFrom(`${keys}\nstatus: best\nsuperseded_by: later`)).toMatchObject({ status: 'draft' });
});

test('an entry names the folders of other patterns that its README leads to, once each and sorted', () => {
  const text = `---\n${keys}\n---\n
[a](../zeta/) ![b](../alpha/chart.svg) [c](../alpha/README.md#x) [self](chart.svg) [category](../)
[index](../../INDEX.md) [module](../../measure/timing.py) [out](https://example.org) [d](/patterns/web/a/b)
<a href="../html">e</a> <!-- <a href="../hidden/">f</a> -->
`;
  const pattern = parsePattern(path, text);
  expect(pattern && entryOf(pattern.place, listingOf(pattern, noEvidence), () => blob)).toMatchObject({
    links: [
      'patterns/ml/optimization/alpha',
      'patterns/ml/optimization/html',
      'patterns/ml/optimization/zeta',
      'patterns/web/a/b',
    ],
  });
});

test.each([
  ['no name', 'fingerprint: ML-OPT-008'],
  ['a blank name', 'fingerprint: ML-OPT-008\nname: " "'],
  ['a name without end', `fingerprint: ML-OPT-008\nname: ${'x'.repeat(501)}`],
  ['a number for a fingerprint', 'fingerprint: 8\nname: Prediction Caching'],
  ['no fingerprint that is one', 'fingerprint: ML-opt-8\nname: Prediction Caching'],
  ['a list', '- a'],
])('with %s it cannot be listed', (_, frontMatter) => {
  expect(isEntry(entryFrom(frontMatter))).toBe(false);
});

test('every pattern folder is listed once, as a pattern or with the reason why not', () => {
  const files: SourceFile[] = [
    { path: `${folder}/benchmark.py`, text: '' },
    { path, text: `---\n${keys}\n---\n` },
    { path: `${folder}/results.json`, text: '' },
    { path: 'patterns/ml/optimization/without/notes.txt', text: '' },
    { path: 'patterns/ml/optimization/without/data/README.md', text: '' },
    { path: 'patterns/ml/optimization/broken/README.md', text: '# No front matter' },
    { path: 'patterns/ml/optimization/link/README.md', unreadable: 'symlink' },
    { path: 'patterns/ml/optimization/README.md', text: '' },
    { path: 'patterns/ml/README.md', text: '' },
  ];
  for (const order of [files, files.toReversed()]) {
    const { entries, unlisted } = libraryOf(factsOf(...order), () => blob);
    expect(entries.map(({ slug }) => slug)).toEqual(['prediction-caching']);
    expect(Object.fromEntries(unlisted.map(({ slug, blob, reason }) => [slug, [blob, reason]]))).toEqual({
      without: [null, 'It has no README.md.'],
      broken: [blob, 'Its front matter cannot be read.'],
      link: [blob, 'Its README.md cannot be read.'],
    });
  }
});

test('a change replaces what it touches and nothing else', () => {
  const before = libraryOf(
    factsOf({ path, text: `---\n${keys}\n---\n` }, { path: 'patterns/ml/a/b/x', text: '' }),
    () => blob,
  );
  const after = withChange(before, new Set([folder]), emptyLibrary);
  expect(entryAt(before, folder)?.fingerprint).toBe('ML-OPT-008');
  expect(entryAt(after, folder)).toBeNull();
  expect(after.unlisted).toEqual(before.unlisted);
});

test.each([
  ['Prediction Caching', 'prediction-caching', true],
  ['Prediction  Caching!', 'PREDICTION CACHING', true],
  ['A/B testing', 'AB testing', false],
  ['Ｗｉｄｅ', 'wide', true],
  ['Größe', 'Grösse', false],
  ['कि', 'का', false],
  ['🚀', '🔥', false],
  ['!!!', '???', false],
])('%s and %s: one name is %s', (a, b, same) => {
  expect(nameKey(a) === nameKey(b)).toBe(same);
});
