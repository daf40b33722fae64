import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isParsed, kindOf } from '../../src/pattern/file-kind.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { domainOf, folderOf, patternFolderOf, placeOf } from '../../src/pattern/place.ts';
import { patternPaths, taxonomyText, textOf } from '../content/library-files.ts';

const path = 'patterns/ml/optimization/prediction-caching/README.md';

test.each<[path: string, kind: string]>([
  [path, 'pattern'],
  ['patterns/ml/README.md', 'handbook'],
  ['patterns/ml/taxonomy.yaml', 'taxonomy'],
  ['patterns/ml/INDEX.md', 'index'],
  ['patterns/ml/index.json', 'index'],
  ['patterns/ml/optimization/index.json', 'index'],
  ['patterns/ml/optimization/INDEX.md', 'other'],
  ['patterns/ml/optimization/prediction-caching/index.json', 'other'],
  ['patterns/ml/optimization/index.json/README.md', 'pattern'],
  ['patterns/ml/optimization/prediction-caching/readme.md', 'other'],
  ['patterns/ml/optimization/prediction-caching/data/README.md', 'other'],
  ['patterns/ml/optimization/README.md', 'other'],
  ['patterns/README.md', 'other'],
  ['patterns/ml/taxonomy.yml', 'other'],
  ['docs/patterns/ml/a/b/README.md', 'other'],
  ['patterns//a/b/README.md', 'other'],
  ['patterns', 'other'],
  ['', 'other'],
])('%s is of kind %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
  expect(isParsed(path)).toBe(['pattern', 'handbook', 'taxonomy'].includes(kind));
});

test('places', () => {
  const place = { domain: 'ml', category: 'ml/optimization', slug: 'prediction-caching' };
  expect(placeOf(path)).toEqual(place);
  expect(folderOf(place)).toBe('patterns/ml/optimization/prediction-caching');
  expect(patternFolderOf('patterns/ml/a/b/c/d')).toBe('patterns/ml/a/b');
  expect(patternFolderOf('patterns/ml/a/b')).toBeNull();
  expect(domainOf('patterns/ml/README.md')).toBe('ml');
  expect(domainOf('patterns/README.md')).toBeNull();
  expect(domainOf('src/pattern/place.ts')).toBeNull();
});

test.each<[text: string, state: string]>([
  ['', 'missing'],
  ['# Title', 'missing'],
  ['\n---\nname: a\n---\n', 'missing'],
  [' ---\nname: a\n---\n', 'missing'],
  ['----\nname: a\n----\n', 'missing'],
  ['---\nname: a\n', 'unclosed'],
  ['---', 'unclosed'],
  ['---\nname: a\n...\n', 'unclosed'],
  ['---\n---\n', 'read'],
  ['---\nname: a\n---', 'read'],
  ['---  \r\nname: a\r\n---\t\r\n', 'read'],
  ['---\rname: a\r---\rBody', 'read'],
  ['\uFEFF---\nname: a\n---\n', 'read'],
  [`---\n${`# ${'comment '.repeat(20)}\n`.repeat(120)}---\n`, 'too-long'],
])('front matter %#', (text, state) => {
  const file = parseFile({ path, text });
  if (file.kind !== 'pattern') throw new Error(JSON.stringify(file));
  expect(file.pattern.frontMatter.state).toBe(state);
});

test('what cannot be read keeps its reason, and what need not be read is not looked at', () => {
  expect(parseFile({ path, unreadable: 'symlink' })).toEqual({
    kind: 'unreadable',
    path,
    reason: 'symlink',
    detail: '',
  });
  expect(parseFile({ path, text: '> '.repeat(50) })).toMatchObject({
    kind: 'unreadable',
    reason: 'too-complex',
  });
  expect(parseFile({ path: 'patterns/ml/x.py', unreadable: 'symlink' })).toEqual({
    kind: 'other',
    path: 'patterns/ml/x.py',
  });
});

test('no text makes the parser throw, at any place where it is read', () => {
  const paths = [path, 'patterns/ml/README.md', 'patterns/ml/taxonomy.yaml'];
  const piece = fc.constantFrom(
    '---\n',
    'name: a\n',
    '# a\n',
    '- ',
    '> ',
    '| a | b |\n|---|---|\n',
    '```\n',
    '[a](b)',
    '[^1]',
    '[^1]: x\n',
    '<b>',
    '<!--',
    '**',
    '_',
    '~~',
    '\n\n',
    '    ',
    '\t',
    '\r',
    '\u0000',
    '🧠',
    '&amp;',
    '\\',
    '![',
    '](',
    'https://a.b',
    '1. ',
    '- [ ] ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(piece, { maxLength: 80 }).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), text, (path, text) => {
      expect(parseFile({ path, text }).path).toBe(path);
    }),
    { numRuns: 1500 },
  );
});

test('truncated and mutated real files are read or refused, never thrown at', () => {
  const texts = [...patternPaths().map(textOf), textOf('patterns/ml/README.md')];
  expect(texts.length).toBeGreaterThan(3);
  const mutation = fc.tuple(fc.nat(), fc.nat(40), fc.string({ unit: 'binary', maxLength: 6 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.array(mutation, { maxLength: 5 }),
      (text, cut, mutations) => {
        let mutated = text.slice(0, cut % (text.length + 1));
        for (const [at, length, put] of mutations) {
          const start = at % (mutated.length + 1);
          mutated = mutated.slice(0, start) + put + mutated.slice(start + length);
        }
        expect(['pattern', 'unreadable']).toContain(parseFile({ path, text: mutated }).kind);
      },
    ),
    { numRuns: 150 },
  );
  for (let cut = 0; cut < taxonomyText.length; cut += 997)
    expect(parseFile({ path: 'patterns/ml/taxonomy.yaml', text: taxonomyText.slice(0, cut) }).kind).toBe(
      'taxonomy',
    );
});

test('how large a file may be is counted in bytes, whoever has read it', () => {
  const path = 'patterns/ml/serving/a/README.md';
  const large = { kind: 'unreadable', path, reason: 'too-large', detail: '' };
  const line = `${'ü'.repeat(99)}\n`;
  expect(parseFile({ path, text: line.repeat(600) })).toMatchObject({ kind: 'pattern' });
  expect(parseFile({ path, text: line.repeat(700) })).toEqual(large);
  expect(parseFile({ path, text: 'a\n'.repeat(70_000) })).toEqual(large);
});
