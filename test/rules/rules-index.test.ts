import { expect, test } from 'vitest';
import { ruleFolders } from '../../scripts/generate/rule-folders.ts';
import { anchorsOf } from '../../src/pattern/links.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { rulePage } from '../../src/rules/pages/rule-page.ts';
import { rulesIndex } from '../../src/rules/pages/rules-index.ts';

/** What comments on GitHub link to, written down when docs/rules.md still was one page for all rules. */
const oldAnchors =
  'rules what-serves-each-line-of-the-specification submission-guidelines quality-metrics ml-pattern-validation pattern-documentation what-is-listed-by-name readable location front-matter yaml hidden-characters schema accepted-keys known-keys category frameworks folder fingerprint-area fingerprint-unique fingerprint-unchanged fingerprint-retired removed-retired still-needed name-unique claimed required-sections intent conditions forces architecture code-blocks trade-offs failure-modes migration best-practices ethics fairness personal-data known-uses footnotes references template-text vague-words must-mention links related relations-agree relations-returned alternative-condition benchmark results results-current evidence-current chart-current examples-ran baseline scale-axis untested resources figures specification-figures framework-compatibility fairness-groups waivers unused-waiver generated-index quality-table taxonomy'.split(
    ' ',
  );

const folders = ruleFolders();
const index = rulesIndex(id => folders.get(id));
const linksTo = (id: string): number => index.split(`\n### [${id}](rules/${id}.md)\n`).length - 1;

test('the index keeps every anchor that docs/rules.md ever had', () => {
  const anchors = anchorsOf(parseMarkdown('docs/rules.md', index).body);
  expect(oldAnchors.filter(anchor => !anchors.has(anchor))).toEqual([]);
});

test('the index leads once to each rule, under an anchor that no title takes from it', () => {
  const anchors = anchorsOf(parseMarkdown('docs/rules.md', index).body);
  for (const { id } of allRules) {
    expect(linksTo(id), id).toBe(1);
    expect(anchors, id).toContain(id);
    expect(anchors, id).not.toContain(`${id}-1`);
  }
});

test('rules stand in the groups of their folders, in their own order', () => {
  const titles = [...index.matchAll(/^###? \[?([^\]\n]+)/gm)].map(([, title = '']) => title);
  const between = titles.slice(titles.indexOf('Keys of the front matter') + 1);
  const group = between.slice(0, between.indexOf('Fingerprint, name and place'));
  const own = allRules.filter(({ id }) => folders.get(id) === 'front-matter').map(({ id }) => id);
  expect(own.length).toBeGreaterThan(5);
  expect(group).toEqual(own);
});

function pageOf(id: string): string {
  const rule = allRules.find(rule => rule.id === id);
  if (!rule) throw new Error(`There is no rule ${id}.`);
  return rulePage(rule);
}

test.each([
  ['results', 'Severity', 'error (keeps a pull request from passing); on a draft: info (advice)'],
  ['results', 'Waiver', 'can be asked for with a reason'],
  ['schema', 'Waiver', 'none, because it must hold for drafts too'],
  ['template-text', 'Waiver', 'none, because it can always be satisfied'],
  ['vague-words', 'Waiver', 'none, because it keeps no pull request from passing'],
  ['schema', 'Needs', 'nothing but the files'],
  ['claimed', 'Needs', 'other open pull requests'],
  ['still-needed', 'Needs', 'the state before the change'],
  ['schema', 'Since', '0.1.0'],
])('the page of %s says its %s', (id, name, words) => {
  expect(pageOf(id)).toContain(`\n- **${name}**: ${words}`);
});

test('a page shows both examples, what was there before, and what is removed', () => {
  const page = pageOf('still-needed');
  const [, found = '', passing = ''] = page.split(/^## (?:Found|Not found) in$/m);
  expect(found).toContain('before: `patterns/ml/optimization/prediction-caching/README.md`');
  expect(found).toContain('`patterns/ml/optimization/prediction-caching/README.md` is removed');
  expect(passing).toContain('```markdown');
  expect(passing).not.toContain('is removed');
});
