import type { PhrasingContent, RootContent } from 'mdast';
import type { Metric } from '../catalog/quality-table.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import type { Level } from '../pattern/pattern.ts';
import { link, table } from '../pattern/tree.ts';
import { count } from '../pattern/wording.ts';
import { asksForRerun } from './disagreement.ts';
import { type Links, lineUrl } from './finding.ts';
import type { Rerun } from './reproduction.ts';

type Cell = (PhrasingContent | string)[];

/**
 * The quality table as it stands on the default branch, with what the machine saw of one pattern. Findings that no row
 * asks for get a row of their own, so that the table never shows less than there is to fix.
 */
export function metricTable(
  metrics: readonly Metric[],
  diagnostics: readonly Diagnostic[],
  level: Level,
  links: Links,
  rerun: Rerun | null,
): RootContent {
  const asked = new Set(metrics.flatMap(rulesOf));
  const others = diagnostics.filter(({ ruleId, severity }) => !asked.has(ruleId) && severity !== 'info');
  const rows = metrics.map(metric => {
    const own = diagnostics.filter(({ ruleId }) => rulesOf(metric).includes(ruleId));
    const saw =
      metric.rules.length > 0 ? sawOf(own, count(metric.rules.length, 'rule'), links) : personOf(level);
    const again = asksForRerun(metric) ? rerun : null;
    const disagrees = again?.kind === 'failed' && level === 'accepted';
    return [
      [disagrees ? '❌' : metric.rules.length > 0 ? iconOf(own) : '👤'],
      [`${metric.name}: ${lowerFirst(metric.requirement)}`],
      again ? [...saw, '; benchmark: ', rerunPart(again)] : saw,
    ];
  });
  const form = [[iconOf(others)], ['Form of the file'], sawOf(others, '', links)];
  return table([[''], ['Metric'], ['What the machine saw']], others.length > 0 ? [form, ...rows] : rows);
}

function rulesOf(metric: Metric): string[] {
  return asksForRerun(metric) ? [...metric.rules, 'reproduction'] : metric.rules;
}

function rerunPart(rerun: Rerun): PhrasingContent | string {
  const words = {
    reproduced: 'rerun agreed',
    failed: 'rerun did not agree',
    running: 'running',
    'must-rerun': 'a maintainer must rerun',
    'not-run': 'not run yet',
  };
  return 'url' in rerun ? link(rerun.url, words[rerun.kind]) : words[rerun.kind];
}

function personOf(level: Level): Cell {
  return [
    level === 'accepted' ? 'for a person to judge' : 'a person judges it once it is proposed as accepted',
  ];
}

function iconOf(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.some(({ severity }) => severity === 'error')) return '❌';
  return diagnostics.length > 0 ? '📝' : '✅';
}

function sawOf(diagnostics: readonly Diagnostic[], rules: string, links: Links): Cell {
  const [first] = diagnostics.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return [rules === '1 rule' ? 'its rule passes' : `${rules} pass`];
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const what =
    errors > 0
      ? `${count(errors, 'thing')} to fix`
      : count(diagnostics.length, 'piece of advice', 'pieces of advice');
  const line = first.range.start.line;
  return [what, ', first at ', link(lineUrl(links, first.path, line), `line ${line}`)];
}

function rank({ severity }: Diagnostic): number {
  return ['error', 'warning', 'info'].indexOf(severity);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
