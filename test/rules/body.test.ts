import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../src/pattern/outline.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { checkFiles } from '../inspection/check-files.ts';
import { batching, caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const other = readme('dynamic-batching');
const found = (rule: string, body: string): string[] => {
  const files = {
    [path]: draft(caching, body),
    [other]: draft(batching),
    'docs/a b.md': '',
    'docs/rules.md': '',
  };
  return findingsOf(rule, files)
    .filter(line => line.startsWith(`${path}:`))
    .map(line => line.slice(path.length + 1));
};

describe('required-sections', () => {
  const titles = outlineOf('ml/optimization');
  const body = (list: readonly string[], text = 'Words.'): string =>
    `# A\n\n${list.map(title => `## ${title}\n\n${text}\n`).join('\n')}`;

  test('a complete pattern has nothing to add', () => {
    expect(found('required-sections', body(titles))).toEqual([]);
    expect(found('required-sections', body(titles.map(title => title.toUpperCase())))).toEqual([]);
    expect(found('required-sections', body([...titles, 'Notes of our own']))).toEqual([]);
  });

  test('what is missing is told where it belongs, with what may be meant', () => {
    expect(found('required-sections', body(titles.filter(title => title !== 'Evidence')))).toEqual([
      '13:1 This section is missing here: `## Evidence`.',
    ]);
    expect(
      found('required-sections', body(titles.map(title => (title === 'Trade-offs' ? 'Tradeoffs' : title)))),
    ).toEqual(['29:1 This section is missing here: `## Trade-offs` (is `## Tradeoffs` meant?).']);
    expect(found('required-sections', '# A\n')).toEqual([
      `7:1 13 sections are missing here: ${titles.map(title => `\`## ${title}\``).join(', ')}.`,
    ]);
    expect(found('required-sections', '')).toHaveLength(1);
  });

  test('order, emptiness and repetition', () => {
    const [intent = '', when = '', ...rest] = titles;
    expect(found('required-sections', body([when, intent, ...rest]))).toEqual([
      '9:1 The section `## When to use it` is expected after `## Intent`.',
    ]);
    expect(found('required-sections', body(titles, ''))).toHaveLength(13);
    expect(found('required-sections', body(titles, '<!-- Write here. -->'))).toHaveLength(13);
    expect(found('required-sections', body(titles, '<!-- A --> words'))).toEqual([]);
    expect(found('required-sections', body([...titles, 'intent']))).toEqual([
      '61:1 The section `## intent` is there twice. Join them.',
    ]);
  });

  test('an anti-pattern has sections of its own', () => {
    const outline = outlineOf('ml/anti-patterns');
    expect(outline).toEqual([
      'Intent',
      'Symptoms',
      'When it is acceptable',
      'Evidence',
      'Context and forces',
      'Architecture',
      'Detection',
      'Why it happens, what it costs',
      'Failure modes',
      'Refactored solution',
      'Best practices',
      'Ethics and fairness',
      'Known uses and related',
      'References',
    ]);
    const taxonomy = exampleTaxonomy.replace('ml/monitoring', 'ml/anti-patterns');
    const leakage = readme('data-leakage', 'anti-patterns');
    const text = (list: string[]): string =>
      draft({ fingerprint: 'ML-MON-002', name: 'Data Leakage', category: 'ml/anti-patterns' }, body(list));
    expect(findingsOf('required-sections', { [leakage]: text(outline) }, undefined, taxonomy)).toEqual([]);
    expect(findingsOf('required-sections', { [leakage]: text(titles) }, undefined, taxonomy)).not.toEqual([]);
  });

  test('advice for a draft, an error for an accepted pattern', () => {
    const severity = (status: string) =>
      checkFiles({ files: { [path]: draft({ ...caching, status }) } }).diagnostics.find(
        ({ ruleId }) => ruleId === 'required-sections',
      )?.severity;
    expect([severity('draft'), severity('accepted'), severity('deprecated')]).toEqual([
      'info',
      'error',
      'info',
    ]);
  });

  test('headings without end are compared in good time', () => {
    expect(
      found('required-sections', Array.from({ length: 9000 }, (_, index) => `## s${index}\n`).join('\n')),
    ).toHaveLength(1);
    expect(found('required-sections', '## s\n\n'.repeat(3000))).toHaveLength(1001);
  });
});

