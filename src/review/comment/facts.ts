import type { PhrasingContent } from 'mdast';
import type { Metric } from '../../catalog/quality-table.ts';
import { evidenceOf } from '../../evidence/evidence.ts';
import { figure } from '../../evidence/numbers.ts';
import { candidateWith, type Results } from '../../evidence/results.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { sectionsOf } from '../../pattern/sections.ts';
import { link } from '../../pattern/tree.ts';
import { count } from '../../pattern/wording.ts';
import { placeToJudge } from '../agreement/judged-part.ts';
import { hasResults } from '../disagreement.ts';
import { type Links, lineUrl } from '../finding.ts';
import type { Inspection } from '../inspect.ts';
import type { PatternChange } from '../pattern-change.ts';

/** What a metric's rules found to be there, in a few words that lead to the place; null where they say enough by passing. */
export function factOf(
  metric: Metric,
  { files }: Inspection,
  { pattern, folder }: PatternChange,
  links: Links,
): (PhrasingContent | string)[] | null {
  if (pattern === null) return null;
  const results = evidenceOf(folder, path => files.find(file => file.path === path)).results?.results ?? null;
  const name = metric.name.toLowerCase();
  const fact = name === 'documentation' ? textFact(pattern) : results && measuredFact(name, results);
  const place = placeToJudge(metric.name, pattern);
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
  if (name === 'ethics' && placeToJudge(metric.name, pattern) === null) return 'not written yet';
  return null;
}

const measuredMetrics = ['reproducibility', 'performance', 'scalability'];

/** Where the rules that pass say enough. */
export function rulesPass({ rules }: Metric): string {
  return rules.length === 1 ? 'its rule passes' : `all ${count(rules.length, 'rule')} pass`;
}

function textFact(pattern: Pattern): string {
  const sources = pattern.body.children.filter(({ type }) => type === 'footnoteDefinition').length;
  return `${count(sectionsOf(pattern.body).length, 'section')}, ${count(sources, 'source')}`;
}

function measuredFact(metric: string, results: Results): string | null {
  const points = results.sweeps.flatMap(sweep => sweep.points).length;
  if (metric === 'reproducibility')
    return `${count(results.seeds.length, 'seed')} at ${count(points, 'point')}, versions and commands recorded`;
  if (metric === 'performance') {
    const { title } = candidateWith(results, 'baseline');
    return `compared with “${title}”`;
  }
  const [sweep] = results.sweeps;
  const [first, last] = [sweep?.points[0], sweep?.points.at(-1)];
  if (metric !== 'scalability' || !sweep || !first || !last) return null;
  return `${sweep.axis.title}: ${figure(first.at)} to ${figure(last.at)}, ${count(sweep.points.length, 'point')}`;
}
