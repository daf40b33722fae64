import type { Root, Table, TableRow } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { rangeOfNode } from '../pattern/markdown.ts';
import { type Range, startOfFile } from '../pattern/position.ts';
import { code } from '../pattern/wording.ts';
import { knownMetric } from './known-metrics.ts';

/** One row of the library's quality table: what is asked, and what satisfies it. */
export type Metric = {
  name: string;
  requirement: string;
  /** Ids of the rules that must pass. */
  rules: string[];
  /** Whether a person with write access must agree as well. */
  maintainer: boolean;
  range: Range;
};

/** What is asked, and what is wrong with the table, each problem at its row. */
export type QualityTable = { metrics: Metric[]; problems: { message: string; range: Range }[] };

/**
 * Reads the first table under a heading "Quality Metrics" of the handbook. Maintainers change the bar by editing it:
 * rows are asked as they stand, a rule in a code span is asked of the machine, the word "maintainer" asks a person.
 */
export function readQualityTable(handbook: Root, knownRules: readonly string[]): QualityTable {
  const table = tableUnder(handbook, 'quality metrics');
  if (table === null) {
    const message =
      'There is no table under a heading “Quality Metrics”. Add one with the columns Metric, Requirement and Evidence.';
    return { metrics: [], problems: [{ message, range: startOfFile }] };
  }
  const [header, ...rows] = table.children;
  const problems: QualityTable['problems'] = [];
  const columns = (header?.children ?? []).map(cell => plainText(cell).trim().toLowerCase());
  const at = {
    metric: columns.indexOf('metric'),
    requirement: columns.indexOf('requirement'),
    evidence: columns.indexOf('evidence'),
  };
  if (at.metric === -1 || at.requirement === -1) {
    const message = `The quality table has the columns ${columns.map(code).join(', ')}. It needs Metric and Requirement, and may have Evidence.`;
    return { metrics: [], problems: [{ message, range: rangeOfNode(header ?? table) }] };
  }
  if (rows.length === 0)
    problems.push({
      message: 'The quality table has no rows, so nothing would be asked. Add one per metric.',
      range: rangeOfNode(table),
    });
  const metrics = rows.map(row => metricOf(row, at));
  const seen = new Set<string>();
  for (const metric of metrics) {
    const about = metric.name === '' ? 'A row' : `The row ${code(metric.name)}`;
    if (metric.name === '')
      problems.push({ message: 'A row has no metric in its first column.', range: metric.range });
    if (seen.has(metric.name.toLowerCase()))
      problems.push({ message: `${about} is there twice. Keep one.`, range: metric.range });
    seen.add(metric.name.toLowerCase());
    if (metric.requirement === '')
      problems.push({ message: `${about} has no requirement. Say what is asked.`, range: metric.range });
    if (metric.rules.length === 0 && !metric.maintainer)
      problems.push({
        message: `${about} names no evidence. Write a rule’s id in a code span, or “a maintainer”.`,
        range: metric.range,
      });
    for (const rule of metric.rules.filter(rule => !knownRules.includes(rule)))
      problems.push({
        message: `${about} names the rule ${code(rule)}, which does not exist. Rules are listed in docs/rules.md.`,
        range: metric.range,
      });
  }
  return { metrics, problems };
}

function metricOf(row: TableRow, at: { metric: number; requirement: number; evidence: number }): Metric {
  const cell = (index: number): string =>
    plainText(row.children[index] ?? { type: 'tableCell', children: [] }).trim();
  const name = cell(at.metric);
  const range = rangeOfNode(row);
  // Without that column a maintainer judges every row, and the machine what it can.
  if (at.evidence === -1) {
    const rules = [...(knownMetric(name)?.rules ?? [])];
    return { name, requirement: cell(at.requirement), rules, maintainer: true, range };
  }
  const rules: string[] = [];
  const evidence = row.children[at.evidence];
  if (evidence) visit(evidence, 'inlineCode', node => void rules.push(node.value));
  return {
    name,
    requirement: cell(at.requirement),
    rules,
    maintainer: /maintainer/i.test(cell(at.evidence)),
    range,
  };
}

function tableUnder(body: Root, title: string): Table | null {
  const start = body.children.findIndex(
    node => node.type === 'heading' && plainText(node).trim().toLowerCase() === title,
  );
  if (start === -1) return null;
  for (const node of body.children.slice(start + 1)) {
    if (node.type === 'heading') return null;
    if (node.type === 'table') return node;
  }
  return null;
}
