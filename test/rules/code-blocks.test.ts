import { describe, expect, test } from 'vitest';
import { acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const found = (body: string): string[] =>
  findingsOf('code-blocks', { [path]: draft(caching, body) }).map(line => line.slice(path.length + 1));
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

describe('code-blocks', () => {
  test.each([
    fence('python', 'x'),
    fence('json', '{"a": [1, 2.5e3, null]}'),
    fence('jsonc', '{"a": 1,} // more'),
    fence('yaml', 'a: 1\n---\nb: 2\n--- # third\nc: 3'),
    fence('yml', 'a: &x {b: 1}\nc: *x\nd: !Ref e\n<<: *x'),
    fence('yaml', ''),
    '~~~text\n[^]\n~~~',
    'Indented:\n\n    code without a fence\n\n`inline`',
    `<!--\n${fence('', 'x')}\n-->`,
  ])('%j is fine', body => {
    expect(found(body)).toEqual([]);
  });

  test('without a language', () => {
    expect(found(`${fence('', 'a')}\n\n> ~~~\n> b\n> ~~~`)).toEqual([
      '7:1 This block names no language. Write it behind the opening fence: `python`, or `text` for output.',
      '11:3 This block names no language. Write it behind the opening fence: `python`, or `text` for output.',
    ]);
  });

  test.each(['{"a": 1,}', '{a: 1}', '// more\n{}', '{"a": …}', '', '{} {}'])('no JSON: %j', text => {
    expect(found(fence('JSON', text))).toEqual([
      '7:1 This block is not valid JSON, which has no comments, no `…` and no comma before a closing bracket. Correct it, or name its language `jsonc` or `text`.',
    ]);
  });

  test('no YAML, at its place, in a list and in a second document as well', () => {
    expect(found(fence('yaml', 'a: 1\nb: "x'))).toEqual([
      '9:6 This block is not valid YAML. Something is missing before this place: a closing quote, a closing bracket, or a space after `:`.',
    ]);
    expect(found('1. A\n   ```yaml\n   a: 1\n   ---\n   b: 1\n   b: 2\n   ```')).toEqual([
      '12:4 This block is not valid YAML. The key `b` is there twice. Keep one.',
    ]);
  });

  test('the implementation has a fence', () => {
    expect(
      found(`## Implementation\n\n<details>\n\n- A\n\n  ${fence('sh', 'x').replaceAll('\n', '\n  ')}`),
    ).toEqual([]);
    expect(found(`## Implementation\n\n    x = 1\n\n## Detection\n\nLook.`)).toEqual([
      expect.stringMatching(/^7:1 `## Implementation` has no fenced block\. /),
      expect.stringMatching(/^11:1 `## Detection` has no fenced block\. /),
    ]);
  });
});

describe('architecture', () => {
  const drawn = (text: string): string[] =>
    findingsOf('architecture', { [path]: acceptedReadme({ Architecture: text }) });

  test.each([
    'flowchart LR\n  a --> b',
    'flowchart LR\n  a -- hit --> b',
    'flowchart LR\n  a === b',
    'flowchart TD\n  a -. later .-> b',
    'sequenceDiagram\n  A->>B: x',
    'sequenceDiagram\n  A-)B: x',
    'stateDiagram-v2\n  [*] --> On',
    'classDiagram\n  A <|-- B',
    'classDiagram\n  A ..> B',
    'erDiagram\n  A ||--o{ B : has',
  ])('%j flows', text => {
    expect(drawn(`Words.\n\n${fence('mermaid', text)}`)).toEqual([]);
    expect(drawn(`- ${fence('mermaid', text).replaceAll('\n', '\n  ')}`)).toEqual([]);
  });

  test.each([
    'flowchart LR\n  a\n  b',
    '%% a --> b\nflowchart LR\n  a',
    '---\ntitle: A\n---\nflowchart LR\n  well-known',
    '',
  ])('%j does not', text => {
    expect(drawn(fence('mermaid', text))).toEqual([expect.stringContaining('The diagram has no arrow. ')]);
  });

  test('one diagram of several is enough; an image is none', () => {
    expect(drawn(`${fence('mermaid', 'pie')}\n\n${fence('mermaid', 'graph\na-->b')}`)).toEqual([]);
    expect(drawn('![a --> b](chart.svg)')).toEqual([expect.stringContaining('has no diagram')]);
  });
});
