import { knownMetric } from '../catalog/known-metrics.ts';

/** A line of the library's specification, the rules that serve it, and the part that only a person can judge. */
export type Requirement = { part: string; line: string; rules: readonly string[]; person: string };

const of =
  (part: string) =>
  (line: string, rules: readonly string[], person: string): Requirement => ({
    part,
    line,
    rules,
    person,
  });
const guideline = of('Submission Guidelines');
const metric = of('Quality Metrics');
const validation = of('ML Pattern Validation');
const resource = of('Pattern Documentation');
const named = of('What is listed by name');

/** Every requirement of the specification, line by line; docs/rules.md shows it. */
export const requirements: readonly Requirement[] = [
  guideline(
    'Include framework compatibility',
    ['frameworks', 'framework-compatibility'],
    'Is the code idiomatic in each framework?',
  ),
  guideline(
    'Document resource requirements',
    ['resources', 'accepted-keys'],
    'Are these the resources of a realistic use?',
  ),
  guideline(
    'Provide benchmark results',
    ['benchmark', 'results', 'baseline', 'figures'],
    'Is the baseline what a competent team would do first?',
  ),
  guideline(
    'Include reproducibility info',
    ['results-current', 'evidence-current', 'examples-ran'],
    'Would a newcomer get the same result elsewhere?',
  ),
  guideline(
    'Note ethical considerations',
    ['ethics', 'fairness', 'personal-data'],
    'Is it honest, and is nobody missing?',
  ),
  metric(
    'Reproducibility: Full instructions',
    knownMetric('reproducibility')?.rules ?? [],
    'Would a newcomer get the same result, on another machine, from these instructions alone?',
  ),
  metric(
    'Performance: Benchmarked',
    knownMetric('performance')?.rules ?? [],
    'Is the baseline what a competent team would do first, and is the workload like theirs?',
  ),
  metric(
    'Scalability: Tested at scale',
    knownMetric('scalability')?.rules ?? [],
    'Did the size grow along the axis that matters?',
  ),
  metric(
    'Documentation: Complete',
    knownMetric('documentation')?.rules ?? [],
    'Is it clear, right and free of advertising?',
  ),
  metric(
    'Ethics: Considered',
    knownMetric('ethics')?.rules ?? [],
    'Is it honest, and is nobody who is affected left out?',
  ),
  validation('Performance benchmarks', ['benchmark', 'results', 'baseline'], 'Is the comparison fair?'),
  validation('Scalability testing', ['scale-axis', 'untested'], 'Is this the axis that matters?'),
  validation('Resource usage profiling', ['resources'], 'Is what was measured what users will pay for?'),
  validation(
    'Reproducibility verification',
    ['results-current', 'evidence-current', 'examples-ran'],
    'Has somebody else, or a trustworthy run, measured it again?',
  ),
  validation(
    'Bias and fairness assessment',
    ['fairness', 'fairness-groups'],
    'Are these the right groups, and the right quantity?',
  ),
  resource(
    'Implementation notebooks',
    ['code-blocks', 'examples-ran'],
    'Is it what one would run in production? `patterns notebook` exports it.',
  ),
  resource('Architecture diagrams', ['architecture'], 'Does the diagram match the text?'),
  resource(
    'Performance comparisons',
    ['benchmark', 'evidence-current', 'chart-current', 'figures'],
    'Are both signs of the trade-off shown?',
  ),
  resource('Migration guides', ['migration'], 'Would the steps work in a running system?'),
  resource('Best practices', ['best-practices'], 'Are they more than platitudes?'),
  named(
    'Stages, checks, dimensions, strategies and figures under a topic',
    ['must-mention', 'specification-figures'],
    'Is each of them explained where it is mentioned?',
  ),
];
