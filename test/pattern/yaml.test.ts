import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParsedFile, parseFile } from '../../src/pattern/parsed-file.ts';
import { type Pattern, rangeAt } from '../../src/pattern/pattern.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml, type YamlData, type YamlProblem } from '../../src/pattern/yaml.ts';
import { wordingOfYaml } from '../../src/pattern/yaml-wording.ts';
import { rangeOf } from './place-of-text.ts';

const path = 'patterns/ml/optimization/prediction-caching/README.md';

function patternIn(file: ParsedFile): Pattern {
  if (file.kind !== 'pattern') throw new Error(`not a pattern: ${JSON.stringify(file)}`);
  return file.pattern;
}

const read = (source: string): YamlData => parseYaml(source, 0, positionsIn(source));

describe('positions of keys and values', () => {
  const lines = [
    '---',
    'fingerprint: ML-OPT-008 # the id',
    'name:   "🧠🧠 Caching"',
    "'category': ml/optimization",
    'frameworks: [ jax, "scikit-learn" ]',
    'aliases:',
    '  - memo 🧠 one',
    '  - two',
    'summary: >-',
    '  Serve repeated',
    '  requests.',
    'components: {offline_store: data_warehouse, nested: {deep: [1]}}',
    'status:',
    '---',
    '',
    '# Prediction Caching',
  ];
  const expected: [pointer: string, key: string | null, value: string][] = [
    ['/fingerprint', 'fingerprint', 'ML-OPT-008'],
    ['/name', 'name', '"🧠🧠 Caching"'],
    ['/category', "'category'", 'ml/optimization'],
    ['/frameworks', 'frameworks', '[ jax, "scikit-learn" ]'],
    ['/frameworks/0', null, 'jax'],
    ['/frameworks/1', null, '"scikit-learn"'],
    ['/aliases/0', null, 'memo 🧠 one'],
    ['/aliases/1', null, 'two'],
    ['/components/offline_store', 'offline_store', 'data_warehouse'],
    ['/components/nested/deep/0', null, '1'],
    ['/status', 'status', 'status'],
  ];

  test.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['CR', '\r', ''],
    ['a byte order mark', '\n', '\uFEFF'],
    ['a byte order mark and CRLF', '\r\n', '\uFEFF'],
  ])('with %s', (_, lineEnd, mark) => {
    const text = lines.join(lineEnd);
    const pattern = patternIn(parseFile({ path, text: mark + text }));
    for (const [pointer, key, value] of expected) {
      expect([pointer, rangeAt(pattern, pointer)]).toEqual([pointer, rangeOf(text, value)]);
      if (key !== null) expect(rangeAt(pattern, pointer, 'key')).toEqual(rangeOf(text, key));
    }
    const folded = rangeAt(pattern, '/summary');
    expect(folded.start).toEqual(rangeOf(text, '>-').start);
    expect(folded.end).toEqual(rangeOf(text, '  requests.').end);
    const block = rangeAt(pattern, '/aliases');
    expect(block).toEqual({ start: rangeOf(text, '- memo').start, end: rangeOf(text, '- two').end });
    expect(pattern.body.children[0]?.position?.start.line).toBe(16);
  });

  test('what has no place of its own is shown at its nearest parent, what is missing at the opening line', () => {
    const pattern = patternIn(parseFile({ path, text: lines.join('\n') }));
    expect(rangeAt(pattern, '/frameworks/7')).toEqual(rangeAt(pattern, '/frameworks'));
    const opening = { start: { line: 1, column: 1 }, end: { line: 1, column: 4 } };
    expect(rangeAt(pattern, '/personal_data')).toEqual(opening);
    expect(rangeAt(pattern, '')).toEqual(opening);
  });

  test('keys with slashes, tildes and dots are found by their JSON pointer', () => {
    const source = 'a/b: 1\nc~d: 2\n"e.f": 3\n1: 4\n';
    const { places, value } = read(source);
    expect(Object.keys(value as object)).toEqual(['1', 'a/b', 'c~d', 'e.f']);
    expect(places['/a~1b']?.key).toEqual(rangeOf(source, 'a/b'));
    expect(places['/c~0d']?.value).toEqual(rangeOf(source, '2'));
    expect(places['/1']?.key).toEqual(rangeOf(source, '1', 2));
  });
});

