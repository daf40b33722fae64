import { describe, expect, test } from 'vitest';
import { anchorsOf, relativeLinks, targetOf } from '../../src/pattern/links.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';
import { relationsOf } from '../../src/pattern/relations.ts';
import { rangeOf } from './place-of-text.ts';

const file = 'patterns/ml/optimization/prediction-caching/README.md';
const folder = 'patterns/ml/optimization/prediction-caching';
const linksIn = (text: string) => relativeLinks(file, parseMarkdown(file, text).body);

describe('where a link points to', () => {
  test.each<[url: string, path: string | null, fragment: string | null]>([
    ['results.json', `${folder}/results.json`, null],
    ['./results.json', `${folder}/results.json`, null],
    ['../dynamic-batching/', 'patterns/ml/optimization/dynamic-batching', null],
    ['../dynamic-batching/README.md#intent', 'patterns/ml/optimization/dynamic-batching/README.md', 'intent'],
    ['/docs/rules.md', 'docs/rules.md', null],
    ['/', '', null],
    ['../../../../', '', null],
    ['../../../../..', null, null],
    ['/../x', null, null],
    ['a%20b.md', `${folder}/a b.md`, null],
    ['%E4%BD%A0.md', `${folder}/你.md`, null],
    ['100%.md', `${folder}/100%.md`, null],
    ['x.md?plain=1#L3', `${folder}/x.md`, 'L3'],
    ['what%3F.md', `${folder}/what?.md`, null],
    ['#intent', file, 'intent'],
    ['#', file, ''],
    ['', file, null],
    ['?x=1', file, null],
    ['Results.JSON', `${folder}/Results.JSON`, null],
  ])('%s', (url, path, fragment) => {
    expect(targetOf(file, url)).toEqual({ path, fragment });
  });

  test.each(['https://example.org/x.md', 'mailto:a@b.c', '//example.org/x', 'data:text/plain,x', 'HTTP://X'])(
    '%s is elsewhere',
    url => {
      expect(targetOf(file, url)).toBeNull();
    },
  );
});

test('links, images, references and HTML are found at their places', () => {
  const text = [
    'See [one](one.md "title"), ![two](two.png) and [three][ref], <a href="four.md">x</a>.',
    '',
    '[ref]: three.md',
    '',
    '- in a list: <img alt="a" src=\'five.png\'>',
    '',
    '<p>',
    '  <a class="b"',
    '     href="six.md">six</a> <img src="https://example.org/x.png">',
    '</p>',
    '',
    '`[no](no.md)` and <!-- <a href="no.md"> --> and https://example.org/no.md',
    '',
    '```html',
    '<a href="no.md">',
    '```',
  ].join('\n');
  const found = linksIn(text);
  expect(found.map(({ url }) => url).sort()).toEqual(
    ['five.png', 'four.md', 'one.md', 'six.md', 'three.md', 'two.png'].sort(),
  );
  const rangeFor = (url: string) => found.find(link => link.url === url)?.range;
  expect(rangeFor('one.md')).toEqual(rangeOf(text, '[one](one.md "title")'));
  expect(rangeFor('three.md')).toEqual(rangeOf(text, '[ref]: three.md'));
  expect(rangeFor('four.md')).toEqual(rangeOf(text, '<a href="four.md"'));
  expect(rangeFor('five.png')).toEqual(rangeOf(text, '<img alt="a" src=\'five.png\''));
  expect(rangeFor('six.md')).toEqual(rangeOf(text, '<a class="b"\n     href="six.md"'));
});

test('the anchors of headings are those of GitHub', () => {
  const { body } = parseMarkdown(
    file,
    [
      '# Prediction Caching',
      '## Intent',
      '## Intent',
      '## What it costs, and *why*: `x` & 100% 🚀',
      '## Größe, 你好',
      '## a - b',
      '## ![alt](x.png) Picture',
      '## <a id="Own"></a>Anchored',
      'Setext',
      '------',
      '<h2 id="by-hand">x</h2>',
    ]
      .join('\n\n')
      .replace('Setext\n\n', 'Setext\n'),
  );
  expect([...anchorsOf(body)].sort()).toEqual(
    [
      'prediction-caching',
      'intent',
      'intent-1',
      'what-it-costs-and-why-x--100-',
      'größe-你好',
      'a---b',
      '-picture',
      'anchored',
      'own',
      'setext',
      'by-hand',
    ].sort(),
  );
});

describe('relations', () => {
  const relationsIn = (lines: string) =>
    relationsOf(
      parseMarkdown(
        file,
        `# A\n\n## Known uses and related\n\n${lines}\n\n## References\n\n- requires [ML-OPT-003 No](x)\n`,
      ),
    ).map(({ kind, fingerprint, target }) => [kind, fingerprint, target]);
  const batching = 'patterns/ml/optimization/dynamic-batching';

  test.each<[lines: string, expected: unknown[]]>([
    [
      '- requires [ML-OPT-007 Dynamic Batching](../dynamic-batching/)',
      [['requires', 'ML-OPT-007', batching]],
    ],
    [
      '* **Requires:** [ML-OPT-007](../dynamic-batching/README.md#intent)',
      [['requires', 'ML-OPT-007', `${batching}/README.md`]],
    ],
    [
      '1. alternative-to [`ML-OPT-007`](../dynamic-batching), when memory is short',
      [['alternative-to', 'ML-OPT-007', batching]],
    ],
    ['- [ML-OPT-007 Dynamic Batching](../dynamic-batching/)', [['', 'ML-OPT-007', batching]]],
    [
      '- uses\n  - refines [ML-OPT-007](../dynamic-batching/)\n\n    and more text\n\n- causes [ML-OPT-008](./)',
      [
        ['refines', 'ML-OPT-007', batching],
        ['causes', 'ML-OPT-008', folder],
      ],
    ],
    [
      'Some words first.\n\n- composes [ML-OPT-007](../dynamic-batching/)\n\nAnd some after.',
      [['composes', 'ML-OPT-007', batching]],
    ],
    ['- Clipper caches predictions[^1]\n- requires [Clipper](https://example.org)', []],
    ['- requires [ML-OPT-007](https://example.org)', [['requires', 'ML-OPT-007', null]]],
    ['requires [ML-OPT-007](../dynamic-batching/)', []],
    ['None found.', []],
  ])('%#', (lines, expected) => {
    expect(relationsIn(lines)).toEqual(expected);
  });
});
