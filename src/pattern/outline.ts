/** The sections that an accepted pattern has, in the order in which readers find them. */
const sections = [
  'Intent',
  'When to use it',
  'Evidence',
  'Context and forces',
  'Architecture',
  'Implementation',
  'Trade-offs',
  'Failure modes',
  'Migration',
  'Best practices',
  'Ethics and fairness',
  'Known uses and related',
  'References',
] as const;

/** An anti-pattern has the same frame; these sections have other names. */
const inAntiPatterns: Record<string, readonly string[]> = {
  'When to use it': ['Symptoms', 'When it is acceptable'],
  Implementation: ['Detection'],
  Migration: ['Refactored solution'],
  'Trade-offs': ['Why it happens, what it costs'],
};

/** The section titles expected of a pattern in this category. */
export function outlineOf(category: string): string[] {
  const anti = category.endsWith('/anti-patterns');
  return sections.flatMap(section => (anti ? (inAntiPatterns[section] ?? [section]) : [section]));
}