/** Source, the words that are pointed to, what is found there. */
const problems: [source: string, words: string, nth: number, kind: YamlProblem['kind'], says: RegExp][] = [
  ['name: a\nname: b\n', 'name', 2, 'duplicate-key', /^The key `name` is there twice/],
  ['a: {b: 1, "b": 2}\n', '"b"', 1, 'duplicate-key', /`b`/],
  ['1: a\n"1": b\n', '"1"', 1, 'duplicate-key', /`1`/],
  ['a: &big 1\n', '&big', 1, 'anchor', /`&big`/],
  ['a: &big\n  b: 1\n', '&big', 1, 'anchor', /Write the value where it belongs/],
  ['a: *big\n', '*big', 1, 'alias', /`\*big`/],
  ['a: !!str 1\n', '!!str', 1, 'tag', /`!!str`/],
  ['a: !foo x\n', '!foo', 1, 'tag', /`!foo`/],
  ['a: !<tag:yaml.org,2002:str> x\n', '!<tag:yaml.org,2002:str>', 1, 'tag', /Write the plain value/],
  ['a: ! x\n', '!', 1, 'tag', /`!`/],
  ['a: !!set\n  ? b\n', '!!set', 1, 'tag', /`!!set`/],
  ['a: !!js/function "x"\n', '!!js/function', 1, 'tag', /js\/function/],
  ['<<: {a: 1}\n', '<<', 1, 'merge-key', /Write the keys out/],
  ['a:\n  __proto__: {b: 1}\n', '__proto__', 1, 'reserved-key', /`__proto__`/],
  ['constructor: 1\n', 'constructor', 1, 'reserved-key', /Choose another name/],
  ['? [a, b]\n: c\n', '[a, b]', 1, 'key-not-text', /A key must be a plain word/],
  [': c\n', '', 1, 'key-not-text', /nothing/],
  [`${'a: {'.repeat(20)}${'}'.repeat(20)}`, 'a: {', 14, 'too-deep', /more than 12 levels/],
  ['a: b: c\n', 'b', 1, 'syntax', /Two keys on one line/],
  ['a:\n\tb: 1\n', '\tb: 1', 1, 'syntax', /tab/],
  ['a: [1, 2\nb: 3\n', 'b', 1, 'syntax', /bracket/],
  ['a: "open\n', '', 1, 'syntax', /missing before this place/],
  ['a: @b\n', '@b', 1, 'syntax', /Put the text in quotes/],
  ['a: `b`\n', '`b`', 1, 'syntax', /Put the text in quotes/],
  ['a: "\\d"\n', '\\d', 1, 'syntax', /backslash/],
  ['a: 1\n---\nb: 2\n', '---', 1, 'syntax', /second document/],
  [`${'k'.repeat(1100)}: 1\n`, 'k', 1, 'syntax', /more than 1024/],
  ['a: 1\n b: 2\n', '1', 1, 'syntax', /same column/],
  ['a: &\n', '&', 1, 'syntax', /\*` or `&`/],
];

test.each(problems.map(problem => [JSON.stringify(problem[0].slice(0, 40)), ...problem] as const))(
  '%s',
  (_, source, words, nth, kind, says) => {
    const { problems } = read(source);
    const found = problems.filter(problem => problem.kind === kind);
    expect(found).not.toEqual([]);
    expect(wordingOfYaml(found[0] as YamlProblem)).toMatch(says);
    if (words !== '') expect(found[0]?.range.start.line).toBe(rangeOf(source, words, nth).start.line);
    if (kind !== 'syntax' && kind !== 'too-deep' && words !== '')
      expect(found.map(({ range }) => range)).toContainEqual(rangeOf(source, words, nth));
  },
);

test('one slip makes one problem, not a trail of them', () => {
  expect(read('a: [1, 2\n').problems).toHaveLength(1);
  expect(read(`a: ${'['.repeat(16_000)}`).problems).toHaveLength(1);
  expect(read('a: *b\n').problems.map(({ kind }) => kind)).toEqual(['alias']);
  expect(read('a: !!foo [x]\n').problems.map(({ kind }) => kind)).toEqual(['tag']);
});

test('YAML 1.2 core: what looks like a date, a yes or an octal number is text or a plain number', () => {
  const { value } = read('a: 2024-01-01\nb: yes\nc: 010\nd: 0o17\ne: ~\nf: 1.0\ng: on\n');
  expect({ ...(value as object) }).toEqual({
    a: '2024-01-01',
    b: 'yes',
    c: 10,
    d: 15,
    e: null,
    f: 1,
    g: 'on',
  });
  expect(read('%YAML 1.1\n---\nb: yes\n<<: {c: 1}\n').value).toEqual(
    Object.assign(Object.create(null), { b: 'yes' }),
  );
});

test('no key reaches a prototype, whatever is written', () => {
  const { value } = read('__proto__: {polluted: 1}\na: {constructor: {prototype: {polluted: 1}}}\n');
  expect((value as Record<string, unknown>).polluted).toBeUndefined();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(JSON.stringify(value)).toBe('{"a":{}}');
});

test.each([
  ['10,000 keys', Array.from({ length: 10_000 }, (_, index) => `key${index}: 1`).join('\n')],
  ['a flow 1,000 deep', `a: ${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['a block 8,000 deep', '- '.repeat(8000)],
  [
    'an alias bomb',
    `a: &a [x]\n${Array.from({ length: 30 }, (_, index) => `k${index}: [*a, *a, *a, *a]`).join('\n')}`,
  ],
  ['5,000 anchors', `[${'&a x,'.repeat(5000)}]`],
  ['indentation without end', Array.from({ length: 500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ['an open quote', `a: "${'\\n'.repeat(8000)}`],
])('%s is read or refused, and never thrown at', (_, source) => {
  expect(() => read(source)).not.toThrow();
});

test('any text at all is read without throwing, and every place lies inside it', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!',
    '"',
    "'",
    '#',
    '|',
    '>',
    '? ',
    '\t',
    '%',
    '---',
    '\r\n',
    '<<',
    '🧠',
    '\u2028',
    '\0',
  );
  const source = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join('')),
  );
  fc.assert(
    fc.property(source, text => {
      const { problems, places } = read(text);
      const lines = text.split('\n');
      for (const { start, end } of [
        ...problems.map(({ range }) => range),
        ...Object.values(places).map(({ value }) => value),
      ]) {
        expect(start.line).toBeLessThanOrEqual(lines.length);
        expect(start.column).toBeLessThanOrEqual((lines[start.line - 1]?.length ?? 0) + 2);
        expect(end.line * 1e6 + end.column).toBeGreaterThanOrEqual(start.line * 1e6 + start.column);
      }
      for (const problem of problems) expect(wordingOfYaml(problem)).toMatch(/\.$/);
    }),
    { numRuns: 2000 },
  );
});
