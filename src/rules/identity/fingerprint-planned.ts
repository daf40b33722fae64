import { nextFree, partsOf } from '../../catalog/fingerprint.ts';
import { nameKey } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import { spokenFor } from '../../catalog/spoken-for.ts';
import { plannedTopics } from '../../catalog/taxonomy.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';

export const fingerprintPlanned: PatternRule = {
  id: 'fingerprint-planned',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'warning',
  needs: ['base'],
  what: 'A new pattern takes no fingerprint that the taxonomy plans for another topic.',
  why: 'Whoever writes that topic later would find its fingerprint taken, and what refers to the plan would lead to another pattern.',
  fix: 'Take the next free fingerprint; or, if it is that topic, the name that is planned.',
  failing: {
    ...caching(readme('fingerprint: ML-OPT-007\nname: Response Compression\ncategory: ml/optimization')),
    base: {},
  },
  passing: { ...caching(cachingDraft), base: {} },
  *check(pattern, context) {
    const { taxonomy, base } = context;
    const { fingerprint, name } = pattern;
    const area = partsOf(fingerprint ?? '')?.area;
    // Whoever has it already, here or elsewhere, keeps it.
    if (!base || fingerprint === null || area === undefined || entriesWith(base, fingerprint).length > 0)
      return;
    const topics = plannedTopics(taxonomy).filter(topic => topic.fingerprint === fingerprint);
    const [planned] = topics;
    if (!planned || name === null || topics.some(({ title }) => nameKey(title) === nameKey(name))) return;
    const free = nextFree(taxonomy, area, spokenFor(context));
    const other = free === null ? 'another fingerprint' : code(free);
    yield {
      range: pattern.ranges.fingerprint,
      message: `${code(fingerprint)} is planned for ${code(planned.title)}. If this is that pattern, give it that name; otherwise take ${other}.`,
    };
  },
};
