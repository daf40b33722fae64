import type { PhrasingContent } from 'mdast';
import { judgedPart } from '../../catalog/judged-part.ts';
import { knownMetric } from '../../catalog/known-metrics.ts';
import type { MeasuredFacts } from '../../catalog/measured-facts.ts';
import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import type { Metric } from '../../catalog/quality-table.ts';
import { figure } from '../../evidence/numbers.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import type { PatternChange } from '../../inspection/pattern-change.ts';
import { link } from '../../pattern/tree.ts';
import { count } from '../../pattern/wording.ts';
import { hasResults } from '../disagreement.ts';
import { type Links, lineUrl } from '../finding.ts';

/** What a metric's rules found to be there, in a few words that lead to the place; null where they say enough by passing. */
export function factOf(
  metric: Metric,
  { pattern }: PatternChange,
  links: Links,
): (PhrasingContent | string)[] | null {
  if (pattern === null) return null;
  const kind = knownMetric(metric.name)?.fact ?? null;
  const fact =
    kind === 'text' ? textFact(pattern) : kind && pattern.measured && measuredFact(kind, pattern.measured);
  const { place } = judgedPart(pattern.judged, metric.name);
  if (!place) return fact ? [fact] : null;
  const where = link(lineUrl(links, pattern.path, place.line), place.title);
  return fact ? [`${fact} (`, where, ')'] : [`${rulesPass(metric)} (`, where, ')'];
}

/** What a metric is judged by and is not there yet: rules that have nothing to look at pass, and prove nothing. */
export function lackOf(
  metric: Metric,
  inspection: Inspection,
  { pattern, folder }: PatternChange,
): string | null {
  if (pattern === null) return null;
  const known = knownMetric(metric.name);
  if (known?.fact === 'text' && pattern.counts.sections === 0) return 'no section is written yet';
  const judged = known?.judged;
  if (!judged) return null;
  if (judged.measured) return hasResults(inspection, folder) ? null : 'nothing is measured yet';
  return judgedPart(pattern.judged, metric.name).place === null ? 'not written yet' : null;
}

/** Where the rules that pass say enough. */
export function rulesPass({ rules }: Metric): string {
  return rules.length === 1 ? 'its rule passes' : `all ${count(rules.length, 'rule')} pass`;
}

function textFact({ counts: { sections, sources } }: PatternFacts): string {
  return `${count(sections, 'section')}, ${count(sources, 'source')}`;
}

function measuredFact(
  kind: 'seeds' | 'baseline' | 'scale',
  { seeds, points, baseline, axis }: MeasuredFacts,
): string | null {
  if (kind === 'baseline') return `compared with “${baseline}”`;
  if (kind === 'seeds')
    return `${count(seeds, 'seed')} at ${count(points, 'point')}, versions and commands recorded`;
  if (axis === null) return null;
  return `${axis.title}: ${figure(axis.first)} to ${figure(axis.last)}, ${count(axis.points, 'point')}`;
}
