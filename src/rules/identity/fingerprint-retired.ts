import { nextFree, partsOf } from '../../catalog/fingerprint.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';
import { newFingerprintFix } from './new-fingerprint-fix.ts';

export const fingerprintRetired: PatternRule = {
  id: 'fingerprint-retired',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  what: 'A retired fingerprint is never used again.',
  why: 'Whoever follows an old reference must not land on another pattern.',
  fix: 'Take the next free fingerprint of the area.',
  failing: caching(readme('fingerprint: ML-OPT-099\nname: Prediction Caching\ncategory: ml/optimization')),
  passing: caching(cachingDraft),
  *check(pattern, context) {
    const { taxonomy, library } = context;
    const { fingerprint } = pattern;
    const parts = fingerprint === null ? null : partsOf(fingerprint);
    if (fingerprint === null || parts === null || !taxonomy.retired.includes(fingerprint)) return;
    const used = library.entries.map(entry => entry.fingerprint);
    const free = nextFree(taxonomy, parts.area, used);
    yield {
      range: pattern.ranges.fingerprint,
      message: `${code(fingerprint)} is retired and never used again.${free === null ? '' : ` The next free one is ${code(free)}.`}`,
      fix: newFingerprintFix(pattern, context),
    };
  },
};
