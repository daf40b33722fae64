import type { PhrasingContent } from 'mdast';
import { judgedPart } from '../../catalog/judged-part.ts';
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
  const name = metric.name.toLowerCase();
  const fact =
    name === 'documentation' ? textFact(pattern) : pattern.measured && measuredFact(name, pattern.measured);
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
  const name = metric.name.toLowerCase();
  if (measuredMetrics.includes(name) && !hasResults(inspection, folder)) return 'nothing is measured yet';
  if (name === 'ethics' && judgedPart(pattern.judged, metric.name).place === null) return 'not written yet';
  return null;
}

const measuredMetrics = ['reproducibility', 'performance', 'scalability'];

/** Where the rules that pass say enough. */
export function rulesPass({ rules }: Metric): string {
  return rules.length === 1 ? 'its rule passes' : `all ${count(rules.length, 'rule')} pass`;
}

function textFact({ counts: { sections, sources } }: PatternFacts): string {
  return `${count(sections, 'section')}, ${count(sources, 'source')}`;
}

function measuredFact(metric: string, { seeds, points, baseline, axis }: MeasuredFacts): string | null {
  if (metric === 'reproducibility')
    return `${count(seeds, 'seed')} at ${count(points, 'point')}, versions and commands recorded`;
  if (metric === 'performance') return `compared with “${baseline}”`;
  if (metric !== 'scalability' || axis === null) return null;
  return `${axis.title}: ${figure(axis.first)} to ${figure(axis.last)}, ${count(axis.points, 'point')}`;
}
