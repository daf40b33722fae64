import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isConventional } from '../../src/pattern/conventional-markdown.ts';
import { patternPaths, textOf } from '../content/library-files.ts';
import divergences from './divergences.json' with { type: 'json' };

describe('what people conventionally write is', () => {
  test.each([...patternPaths(), 'patterns/ml/README.md', 'docs/how-it-works.md'])('%s', path => {
    expect(isConventional(textOf(path))).toBe(true);
  });

  test.each([
    ['front matter', '---\na: 1\n---\n\n# A\n'],
    ['front matter alone', '---\na: 1\n---'],
    ['emphasis', '*a* **b**: **a *b* c**, _a_ and snake_case_words, 2 * 3.\n'],
    ['code with what would be markers elsewhere', '`*a` and `` a`b `` and `[`\n'],
    [
      'links, pictures and references',
      '[a](b.md "c") ![d](e.png) [F][g] [h] [![i](j)](k)\n\n[g]: l\n[h]: m "n"\n',
    ],
    ['addresses', 'See https://a.b/c, <https://a.b>, (https://a.b/c).\n'],
    ['a table', '| a | b |\n| :- | -: |\n| `c` | **d** |\n'],
    ['lists in lists', '- a\n  b\n  - c\n\n    d\n- e\n\nText.\n\n1. f\n\n   ```sh\n   g\n   ```\n\n2. h\n'],
    ['tasks', '- [ ] a\n- [x] b `c`\n'],
    ['a quote', '> a\n> **b**\n'],
    ['footnotes', 'a[^1]: b[^c].\n\n[^1]: D *e*.\n[^c]: F [g](h).\n'],
    ['HTML', '<!-- a -->\n\n<details>\n<summary>b</summary>\n\nc <br> d\n\n</details>\n'],
    ['characters and references', 'R&D, AT&amp;T&nbsp;\\* a < b, a > b; 50 %, “c” – ε 中文 😀.\n'],
  ])('%s', (_, text) => {
    expect(isConventional(text)).toBe(true);
  });
});

describe('what parsers have read differently is not', () => {
  test.each(Object.entries(divergences))('%s', (_, text) => {
    expect(isConventional(text)).toBe(false);
    // Front matter is front matter nowhere else.
    if (text.startsWith('---')) return;
    expect(isConventional(`# A\n\nb\n\n${text}\n\nc\n`)).toBe(false);
    expect(isConventional(`---\na: b\n---\n\n${text}\n`)).toBe(false);
  });

  test.each([
    ['line ends of Windows', 'a\r\nb\r\n'],
    ['half a character', 'a \ud800 b\n'],
    ['a tab', 'a\tb\n'],
    ['a space that does not break', 'a\u00a0b\n'],
    ['a byte order mark', '\ufeffa\n'],
    ['a paragraph that goes on out of its list', '- a\nb\n'],
    ['a list in a quote', '> - a\n'],
    ['code by indentation', 'a\n\n    b\n'],
    ['code without end', '```\na\n'],
    ['an underlined heading', 'a\n===\n'],
    ['a rule directly below text', 'a\n---\n'],
    ['emphasis that crosses', '*a **b* c**\n'],
    ['emphasis without end', '**a\n'],
    ['a bracket without end', '[a\n'],
    ['a row without bars', '| a |\n| - |\nb\n'],
    ['a row of more than one meaning', 'a | b\n--|--\n'],
    ['a script', '<script>\n\n</script>\n'],
    ['a definition in a paragraph', 'a\n[b]: c\n'],
    ['a numbered item in a paragraph', 'a\n2. b\n'],
  ])('%s', (_, text) => {
    expect(isConventional(text)).toBe(false);
  });
});

test('takes time that grows with the length of the text, whatever the text', () => {
  const hostile = [
    '*a ',
    '[',
    '`',
    '``',
    '<a ',
    '![',
    '_',
    '[a](',
    '&',
    'http://',
    '> ',
    '- ',
    '| ',
    '\\',
    '[^',
    ': //',
    ' - a\n',
    '`'.repeat(3),
    '<a b="',
    '(a',
  ];
  for (const piece of hostile)
    for (const text of [
      piece.repeat(40_000),
      `${piece.repeat(40_000)}\n\n${readFileSync('README.md', 'utf8')}`,
    ])
      expect(isConventional(text)).toBeTypeOf('boolean');
});
