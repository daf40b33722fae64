import { readmeOf } from '../../catalog/entry.ts';
import { nextFree, partsOf } from '../../catalog/fingerprint.ts';
import { nameKey } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import { spokenFor } from '../../catalog/spoken-for.ts';
import { plannedTopics, type Taxonomy } from '../../catalog/taxonomy.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';
import { newFingerprintFix } from './new-fingerprint-fix.ts';

const batching = 'patterns/ml/optimization/dynamic-batching/README.md';

export const fingerprintUnique: PatternRule = {
  id: 'fingerprint-unique',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  what: 'No two patterns have the same fingerprint.',
  why: 'The fingerprint is how everything refers to a pattern.',
  fix: 'Take the next free fingerprint of the area.',
  failing: {
    files: {
      [cachingPath]: cachingDraft,
      [batching]: readme('fingerprint: ML-OPT-008\nname: Dynamic Batching\ncategory: ml/optimization'),
    },
  },
  passing: {
    files: {
      [cachingPath]: cachingDraft,
      [batching]: readme('fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization'),
    },
  },
  *check(pattern, context) {
    const { library, taxonomy, base } = context;
    const { fingerprint } = pattern;
    const parts = fingerprint === null ? null : partsOf(fingerprint);
    if (fingerprint === null || parts === null) return;
    const other = entriesWith(library, fingerprint).find(entry => readmeOf(entry) !== pattern.path);
    if (!other) return;
    // Whoever had it before the change keeps it: only the newcomer is told.
    const owner = base ? entriesWith(base, fingerprint) : [];
    if (owner.length === 1 && owner[0] && readmeOf(owner[0]) === pattern.path) return;
    const used = spokenFor(context);
    const planned = plannedFor(taxonomy, pattern.name ?? '', used);
    const free = nextFree(taxonomy, areaFor(pattern, taxonomy, parts.area), used);
    const hint = planned
      ? ` The taxonomy keeps ${code(planned)} for a pattern of this name.`
      : free
        ? ` The next free one is ${code(free)}.`
        : '';
    yield {
      range: pattern.ranges.fingerprint,
      message: `${code(fingerprint)} already belongs to ${code(other.name)} (${code(readmeOf(other))}).${hint}`,
      fix: newFingerprintFix(pattern, context),
    };
  },
};

/** The fingerprint that the taxonomy plans for a topic of this name, while nobody has it. */
function plannedFor(taxonomy: Taxonomy, name: string, used: ReadonlySet<string>): string | null {
  const topic = plannedTopics(taxonomy).find(
    ({ title, fingerprint }) => nameKey(title) === nameKey(name) && !used.has(fingerprint),
  );
  return topic?.fingerprint ?? null;
}

/** The written area, unless it belongs to another category than the folder: then the folder's. */
function areaFor(pattern: PatternFacts, taxonomy: Taxonomy, written: string): string {
  const category = taxonomy.categories.find(({ id }) => id === pattern.place.category);
  return category && !category.areas.includes(written) ? (category.areas[0] ?? written) : written;
}
