import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../../src/catalog/file-facts.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { reportOn } from '../../src/inspection/report.ts';
import type { UnreadableReason } from '../../src/pattern/source-file.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { facts } from '../inspection/check-files.ts';
import { batching, caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const folder = path.replace('/README.md', '');
const good = { [path]: draft(caching) };

describe('location', () => {
  const elsewhere =
    'Nothing reads a file directly in a category. A pattern’s text belongs in `patterns/<domain>/<category>/<name>/README.md`, and what belongs to it beside it.';

  test.each([
    'patterns/ml/optimization/prediction-caching.md',
    'patterns/ml/optimization/README.md',
    'patterns/ml/optimization/notes.txt',
    'patterns/ml/optimization/link',
    'patterns/ml/optimization/results.json',
  ])('%s', file => {
    expect(findingsOf('location', { ...good, [file]: '' })).toEqual([`${file}:1:1 ${elsewhere}`]);
  });

  test.each([
    'patterns/ml/requirements.txt',
    'patterns/ml/measure.py',
    'patterns/ml/reproductions.json',
    'patterns/ml/README.md',
    'patterns/ml/optimization/.gitkeep',
    `${folder}/benchmark.py`,
    `${folder}/data/README.md`,
    `${folder}/notes.md`,
  ])('%s may be there', file => {
    expect(
      findingsOf('location', { ...good, [file]: file.endsWith('ml/README.md') ? '# Handbook' : '' }),
    ).toEqual([]);
  });

  test.each([
    [
      'patterns/ml/prediction-caching.md',
      'Nothing reads a Markdown file at this place. A pattern’s text belongs in `patterns/<domain>/<category>/<name>/README.md`.',
    ],
    ['patterns/ml/Readme.md', 'The handbook must be called exactly `README.md`.'],
    [`${folder}/readme.md`, 'The file must be called exactly `README.md`.'],
    [`${folder}/README.MD`, 'The file must be called exactly `README.md`.'],
    [`${folder}/README`, 'The file must be called exactly `README.md`.'],
  ])('%s', (file, says) => {
    expect(findingsOf('location', { [file]: draft(caching) })).toEqual([`${file}:1:1 ${says}`]);
  });

  test('a folder without README is named once, and a README that lies too deep as well', () => {
    const files = { [`${folder}/b.py`]: '', [`${folder}/a.py`]: '', [`${folder}/c/d.py`]: '' };
    expect(findingsOf('location', files)).toEqual([
      `${folder}/a.py:1:1 The folder \`${folder}\` has no \`README.md\`, so it is no pattern. Add one, or remove the folder.`,
    ]);
    expect(
      findingsOf('location', { 'patterns/ml/optimization/sub/prediction-caching/README.md': draft(caching) }),
    ).toEqual([
      'patterns/ml/optimization/sub/prediction-caching/README.md:1:1 This `README.md` lies too deep to be read. A pattern’s text belongs in `patterns/<domain>/<category>/<name>/README.md`.',
    ]);
  });

  test('without its README, a folder is named where that was, or at what the change brings', () => {
    const base = { [`${folder}/README.md`]: draft(caching), [`${folder}/benchmark.py`]: '' };
    const says = `1:1 The folder \`${folder}\` has no \`README.md\`, so it is no pattern. Add one, or remove the folder.`;
    const without = { [`${folder}/benchmark.py`]: '' };
    expect(findingsOf('location', without, base)).toEqual([`${folder}/README.md:${says}`]);
    const already = { [`${folder}/a.txt`]: '' };
    expect(findingsOf('location', { ...already, [`${folder}/z.txt`]: '' }, already)).toEqual([
      `${folder}/z.txt:${says}`,
    ]);
    const renamed = { ...without, [`${folder}/readme.md`]: draft(caching) };
    expect(findingsOf('location', renamed, base)).toEqual([
      `${folder}/readme.md:1:1 The file must be called exactly \`README.md\`.`,
    ]);
  });

  test.each([
    ['Prediction Caching', 'prediction-caching'],
    ['Größe_2', 'gro-e-2'],
    ['a--b', 'a-b'],
    ['-a-', 'a'],
    ['预测', 'prediction-caching'],
    ['a\u202eb', 'a-b'],
    ['__proto__', 'proto'],
    ['a`b', 'a-b'],
  ])('the folder %j should be %s', (slug, wanted) => {
    const [finding, ...more] = findingsOf('location', { [readme(slug)]: draft(caching) });
    expect(more).toEqual([]);
    expect(finding).toMatch(
      new RegExp(`must be lower-case words joined by hyphens, such as \`${wanted}\`\\.$`),
    );
  });
});

test('readable: each reason has its sentence', () => {
  const reasons: UnreadableReason[] = [
    'not-utf8',
    'binary',
    'too-large',
    'symlink',
    'submodule',
    'directory',
    'no-permission',
  ];
  const unreadable: FileFacts[] = [
    ...reasons.map(
      (reason): FileFacts => ({
        kind: 'unreadable',
        path: readme(reason),
        reason,
        detail: 'never shown',
      }),
    ),
    ...facts({ [readme('deep')]: '> '.repeat(60) }),
    { kind: 'unreadable', path: readme('fault'), reason: 'parser-fault', detail: 'TypeError' },
  ];
  const context = {
    taxonomy: taxonomyFrom(exampleTaxonomy),
    library: emptyLibrary,
    base: null,
    exists: () => null,
  };
  const { diagnostics } = reportOn(
    { domain: 'ml', examinations: [], others: unreadable, edited: null },
    context,
  );
  const found = diagnostics.filter(({ ruleId }) => ruleId === 'readable');
  expect(found).toHaveLength(unreadable.length);
  expect(new Set(found.map(({ message }) => message)).size).toBe(unreadable.length);
  for (const { message } of found) expect(message).toMatch(/^This .*\.$/);
  expect(found.some(({ message }) => message.includes('never shown'))).toBe(false);
  expect(found.map(({ message }) => message)).toContain(
    'This file is too deeply nested or too long to be read: line 1 opens 60 nested quotes or lists, at most 40 are read.',
  );
  expect(found.map(({ message }) => message)).toContain(
    'This file could not be parsed, which is a fault of Pattern Librarian. Please report it: TypeError.',
  );
});

describe('generated-index', () => {
  const index = 'patterns/ml/index.json';
  const [shard, emptyShard] = ['patterns/ml/optimization/index.json', 'patterns/ml/serving/index.json'];
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['edited', { [index]: '{}' }, { [index]: '[]' }],
    ['added', { [index]: '{}' }, {}],
    ['deleted', {}, { [index]: '{}' }],
  ])('%s by hand', (_, now, before) => {
    expect(findingsOf('generated-index', { ...good, ...now }, { ...good, ...before })).toEqual([
      `${index}:1:1 This file is generated after each merge and must not be changed here. Undo it with \`git checkout origin/HEAD -- ${index}\`, or delete it if it is new; your pattern will appear by itself.`,
    ]);
  });
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['edited', { [shard]: '{}' }, { [shard]: '[]' }],
    ['added', { [shard]: '{}' }, {}],
    ['deleted', {}, { [shard]: '{}' }],
    ['added where no pattern lies', { [emptyShard]: '{}' }, {}],
  ])('a shard, %s by hand', (_, now, before) => {
    expect(findingsOf('generated-index', { ...good, ...now }, { ...good, ...before })).toHaveLength(1);
  });
  test('one that is not wanted may be taken away, and what belongs to a pattern is its own', () => {
    expect(findingsOf('generated-index', good, { ...good, [emptyShard]: '{}' })).toEqual([]);
    const beside = `${folder}/index.json`;
    expect(findingsOf('generated-index', { ...good, [beside]: '{}' }, good)).toEqual([]);
  });
  test('left alone', () => {
    expect(findingsOf('generated-index', { ...good, [index]: '{}' }, { [index]: '{}' })).toEqual([]);
    expect(findingsOf('generated-index', { [`${folder}/index.json`]: '{}' }, {})).toEqual([]);
  });
});

