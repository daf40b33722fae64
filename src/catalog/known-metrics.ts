/** What we know of a metric that a library's quality table may ask for; of others, a maintainer judges the whole text. */
export type KnownMetric = {
  /** What a person asks oneself when judging it: the part that no machine can. */
  question: string;
  /** Ids of the rules that must pass where the table has no Evidence column. */
  rules: readonly string[];
  /** What a person looks at to judge it; null: the whole text. */
  judged: Judged | null;
  /** What the review says of that which is there; null: where to find it is enough. */
  fact: 'seeds' | 'baseline' | 'scale' | 'text' | null;
  /** Whether its row asks that the benchmarks are measured again. */
  rerun: boolean;
};

/** Sections of the README, the first of them where to look first, keys of its front matter, and what was measured. */
export type Judged = { sections: readonly string[]; keys: readonly string[]; measured: boolean };

// Agreements hold a digest of question and judged part: whoever changes one of them here asks everybody again.
const knownMetrics = new Map<string, KnownMetric>([
  [
    'reproducibility',
    {
      question: 'Would a newcomer get the same result elsewhere from these instructions?',
      rules: ['benchmark', 'results', 'results-current', 'evidence-current', 'chart-current', 'examples-ran'],
      judged: { sections: ['Evidence', 'Implementation'], keys: [], measured: true },
      fact: 'seeds',
      rerun: true,
    },
  ],
  [
    'performance',
    {
      question: 'Is the baseline what a competent team would do first, and the workload representative?',
      rules: ['baseline', 'figures', 'specification-figures', 'resources'],
      judged: { sections: ['Evidence', 'Trade-offs'], keys: [], measured: true },
      fact: 'baseline',
      rerun: false,
    },
  ],
  [
    'scalability',
    {
      question: 'Is the axis on which it was tested the one that matters?',
      rules: ['scale-axis', 'untested'],
      judged: { sections: ['Evidence'], keys: [], measured: true },
      fact: 'scale',
      rerun: false,
    },
  ],
  [
    'documentation',
    {
      question: 'Could I decide from this text whether to use it?',
      rules: [
        'schema',
        'required-sections',
        'intent',
        'conditions',
        'forces',
        'architecture',
        'code-blocks',
        'trade-offs',
        'failure-modes',
        'migration',
        'best-practices',
        'known-uses',
        'footnotes',
        'references',
        'must-mention',
        'template-text',
        'links',
        'related',
        'relations-agree',
        'alternative-condition',
        'framework-compatibility',
      ],
      judged: null,
      fact: 'text',
      rerun: false,
    },
  ],
  [
    'ethics',
    {
      question: 'Is it honest, and is anyone affected missing?',
      rules: ['ethics', 'fairness', 'fairness-groups', 'personal-data'],
      judged: { sections: ['Ethics and fairness'], keys: ['personal_data'], measured: false },
      fact: null,
      rerun: false,
    },
  ],
]);

/** The names in lower case. */
export const knownMetricNames: readonly string[] = [...knownMetrics.keys()];

/** Looks a metric up by the name that a quality table gives it, in whatever case. */
export function knownMetric(name: string): KnownMetric | undefined {
  return knownMetrics.get(name.toLowerCase());
}
