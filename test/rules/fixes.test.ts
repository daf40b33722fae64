import { describe, expect, test } from 'vitest';
import { applyFixes } from '../../src/pattern/apply-fixes.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import type { Example } from '../../src/rules/rule.ts';
import { checkFiles } from '../inspection/check-files.ts';
import { caching, draft, readme } from './findings-of.ts';
import { fixed } from './fixed.ts';

const path = readme('prediction-caching');
const frontMatter = /^\s*---\n[\s\S]*?\n---\n/;

/** The same faults in files that are written otherwise. */
const writings: [string, (text: string) => string][] = [
  ['as it is', text => text],
  ['CRLF', text => text.replaceAll('\n', '\r\n')],
  ['a byte-order mark', text => `\uFEFF${text}`],
  ['quotes', text => inKeys(text, line => line.replace(/^(\w+): ([^[\]"'|>{]+)$/, '$1: "$2"'))],
  ['single quotes', text => inKeys(text, line => line.replace(/^(\w+): ([^[\]"'|>{]+)$/, "$1: '$2'"))],
  ['comments', text => inKeys(text, line => line.replace(/^(\w+: .+)$/, '# 👩‍🔬 before\n$1 # why 缓存'))],
  [
    'lists as blocks',
    text =>
      inKeys(text, line =>
        line.replace(
          /^(\w+): \[(\w[^\]]*)\]$/,
          (_, key, items) => `${key}:\n  - ${items.split(', ').join(' # why\n  - ')}`,
        ),
      ),
  ],
];

function inKeys(text: string, change: (line: string) => string): string {
  return text.replace(frontMatter, keys => keys.split('\n').map(change).join('\n'));
}

function saidOf(example: Example, ruleId: string): Diagnostic[] {
  const { diagnostics, faults } = checkFiles(example);
  expect(faults).toEqual([]);
  return diagnostics.filter(item => item.ruleId === ruleId);
}

describe.each(writings)('every fix of every rule: %s', (writing, rewrite) => {
  const examples = allRules.map(({ id, failing }) => {
    const rewritten = Object.entries(failing.files).map(([path, text]) =>
      path.endsWith('README.md') ? [path, rewrite(text)] : [path, text],
    );
    return [
      id,
      { ...failing, ...(failing.base && { base: failing.base }), files: Object.fromEntries(rewritten) },
    ] as const;
  });

  test.each(examples)('%s', (id, example) => {
    const said = saidOf(example, id);
    for (const { path, message, fix } of said) {
      if (!fix) continue;
      const before = example.files[path] ?? '';
      const after = applyFixes(before, [fix]);
      const left = saidOf({ ...example, files: { ...example.files, [path]: after } }, id);
      const isSame = (other: Diagnostic): boolean => other.path === path && other.message === message;
      expect(left.filter(isSame).length, after).toBeLessThan(said.filter(isSame).length);
      expectReadable(path, after);
      if (writing === 'CRLF') expect(after).not.toMatch(/(?<!\r)\n/);
      if (writing === 'a byte-order mark') expect(after).toMatch(/^\uFEFF/);
      expect(after.match(/# why/g)?.length).toBe(before.match(/# why/g)?.length);
    }
  });
});

function expectReadable(path: string, text: string): void {
  const file = parseFile({ path, text });
  if (file.kind !== 'pattern') return;
  expect(file.pattern.frontMatter).toMatchObject({ state: 'read', yaml: { problems: [] } });
}

test('these rules have fixes', () => {
  const withFix = allRules.filter(({ id, failing }) =>
    checkFiles(failing).diagnostics.some(({ ruleId, fix }) => ruleId === id && fix),
  );
  expect(withFix.map(({ id }) => id)).toEqual([
    'front-matter',
    'hidden-characters',
    'schema',
    'accepted-keys',
    'known-keys',
    'category',
    'frameworks',
    'fingerprint-area',
    'fingerprint-unique',
    'fingerprint-unchanged',
    'fingerprint-retired',
    'waivers',
  ]);
});

const keysOf = (text: string): string => frontMatter.exec(text)?.[0].slice(4, -5) ?? '';
/** The front matter after all fixes, with these lines instead of or below the three keys. */
function fixedKeys(lines: string, keys: Record<string, string> = caching): string {
  const text = draft(keys).replace('\n---\n\n', `${lines && `\n${lines}`}\n---\n\n`);
  return keysOf(fixed({ files: { [path]: text } })[path] ?? '');
}
const good = keysOf(draft(caching));

describe('values', () => {
  test.each([
    ['status: Draft', 'status: draft'],
    ['status: "DRAFT "  # soon', 'status: "draft"  # soon'],
    ["status: 'deprecaded'", "status: 'deprecated'"],
    ['accelerator: None', 'accelerator: none'],
    ['personal_data: posible', 'personal_data: possible'],
    ['keywords: latency', 'keywords: [latency]'],
    ['keywords: latency, cost of serving , 缓存', 'keywords: [latency, cost of serving, 缓存]'],
    ['keywords: "latency, cost" # one', 'keywords: ["latency, cost"] # one'],
    ['keywords: C++, a * b', "keywords: [C++, 'a * b']"],
    ['keywords: [latency, 2024, true, 1e3]', "keywords: [latency, '2024', 'true', '1e3']"],
    ['keywords: [cost, latency, cost, cost]', 'keywords: [cost, latency]'],
    ['keywords: [cost, cost, latency, "cost"]', 'keywords: [cost, latency]'],
    [
      'keywords:\n  - cost\n  - cost\n  - latency\n  - cost # money',
      'keywords:\n  - cost\n  - latency # money',
    ],
    ['keywords:\n- 👩‍🔬👩‍🔬\n- "👩‍🔬👩‍🔬"\n- ab', 'keywords:\n- 👩‍🔬👩‍🔬\n- ab'],
    ['frameworks: [PyTorch, Sklearn]', 'frameworks: [pytorch, scikit-learn]'],
    ['frameworks: scikit learn', 'frameworks: [scikit-learn]'],
    [
      'frameworks:\n  - "Torch" # the usual\n  - pytroch',
      'frameworks:\n  - "pytorch" # the usual\n  - pytorch',
    ],
    ['frameworks: [sklearn, scikit-learn]', 'frameworks: [scikit-learn]'],
    ['superseded_by: ml_opt_7', 'superseded_by: ML-OPT-007'],
    [
      'summary: |\n  Serve repeated requests\n  from memory.',
      'summary: >-\n  Serve repeated requests\n  from memory.',
    ],
    ['summary: >  # folded\n  Serve repeated requests.', 'summary: >-  # folded\n  Serve repeated requests.'],
    ['summary: "Serve repeated\\nrequests from memory."', 'summary: "Serve repeated requests from memory."'],
    ['summary: [Serve repeated requests from memory.]', 'summary: Serve repeated requests from memory.'],
    ['sumary: Serve repeated requests from memory.', 'summary: Serve repeated requests from memory.'],
    ['"Key-Words" : [cost]', '"keywords" : [cost]'],
    ['framework: PyTorch', 'frameworks: [pytorch]'],
    [
      'waivers:\n  - { rule: Scale_Axis, raeson: No such device. }',
      'waivers:\n  - { rule: scale-axis, reason: No such device. }',
    ],
    ['aliases: ["memo\u2060ization", "👩‍🔬 lab"]', 'aliases: ["memoization", "👩‍🔬 lab"]'],
    ['aliases: ["memo\\u2060ization"]', 'aliases: ["memoization"]'],
  ])('%j', (lines, says) => {
    expect(fixedKeys(lines)).toBe(`${good}\n${says}`);
  });

  test.each([
    'status: ready',
    'accelerator: GPU',
    'accelerator: no',
    'accelerator: 1',
    'keywords: [cost, # money\n  cost]',
    'keywords:\n  - cost # money\n  - cost',
    'keywords: {a: 1}',
    'frameworks: [keras]',
    'frameworks: [Caffe]',
    'superseded_by: OPTIMIZATION-7',
    'superseded_by: 7',
    'summary: |\n  One line here.\n\n  Another one.',
    'summary: short',
    'summary: 7',
    'summary: x\nsumary: y',
    'sumary: x\nsummery: y',
    'author: me',
    'waivers:\n  - { rule: nothing, reason: No such device. }',
    'name: Again',
    'aliases: &x [ab]',
    'status: Draft\naliases: *x',
  ])('%j is left to people', lines => {
    expect(fixedKeys(lines)).toBe(`${good}\n${lines}`);
  });

  test.each([
    [{ ...caching, fingerprint: 'ml-opt-8' }, good],
    [{ ...caching, fingerprint: '"ML OPT 008"' }, good.replace('ML-OPT-008', '"ML-OPT-008"')],
    [{ ...caching, fingerprint: 'opt_8 # mine' }, good.replace('ML-OPT-008', 'ML-OPT-008 # mine')],
    [{ ...caching, fingerprint: '' }, good],
    [{ ...caching, fingerprint: '""' }, good.replace('ML-OPT-008', '"ML-OPT-008"')],
    [{ ...caching, fingerprint: ' # which?' }, good.replace('ML-OPT-008', 'ML-OPT-008  # which?')],
    [{ ...caching, fingerprint: 'ML-XXX-008' }, good],
    [{ ...caching, fingerprint: 'AI-OPT-008' }, good],
    [{ ...caching, category: 'ml/Optimisation' }, good],
    [{ ...caching, category: "'optimization'" }, good.replace('ml/optimization', "'ml/optimization'")],
    [{ ...caching, category: '~' }, good],
    [{ ...caching, category: '[ml/optimization]' }, good],
    [{ ...caching, category: 'ml/serving' }, good],
    [{ ...caching, name: '' }, good.replace('Prediction Caching', 'A pattern')],
  ])('%j', (keys, says) => {
    expect(fixedKeys('', keys)).toBe(says);
  });

  test.each([
    { ...caching, category: 'ml/servin' },
    { ...caching, category: 'nlp/tokens' },
    { ...caching, fingerprint: 'ML-SERV-001', category: 'ml/serving' },
    { ...caching, fingerprint: 'ML-OPT-0008000' },
    { ...caching, fingerprint: '8' },
    { ...caching, fingerprint: 'mlopt8' },
  ])('%j is left to people', keys => {
    expect(fixedKeys('', keys)).toBe(keysOf(draft(keys)));
  });
});

test('a heading that is only misspelt is written as expected, one after the other', () => {
  const titles = ['Intent', 'When to use', 'Tradeoffs', 'Failure mode ##', '*Migratoin*', 'Best practises'];
  const text = acceptedReadme().replace(
    /## [\s\S]*/,
    titles.map(title => `## ${title}\n\nText.\n`).join('\n'),
  );
  const headings = fixed({ files: { [path]: text } })[path]?.match(/(?<=^## ).*$/gm);
  expect(headings).toEqual([
    'Intent',
    'When to use it',
    'Trade-offs',
    'Failure modes ##',
    '*Migratoin*',
    'Best practices',
  ]);
});

describe('what is missing', () => {
  test('front matter is made from folder, title and library', () => {
    const other = readme('dynamic-batching');
    const files = fixed({ files: { [path]: '# Prediction Caching\n\nText.\n', [other]: '' } });
    expect(files[path]).toBe(`${draft(caching, '# Prediction Caching\n\nText.\n')}`);
    expect(files[other]).toBe(
      '---\nfingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization\n---\n\n',
    );
  });

  test.each([
    ['blank lines before it', `\n \n${draft(caching)}`, draft(caching)],
    ['not closed before a blank line', draft(caching).replace('\n---\n\n', '\n\n'), draft(caching)],
    ['not closed before the end', `---\n${good}`, `---\n${good}\n---\n`],
    [
      'not closed, with a list',
      `---\n${good}\nkeywords:\n- ab\n  # x\n\nText`,
      `---\n${good}\nkeywords:\n- ab\n  # x\n---\n\nText`,
    ],
  ])('%s', (_, text, says) => {
    expect(fixed({ files: { [path]: text } })[path]).toBe(says);
  });

  test.each([
    ['not closed, and text begins without a blank line', `---\n${good}\n# Title\n`],
    ['not closed, and keys go on below a blank line', `---\nfingerprint: ML-OPT-008\n\nname: x\n`],
    ['a folder that is no category', '# Title\n', readme('x', 'none')],
  ])('%s: left to people', (_, text, at = path) => {
    expect(fixed({ files: { [at]: text } })[at]).toBe(text);
  });

  test('keys are inserted where the others end, and what must be written is found as left over', () => {
    const text = draft({ name: "'Prediction: Caching' # name", status: 'accepted' });
    const files = fixed({ files: { [path]: text } });
    expect(keysOf(files[path] ?? '')).toBe(
      [
        "name: 'Prediction: Caching' # name",
        'status: accepted',
        'fingerprint: ML-OPT-008',
        'category: ml/optimization',
        "summary: 'TODO one sentence: what the pattern does'",
        "symptom: 'TODO one sentence: what one observes when one needs the pattern'",
        'frameworks: [TODO]',
        'accelerator: TODO # none, optional, required',
        'personal_data: TODO # none, possible, required',
      ].join('\n'),
    );
    const left = saidOf({ files }, 'template-text').map(({ range, severity }) => [
      range.start.line,
      severity,
    ]);
    expect(left).toEqual([6, 7, 8, 9, 10].map(line => [line, 'error']));
  });

  test('a draft is not filled with what it may lack', () => {
    expect(fixedKeys('')).toBe(good);
  });

  test('keys that are there and misspelt are renamed, not written twice', () => {
    const text = draft(caching).replace('fingerprint', 'Fingerprint').replace('category', 'catgory');
    expect(keysOf(fixed({ files: { [path]: text } })[path] ?? '')).toBe(good);
  });

  test('indented keys stay aligned; a map in braces is left alone', () => {
    const indented = '---\n  name: Prediction Caching\n  category: ml/optimization\n---\n';
    expect(fixed({ files: { [path]: indented } })[path]).toBe(
      indented.replace('\n---\n', '\n  fingerprint: ML-OPT-008\n---\n'),
    );
    const braces = '---\n{ name: Prediction Caching, category: ml/optimization }\n---\n';
    expect(fixed({ files: { [path]: braces } })[path]).toBe(braces);
  });
});
