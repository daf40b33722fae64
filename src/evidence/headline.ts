import { figure } from './numbers.ts';
import { candidateWith, type Results, type Sweep } from './results.ts';
import type { Verdict } from './verdict.ts';

/**
 * The verdict in a sentence: the range of the first axis where the claim holds, and where it does not. Further axes are
 * named with what they add.
 */
export function headlineOf(results: Results): string {
  return results.sweeps.map(sweep => sentenceOf(results, sweep)).join(' ');
}

function sentenceOf(results: Results, sweep: Sweep): string {
  const pattern = candidateWith(results, 'pattern').id;
  const verdicts = sweep.points.map(point => ({
    at: point.at,
    verdict: point.effects[pattern]?.verdict ?? 'mixed',
  }));
  const parts = (['supports', 'mixed', 'contradicts'] as const).flatMap(verdict => {
    const ranges = rangesOf(verdicts, verdict);
    return ranges.length === 0 ? [] : [`${words[verdict]} at ${ranges.join(' and ')}`];
  });
  const { title, unit } = sweep.axis;
  const axis = unit === '' || title.toLowerCase().includes(unit.toLowerCase()) ? title : `${title}, ${unit}`;
  return `${capital(parts.join(', '))} (${axis}).`;
}

const words: Record<Verdict, string> = {
  supports: 'supported',
  mixed: 'undecided',
  contradicts: 'contradicted',
};

/** Neighbouring points with the same verdict as one range. */
function rangesOf(points: readonly { at: number; verdict: Verdict }[], verdict: Verdict): string[] {
  const ranges: { from: number; to: number }[] = [];
  for (const [index, point] of points.entries()) {
    if (point.verdict !== verdict) continue;
    const open = ranges.at(-1);
    if (open && points[index - 1]?.verdict === verdict) open.to = point.at;
    else ranges.push({ from: point.at, to: point.at });
  }
  return ranges.map(({ from, to }) => (from === to ? figure(from) : `${figure(from)} to ${figure(to)}`));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