describe('taxonomy', () => {
  const file = 'patterns/ml/taxonomy.yaml';
  const found = (text: string, files = {}): string[] =>
    findingsOf('taxonomy', { [file]: text, ...files }).map(line => line.slice(file.length + 1));

  test('faults at their line', () => {
    expect(found(exampleTaxonomy.replace('color: "1d76db"', 'color: 1d76db'))).toEqual([]);
    expect(found(exampleTaxonomy.replace('color: "1d76db"', 'color: blue'))[0]).toMatch(
      /^13:12 `categories` item 2 `color` is `blue`, which does not have the expected form/,
    );
    expect(found('')).toEqual(['1:1 The taxonomy is empty; it must be a map of keys and values.']);
  });

  test('what is retired stays retired', () => {
    expect(found(exampleTaxonomy.replace('[ML-OPT-099]', '[]'))).toEqual([
      '46:10 `retired` no longer names `ML-OPT-099`. What is retired stays retired: put it back.',
    ]);
    expect(found(exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-001, ML-OPT-099]'))).toEqual([]);
  });

  test('what is in use cannot be retired', () => {
    expect(found(exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-099, ML-OPT-008]'), good)).toEqual([
      `46:23 \`ML-OPT-008\` belongs to \`${path}\`, so it cannot be retired. Remove the pattern as well, or keep the fingerprint.`,
    ]);
  });
});

test('the order of the files does not matter', () => {
  const files = {
    [path]: draft({ ...caching, status: 'accepted' }, '[a](none.md) [b](#none)'),
    [readme('twin')]: draft(caching),
    [readme('dynamic-batching')]: draft({ ...batching, category: 'ml/none' }),
    'patterns/ml/optimization/x.txt': '',
    [`${readme('bare').replace('README.md', 'a')}`]: '',
    'patterns/ml/taxonomy.yaml': 'domain: nlp',
    'patterns/ml/README.md': '# Handbook',
  };
  const rules = [
    'location',
    'schema',
    'links',
    'category',
    'fingerprint-unique',
    'name-unique',
    'taxonomy',
    'quality-table',
  ];
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  for (const rule of rules) {
    expect(findingsOf(rule, files)).not.toEqual([]);
    expect(findingsOf(rule, reversed)).toEqual(findingsOf(rule, files));
  }
});
