import { candidateWith, type Results } from '../evidence/results.ts';

/** What a review tells of a pattern's results. */
export type MeasuredFacts = {
  seeds: number;
  /** Of all sweeps together. */
  points: number;
  baseline: string;
  /** The first sweep; null when it has no points. */
  axis: { title: string; first: number; last: number; points: number } | null;
};

/** Null: there are no results that can be relied on. */
export function measuredFactsOf(results: Results | null): MeasuredFacts | null {
  if (results === null) return null;
  const [sweep] = results.sweeps;
  const [first, last] = [sweep?.points[0], sweep?.points.at(-1)];
  return {
    seeds: results.seeds.length,
    points: results.sweeps.flatMap(sweep => sweep.points).length,
    baseline: candidateWith(results, 'baseline').title,
    axis:
      sweep && first && last
        ? { title: sweep.axis.title, first: first.at, last: last.at, points: sweep.points.length }
        : null,
  };
}