describe('links', () => {
  test.each([
    '[a](../dynamic-batching/)',
    '[a](../dynamic-batching/README.md)',
    '[a](../dynamic-batching/README.md#any)',
    '[a](../dynamic-batching)',
    '[a](/docs/rules.md?plain=1)',
    '[a](/docs/a%20b.md)',
    '[a](</docs/a b.md>)',
    '[a](./README.md#title)',
    '[a](#title) [b](#TITLE) [c](#title-1) [d](#user-content-x) [e](#)',
    '<a id="Own"></a> [a](#own) [b](#Own)',
    'Text[^1]. [a](#fn-1)\n\n[^1]: Note.',
    '[a](https://example.org/none) [b](mailto:a@b.c) [c](//example.org)',
    '`[a](none.md)`',
    '<!-- [a](none.md) <img src="none.png"> -->',
    '[a][none]',
  ])('%s is fine', body => {
    expect(found('links', `# Title\n\n## Title\n\n${body}\n`)).toEqual([]);
  });

  test.each([
    [
      '[a](none.md)',
      'The link `none.md` points to `patterns/ml/optimization/prediction-caching/none.md`, which does not exist.',
    ],
    [
      '![a](none.png)',
      'The link `none.png` points to `patterns/ml/optimization/prediction-caching/none.png`, which does not exist.',
    ],
    [
      '[a]: none.md',
      'The link `none.md` points to `patterns/ml/optimization/prediction-caching/none.md`, which does not exist.',
    ],
    [
      '<img src="none.png">',
      'The link `none.png` points to `patterns/ml/optimization/prediction-caching/none.png`, which does not exist.',
    ],
    [
      '[a](../Dynamic-Batching/)',
      'The link `../Dynamic-Batching/` points to `patterns/ml/optimization/Dynamic-Batching`, which does not exist.',
    ],
    [
      '[a](../../../../../etc/passwd)',
      'The link `../../../../../etc/passwd` leads out of the repository. Use the full address.',
    ],
    ['[a](#none)', 'No heading of this file has the anchor `#none`.'],
    ['[a](README.md#title-2)', 'No heading of this file has the anchor `#title-2`.'],
    [
      '[a](docs\\rules.md)',
      'The link `docs\\rules.md` points to `patterns/ml/optimization/prediction-caching/docs\\rules.md`, which does not exist.',
    ],
  ])('%s is not', (body, says) => {
    expect(found('links', `# Title\n\n## Title\n\n${body}\n`)).toEqual([`11:1 ${says}`]);
  });
});

describe('related', () => {
  const related = (lines: string): string[] =>
    found('related', `# A\n\n## Known uses and related\n\n${lines}\n`);
  const kinds =
    '`requires`, `refines`, `composes`, `alternative-to`, `conflicts-with`, `mitigates`, `mitigated-by` or `causes`';

  test.each([
    '- composes [ML-OPT-007 Dynamic Batching](../dynamic-batching/)',
    '- **Composes**: [ML-OPT-007](../dynamic-batching/README.md), because both save calls',
    '- Clipper [1](https://example.org)\n- none found',
  ])('%j is fine', lines => {
    expect(related(lines)).toEqual([]);
  });

  test.each<[lines: string, says: string[]]>([
    [
      '- compose [ML-OPT-007](../dynamic-batching/)',
      [`11:11 \`compose\` is no relation; expected ${kinds}. Did you mean \`composes\`?`],
    ],
    [
      '- [ML-OPT-007](../dynamic-batching/)',
      [`11:3 The relation is missing before the link; expected ${kinds}.`],
    ],
    [
      '- composes [ML-MON-001](../dynamic-batching/)',
      [
        '11:12 `ML-MON-001` is planned (`Production Model Monitor`) but not written yet. Relate only to patterns that exist.',
      ],
    ],
    [
      '- composes [ML-MON-777](../dynamic-batching/)',
      ['11:12 `ML-MON-777` is not in the library. Relate only to patterns that exist.'],
    ],
    ['- composes [ML-OPT-008](./)', ['11:12 `ML-OPT-008` is this very pattern. Relate it to another.']],
    [
      '- composes [ML-OPT-007](./)',
      [`11:12 The link names \`ML-OPT-007\` and leads to \`ML-OPT-008\`. It should lead to \`${other}\`.`],
    ],
    [
      '- composes [ML-OPT-007](https://example.org)',
      [`11:12 The link names \`ML-OPT-007\` and leads to no pattern. It should lead to \`${other}\`.`],
    ],
    [
      '- a\n  - causes [ML-OPT-777](x)\n\nText\n\n1. causes [ML-OPT-778](x)',
      [
        '12:12 `ML-OPT-777` is not in the library. Relate only to patterns that exist.',
        '16:11 `ML-OPT-778` is not in the library. Relate only to patterns that exist.',
      ],
    ],
  ])('%j', (lines, says) => {
    expect(related(lines)).toEqual(says);
  });
});
