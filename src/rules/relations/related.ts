import { readmeOf } from '../../catalog/entry.ts';
import { entryAt } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import { hint } from '../../pattern/did-you-mean.ts';
import { code, oneOf } from '../../pattern/wording.ts';
import { cachingKeys, cachingPath, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';

const kinds = [
  'requires',
  'refines',
  'composes',
  'alternative-to',
  'conflicts-with',
  'mitigates',
  'mitigated-by',
  'causes',
];
const batching = 'patterns/ml/optimization/dynamic-batching/README.md';
const batchingReadme = readme(
  'fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization',
  '# Dynamic Batching\n',
);
const relatedTo = (line: string): string =>
  readme(cachingKeys, `# Prediction Caching\n\n## Known uses and related\n\n- ${line}\n`);

export const related: PatternRule = {
  id: 'related',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  what: 'A related pattern exists, and the link leads to the pattern whose fingerprint it names.',
  why: 'Relations are how readers move through the library; one that leads to another pattern than it says misleads.',
  fix: 'Write `relation [ML-XXX-000 name](../folder/README.md)` with a pattern of the library.',
  failing: {
    files: {
      [cachingPath]: relatedTo('composes [ML-OPT-001 Dynamic Batching](../dynamic-batching/README.md)'),
      [batching]: batchingReadme,
    },
  },
  passing: {
    files: {
      [cachingPath]: relatedTo('composes [ML-OPT-007 Dynamic Batching](../dynamic-batching/README.md)'),
      [batching]: batchingReadme,
    },
  },
  *check(pattern, { library, taxonomy }) {
    const own = pattern.fingerprint;
    for (const { kind, fingerprint, target, range } of pattern.relations) {
      // Of two with one fingerprint, which `fingerprint-unique` tells, the last by path is meant.
      const entry = entriesWith(library, fingerprint).at(-1);
      const linked = target === null ? null : entryAt(library, target.replace(/\/README\.md$/, ''));
      if (!kinds.includes(kind)) {
        const what = kind === '' ? 'The relation is missing before the link' : `${code(kind)} is no relation`;
        yield { range, message: `${what}; expected ${oneOf(kinds)}.${hint(kind, kinds)}` };
      }
      if (fingerprint === own) {
        yield { range, message: `${code(fingerprint)} is this very pattern. Relate it to another.` };
      } else if (!entry) {
        const planned = taxonomy.topics.find(topic => topic.fingerprint === fingerprint);
        const state = planned ? `planned (${code(planned.title)}) but not written yet` : 'not in the library';
        yield { range, message: `${code(fingerprint)} is ${state}. Relate only to patterns that exist.` };
      } else if (linked?.fingerprint !== fingerprint) {
        const leads = linked ? `leads to ${code(linked.fingerprint)}` : 'leads to no pattern';
        yield {
          range,
          message: `The link names ${code(fingerprint)} and ${leads}. It should lead to ${code(readmeOf(entry))}.`,
        };
      }
    }
  },
};
