import { describe, expect, test } from 'vitest';
import { caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const found = (rule: string, text: string, taxonomy?: string): string[] =>
  findingsOf(rule, { [path]: text }, undefined, taxonomy).map(line => line.slice(path.length + 1));
const withLine = (line: string): string => draft(caching).replace('\n---\n\n', `\n${line}\n---\n\n`);

describe('front-matter', () => {
  test.each([
    [
      '',
      '1:1 The file is empty. Begin with front matter: `---`, then `fingerprint`, `name` and `category`, then `---`.',
    ],
    [
      ' \n\t\n',
      '1:1 The file is empty. Begin with front matter: `---`, then `fingerprint`, `name` and `category`, then `---`.',
    ],
    [
      '# Title\n',
      '1:1 The front matter is missing. Begin the first line with `---`, then `fingerprint`, `name` and `category`, then `---`.',
    ],
    [
      `\n${draft(caching)}`,
      '1:1 The front matter is missing. Begin the first line with `---`, then `fingerprint`, `name` and `category`, then `---`.',
    ],
    ['---\nname: a\n', '1:1 The front matter is opened here and never closed. End it with a line `---`.'],
    [
      `---\n${`# ${'word '.repeat(40)}\n`.repeat(100)}---\n`,
      '1:1 The front matter has 20300 characters; at most 16384 are read. Sentences belong in the body.',
    ],
  ])('%#', (text, says) => {
    expect(found('front-matter', text)).toEqual([says]);
  });

  test('where there is none, other rules do not repeat it', () => {
    for (const rule of ['yaml', 'schema', 'accepted-keys', 'known-keys', 'category', 'required-sections'])
      expect(found(rule, '# Title\n')).toEqual([]);
  });
});

describe('yaml', () => {
  test.each([
    ['name: Again', '5:1 The key `name` is there twice. Keep one.'],
    [
      'summary: a: b',
      '5:10 Two keys on one line, or a line further to the right than the one above. Put text that holds `: ` in quotes, or begin both lines at the same column.',
    ],
    ['aliases: &x [ab]', '5:10 Anchors such as `&x` are not read. Write the value where it belongs.'],
    [
      '__proto__: {a: 1}',
      '5:1 The key `__proto__` has a meaning in JavaScript and is refused. Choose another name.',
    ],
    ['"\\u202e": 1', null],
  ])('%j', (line, says) => {
    expect(found('yaml', withLine(line))).toEqual(says === null ? [] : [says]);
  });

  test.each(['- a', 'just words', '7'])('front matter that is %j is no map', text => {
    expect(found('yaml', `---\n${text}\n---\n`)).toEqual([
      '2:1 The front matter must be keys and values, such as `name: Prediction Caching`.',
    ]);
  });

  test('empty front matter lacks its keys', () => {
    expect(found('schema', '---\n---\n')).toHaveLength(3);
    expect(found('yaml', '---\n# only a comment\n---\n')).toEqual([]);
  });
});

describe('hidden-characters', () => {
  test.each([
    ['name: "Prediction\u202eCaching"', '3:18 There is an invisible character here: `\\u{202e}`. Delete it.'],
    [
      'name: "Prediction\\u202eCaching"',
      '3:7 There is an invisible character in `Prediction\\u{202e}Caching`. Delete it.',
    ],
    [
      'name: Prediction\u200bCaching',
      '3:7 There is an invisible character in `Prediction\\u{200b}Caching`. Delete it.',
    ],
    [
      'name: "Prediction\\u0007Caching"',
      '3:7 There is an invisible character in `Prediction\\x07Caching`. Delete it.',
    ],
    [
      'name: "Prediction \\ud800"',
      '3:7 There is an invisible character in `Prediction \\u{d800}`. Delete it.',
    ],
  ])('%j', (name, says) => {
    expect(found('hidden-characters', draft(caching).replace('name: Prediction Caching', name))).toContain(
      says,
    );
  });

  test('lists are looked at too, and the body for what turns the direction of code', () => {
    expect(found('hidden-characters', withLine('aliases: [memo, "me\u2060mo"]'))).toEqual([
      '5:17 There is an invisible character in `me\\u{2060}mo`. Delete it.',
    ]);
    expect(
      found('hidden-characters', draft(caching, '# A\n\n```python\nif admin:\u2066 # x\n```\n\u0007\n')),
    ).toEqual([
      '10:10 There is an invisible character here: `\\u{2066}`. Delete it.',
      '12:1 There is an invisible character here: `\\x07`. Delete it.',
    ]);
  });

  test('emoji, other scripts, tabs and CRLF are welcome', () => {
    const text = draft(
      { ...caching, name: '"👩‍🔬 تخزين مؤقت 缓存"' },
      '# مرحبا\u200f\n\n\tcode\n',
    ).replaceAll('\n', '\r\n');
    expect(found('hidden-characters', text)).toEqual([]);
  });
});

describe('category, frameworks, folder', () => {
  const category = (value: string): string[] => found('category', draft({ ...caching, category: value }));
  const all = '`ml/optimization`, `ml/serving`, `ml/monitoring` or `ml/privacy`';
  const others = 'It is one of the 4 categories that `patterns/ml/taxonomy.yaml` lists.';

  test.each([
    ['ml/optimisation', `Did you mean \`ml/optimization\`? ${others}`],
    ['serving', `Did you mean \`ml/serving\`? ${others}`],
    ['ML/Serving', `Did you mean \`ml/serving\`? ${others}`],
    ['nlp/tokens', `Expected ${all}.`],
  ])('%s', (value, expected) => {
    expect(category(value)).toEqual([`4:11 \`category\` is \`${value}\`. ${expected}`]);
    expect(found('schema', draft({ ...caching, category: value }))).toEqual([]);
  });

  test('each framework at its place', () => {
    const listed = 'It is one of the 3 that `patterns/ml/taxonomy.yaml` lists.';
    expect(
      found('frameworks', withLine('frameworks: [pytorch, sklearn, Torch, tensorflow, constructor]')),
    ).toEqual(
      [
        ['5:23', 'sklearn', `Did you mean \`scikit-learn\`? ${listed}`],
        ['5:32', 'Torch', `Did you mean \`pytorch\`? ${listed}`],
        ['5:39', 'tensorflow', 'Expected `pytorch`, `scikit-learn` or `framework-agnostic`.'],
        ['5:51', 'constructor', 'Expected `pytorch`, `scikit-learn` or `framework-agnostic`.'],
      ].map(([at, name, expected]) => `${at} \`${name}\` is not a supported framework. ${expected}`),
    );
    expect(found('frameworks', withLine('frameworks: sklearn'))).toEqual([]);
  });

  test('folder and category must agree', () => {
    expect(found('folder', draft({ ...caching, category: 'ml/serving' }))).toEqual([
      '4:11 `category` is `ml/serving`, but the file lies in `patterns/ml/optimization/prediction-caching`. Move it to `patterns/ml/serving/prediction-caching`, or write `category: ml/optimization`.',
    ]);
    expect(found('folder', draft({ ...caching, category: 'ml/none' }))).toEqual([]);
  });
});

describe('known-keys and accepted-keys', () => {
  test.each([
    ['sumary: x', '5:1 The key `sumary` is not known and has no effect. Did you mean `summary`?'],
    [
      'author: me',
      '5:1 The key `author` is not known and has no effect. What it says may belong in the body.',
    ],
    ['a/b~c: 1', '5:1 The key `a/b~c` is not known and has no effect. What it says may belong in the body.'],
    [
      'toString: 1',
      '5:1 The key `toString` is not known and has no effect. What it says may belong in the body.',
    ],
  ])('%s', (line, says) => {
    expect(found('known-keys', withLine(line))).toEqual([says]);
  });

  test('a draft is told what an accepted pattern has, the others are not', () => {
    expect(found('accepted-keys', withLine('summary: Serve repeated requests from memory.'))).toEqual([
      '1:1 An accepted pattern also has `symptom` (one sentence: what one observes when one needs the pattern), `frameworks` (the frameworks that the pattern is written for), `accelerator` (whether a GPU, TPU or the like is needed), `personal_data` (whether the pattern handles data about people).',
    ]);
    for (const status of ['accepted', 'deprecated', 'superseded', 'accpeted'])
      expect(found('accepted-keys', withLine(`status: ${status}`))).toEqual([]);
  });
});
