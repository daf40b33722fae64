import type { PhrasingContent, RootContent } from 'mdast';
import { listOf, type Pattern } from '../pattern/pattern.ts';
import { remembered } from '../pattern/remembered.ts';
import { list, listItem, markdownOf, paragraph, strong, table } from '../pattern/tree.ts';
import { count } from '../pattern/wording.ts';
import { chartLegend } from './chart.ts';
import { testedFrameworks } from './frameworks.ts';
import { headlineOf } from './headline.ts';
import type { Interval } from './intervals.ts';
import { change, figure } from './numbers.ts';
import { provenance } from './provenance.ts';
import { candidateWith, quantityOf, type Results, type Sweep } from './results.ts';
import { specificationTable } from './specification-table.ts';
import { columnTitle } from './titles.ts';
import { failsByGuard } from './verdict.ts';

type Inline = (PhrasingContent | string)[];

/**
 * What stands between the markers of a pattern's Evidence section, made of its results alone. The same results give the
 * same text, so that a rule can tell when it is not current.
 */
export function evidenceText(pattern: Pattern, results: Results): string {
  return textsOf(results)(pattern);
}

const textsOf = remembered((results: Results) => remembered((pattern: Pattern) => write(pattern, results)));

function write(pattern: Pattern, results: Results): string {
  const baseline = candidateWith(results, 'baseline');
  const body = markdownOf([
    paragraph(strong('Claim.'), ` ${results.claim}`),
    paragraph(strong('Verdict.'), ` ${headlineOf(results)}`),
    { type: 'paragraph', children: [{ type: 'image', url: 'chart.svg', alt: altText(results) }] },
    paragraph(chartLegend(results)),
    paragraph(...howMeasured(results)),
    paragraph(strong('Baseline'), `, ${baseline.title}: ${sentence(baseline.reason)}`),
    ...results.sweeps.flatMap((sweep, index) => [
      paragraph(strong(`B${index + 1}`), ` · ${sweep.axis.title}${sweepNote(results, sweep)}`),
      sweepTable(results, sweep),
    ]),
    ...specificationTable(pattern, results),
    paragraph(strong('Not tested:')),
    list(results.not_tested.map(item => listItem([item]))),
    ...fairnessLine(results),
    ...frameworksLine(pattern, results),
    ...provenance(pattern, results),
  ]);
  // Definitions make the [B1] of the text a link; the writer of Markdown has no other place for them.
  const definitions = results.sweeps.map((_, index) => `[B${index + 1}]: #evidence`).join('\n');
  return `${body}\n${definitions}`.trim();
}

function altText(results: Results): string {
  const { description, name } = quantityOf(results, results.primary);
  return `Chart: ${description || name} of ${results.candidates.map(({ title }) => title).join(', ')}, by ${results.sweeps.map(({ axis }) => axis.title).join(' and by ')}`;
}

function howMeasured(results: Results): Inline {
  const primary = quantityOf(results, results.primary);
  const what = primary.description || primary.name;
  const least = change(results.minimum_effect, results.compare);
  const unit = results.compare === 'difference' && primary.unit ? ` ${primary.unit}` : '';
  return [
    strong('Measured'),
    `: ${what}${primary.unit ? ` in ${primary.unit}` : ''}; ${primary.better} is better. An improvement counts from ${least}${unit}.${guardSentence(results)} ${count(results.seeds.length, 'run')} at each point; ${results.interval}.`,
  ];
}

function guardSentence(results: Results): string {
  const { guard } = results;
  if (!guard) return '';
  const { description, name, unit } = quantityOf(results, guard.quantity);
  const by = guard.compare === 'ratio' ? `a factor of ${figure(guard.margin)}` : figure(guard.margin);
  const inUnit = guard.compare === 'difference' && unit ? ` ${unit}` : '';
  const may =
    guard.compare === 'difference' && guard.margin === 0
      ? 'must not get worse'
      : `may get worse by ${by}${inUnit} at most`;
  return ` The guard, ${description || name}, ${may}.`;
}

function sweepNote(results: Results, { axis }: Sweep): string {
  const kind = axis.kind === 'size' ? 'scale' : 'condition';
  const others = results.sweeps.filter(other => other.axis.name !== axis.name);
  const resting = others.map(other => `${other.axis.title} at ${figure(other.axis.resting)}`);
  return `, ${kind}${resting.length > 0 ? `; ${resting.join(', ')}` : ''}`;
}

function sweepTable(results: Results, sweep: Sweep): RootContent {
  const pattern = candidateWith(results, 'pattern');
  const guard = results.guard;
  const header: Inline[] = [
    [columnTitle(sweep.axis)],
    ...results.candidates.map(({ title, role }): Inline => [role === 'other' ? title : `${title} (${role})`]),
    ['Improvement'],
    ...(guard ? [['Guard: worse by']] : []),
    ['Verdict'],
  ];
  const rows = sweep.points.map((point): Inline[] => {
    const found = point.effects[pattern.id];
    const range = ({ estimate, low, high }: Interval, compare: Results['compare']): string => {
      const middle = change(estimate, compare);
      if (low < high) return `${middle} (${change(low, compare)} to ${change(high, compare)})`;
      return results.seeds.length > 1 ? `${middle} in each run` : middle;
    };
    return [
      [figure(point.at)],
      ...results.candidates.map(
        ({ id }): Inline => [figure(point.candidates[id]?.means[results.primary] ?? 0)],
      ),
      [found ? range(found.effect, results.compare) : ''],
      ...(guard ? [[found?.guard ? range(found.guard, guard.compare) : '']] : []),
      [found ? `${found.verdict}${failsByGuard(results, found) ? ' (guard)' : ''}` : ''],
    ];
  });
  return table(header, rows, ['right']);
}

function fairnessLine({ fairness }: Results): RootContent[] {
  if (fairness === null) return [];
  const groups = Object.entries(fairness.groups).map(([name, size]) => `${name} (n = ${figure(size)})`);
  return [
    paragraph(
      strong('Fairness'),
      `: ${fairness.quantity.replaceAll('_', ' ')}, by groups: ${groups.join(', ')}.`,
    ),
  ];
}

function frameworksLine(pattern: Pattern, results: Results): RootContent[] {
  const named = listOf(pattern, 'frameworks').filter(id => id !== 'framework-agnostic');
  if (named.length === 0) return [];
  const tested = testedFrameworks(named, results);
  const described = named.filter(id => !tested.includes(id));
  const parts = [
    ...(tested.length > 0 ? [`measured with ${tested.join(', ')}`] : []),
    ...(described.length > 0 ? [`described, not measured: ${described.join(', ')}`] : []),
  ];
  return [paragraph(strong('Frameworks'), `: ${parts.join('; ')}.`)];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
