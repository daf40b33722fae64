import type { PhrasingContent, RootContent } from 'mdast';
import type { Metric } from '../../catalog/quality-table.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import type { PatternChange } from '../../inspection/pattern-change.ts';
import type { Diagnostic } from '../../pattern/diagnostic.ts';
import { link, table } from '../../pattern/tree.ts';
import { count } from '../../pattern/wording.ts';
import { asksForRerun } from '../disagreement.ts';
import { type Links, lineUrl } from '../finding.ts';
import type { Rerun } from '../reproduction.ts';
import { factOf, lackOf, rulesPass } from './facts.ts';

type Cell = (PhrasingContent | string)[];

/**
 * The quality table as it stands on the default branch, with what the machine saw of one pattern. Findings that no row
 * asks for get a row of their own, so that the table never shows less than there is to fix.
 */
export function metricTable(
  inspection: Inspection,
  change: PatternChange,
  diagnostics: readonly Diagnostic[],
  links: Links,
  rerun: Rerun | null,
): RootContent {
  const { metrics } = inspection.policy.qualityTable;
  const accepted = change.pattern === null || change.pattern.level === 'accepted';
  const asked = new Set(metrics.flatMap(rulesOf));
  const others = diagnostics.filter(({ ruleId, severity }) => !asked.has(ruleId) && severity !== 'info');
  const rows = metrics.map(metric => {
    const own = diagnostics.filter(({ ruleId }) => rulesOf(metric).includes(ruleId));
    const lacks = lackOf(metric, inspection, change);
    const absent = lacks === null ? null : [lacks];
    const passes = (): Cell => factOf(metric, change, links) ?? [rulesPass(metric)];
    const old = inspection.preexisting.filter(
      ({ ruleId, path }) => rulesOf(metric).includes(ruleId) && path.startsWith(`${change.folder}/`),
    );
    const saw =
      metric.rules.length > 0
        ? (sawOf(own, links) ?? wasThere(old, links) ?? absent ?? passes())
        : personOf(accepted);
    const again = asksForRerun(metric) ? rerun : null;
    const disagrees = again?.kind === 'failed' && accepted;
    return [
      [disagrees ? '❌' : metric.rules.length > 0 ? iconOf(own, old, lacks) : '👤'],
      [`${metric.name}: ${lowerFirst(metric.requirement)}`],
      again ? [...saw, '; measured again: ', rerunPart(again)] : saw,
    ];
  });
  const form = [[iconOf(others)], ['Form of the file'], sawOf(others, links) ?? []];
  return table([[''], ['Metric'], ['What the machine saw']], others.length > 0 ? [form, ...rows] : rows);
}

function rulesOf(metric: Metric): string[] {
  return asksForRerun(metric) ? [...metric.rules, 'reproduction'] : metric.rules;
}

function rerunPart(rerun: Rerun): PhrasingContent | string {
  const words = {
    reproduced: 'agrees',
    failed: 'does not agree',
    running: 'running',
    'must-rerun': 'a maintainer must rerun',
    'not-run': 'not run yet',
  };
  return 'url' in rerun ? link(rerun.url, words[rerun.kind]) : words[rerun.kind];
}

function personOf(accepted: boolean): Cell {
  return [accepted ? 'for a person to judge' : 'a person judges it once it is proposed as accepted'];
}

function iconOf(
  diagnostics: readonly Diagnostic[],
  old: readonly Diagnostic[] = [],
  lacks: string | null = null,
): string {
  if (diagnostics.some(({ severity }) => severity === 'error')) return '❌';
  return diagnostics.length + old.length > 0 || lacks !== null ? '📝' : '✅';
}

/** What the default branch has already: not to be taken for passed. */
function wasThere(diagnostics: readonly Diagnostic[], links: Links): Cell | null {
  const [first] = diagnostics;
  if (!first) return null;
  const line = first.range.start.line;
  const what = `${count(diagnostics.length, 'finding')} that the default branch has already`;
  return [what, ', first at ', link(lineUrl(links, first.path, line), `line ${line}`)];
}

function sawOf(diagnostics: readonly Diagnostic[], links: Links): Cell | null {
  const [first] = diagnostics.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return null;
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
