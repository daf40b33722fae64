import type { Root, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { indexPage } from '../../src/catalog/index-page.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { readQualityTable } from '../../src/catalog/quality-table.ts';
import { anchorsOf, relativeLinks } from '../../src/pattern/links.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';
import { outlineOf } from '../../src/pattern/outline.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { libraryTaxonomy, textOf } from './library-files.ts';
import { specificationItems } from './specification.ts';

const path = 'patterns/ml/README.md';
const text = textOf(path);
const { body } = parseMarkdown(path, text);
const taxonomy = libraryTaxonomy();
const itemsUnder = (parent: string) => specificationItems().filter(item => item.parent === parent);

/** The cells of the first table after a heading, without its header. */
function rowsUnder(root: Root, title: string): string[][] {
  const start = root.children.findIndex(node => node.type === 'heading' && plainText(node) === title);
  const table = root.children.slice(start + 1).find((node): node is Table => node.type === 'table');
  return (table?.children ?? []).slice(1).map(row => row.children.map(cell => plainText(cell)));
}

test('the quality table asks the metrics of the specification, each with evidence', () => {
  const ruleIds = allRules.map(rule => rule.id);
  const { metrics, problems } = readQualityTable(body, ruleIds);
  expect(problems).toEqual([]);
  expect(metrics.map(metric => [metric.name, metric.requirement])).toEqual(
    itemsUnder('Contributing ML Patterns > Quality Metrics').map(item => [item.name, item.lists[0]]),
  );
  expect(metrics.every(metric => metric.maintainer)).toBe(true);
  // Without the Evidence column the same would be asked: the defaults are this table.
  const plain = text.replace(
    /^(\| ?(?:Metric|-+|Reproducibility|Performance|Scalability|Documentation|Ethics) ?\|[^|]*\|).*$/gm,
    '$1',
  );
  expect(metrics.map(metric => metric.rules)).toEqual(
    readQualityTable(parseMarkdown(path, plain).body, ruleIds).metrics.map(metric => metric.rules),
  );
});

test('each metric has the question that a maintainer judges', () => {
  for (const { name } of readQualityTable(body, []).metrics) expect(text).toMatch(`- **${name}**: `);
});

test('the five submission guidelines say what they mean and where they go', () => {
  const rows = rowsUnder(body, 'Submission guidelines');
  expect(rows).toHaveLength(itemsUnder('Contributing ML Patterns > Submission Guidelines').length);
  expect(rows.every(row => row.length === 3 && row.every(cell => cell !== ''))).toBe(true);
});

test('categories are described as in the taxonomy', () => {
  expect(rowsUnder(body, 'Categories')).toEqual(
    taxonomy.categories.map(category => [category.title, category.description]),
  );
});

test('frameworks and phases are those of the taxonomy', () => {
  for (const { id, title } of taxonomy.frameworks)
    if (id !== 'framework-agnostic') expect(text).toContain(`${title} (\`${id}\`)`);
  expect(text).toContain('`framework-agnostic`');
  expect(rowsUnder(body, 'Roadmap').map(row => row[0])).toEqual(
    taxonomy.phases.map(phase => `${phase.id}. ${phase.title}`),
  );
});

test('the sections are named as the rules expect them, in order', () => {
  const flat = text.replace(/\s+/g, ' ');
  expect(flat).toContain(
    `${outlineOf('ml/optimization')
      .map(title => `*${title}*`)
      .join(', ')}.`,
  );
  for (const title of outlineOf('ml/anti-patterns')) expect(flat).toContain(`*${title}*`);
});

test('links lead to headings and files that the library has, or generates', () => {
  const index = anchorsOf(parseMarkdown('patterns/ml/INDEX.md', indexPage(emptyLibrary, taxonomy)).body);
  const known: Record<string, Set<string>> = {
    [path]: anchorsOf(body),
    'patterns/ml/INDEX.md': index,
    'patterns/ml/taxonomy.yaml': new Set(),
    'docs/rules.md': new Set(),
    'patterns/ml/requirements.txt': new Set(),
  };
  const links = relativeLinks(path, body);
  expect(links.length).toBeGreaterThan(20);
  for (const link of links) {
    expect(Object.keys(known)).toContain(link.path);
    if (link.fragment !== null) expect([...(known[link.path ?? ''] ?? [])]).toContain(link.fragment);
  }
});

test('it is a page that people read to the end', () => {
  expect(text.split('\n').length).toBeLessThan(200);
});
