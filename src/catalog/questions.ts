import { knownMetric } from './known-metrics.ts';
import type { Metric } from './quality-table.ts';

/** What a person asks oneself when judging a metric. */
export function questionFor({ name, requirement }: Pick<Metric, 'name' | 'requirement'>): string {
  return knownMetric(name)?.question ?? `Is the requirement met: ${requirement}?`;
}
