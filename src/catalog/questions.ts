import type { Metric } from './quality-table.ts';

/** What a person asks oneself when judging a metric: the part that no machine can. */
const questions: Record<string, string> = {
  reproducibility: 'Would a newcomer get the same result elsewhere from these instructions?',
  performance: 'Is the baseline what a competent team would do first, and the workload representative?',
  scalability: 'Is the axis on which it was tested the one that matters?',
  documentation: 'Could I decide from this text whether to use it?',
  ethics: 'Is it honest, and is anyone affected missing?',
};

export function questionFor(metric: Metric): string {
  return questions[metric.name.toLowerCase()] ?? `Is the requirement met: ${metric.requirement}?`;
}
