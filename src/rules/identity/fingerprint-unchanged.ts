import { entryAt, nameKey } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import { withFingerprint } from '../../catalog/pattern-facts.ts';
import { folderOf } from '../../pattern/place.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath, pattern as readme } from '../examples/example.ts';
import type { PatternRule } from '../rule.ts';

export const fingerprintUnchanged: PatternRule = {
  id: 'fingerprint-unchanged',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  needs: ['base'],
  what: 'A pattern keeps its fingerprint for ever.',
  why: 'Links, citations and other patterns refer to it; a changed id breaks them without a trace.',
  fix: 'Put the old fingerprint back. A pattern that is really another one gets a folder and a fingerprint of its own.',
  failing: {
    files: {
      [cachingPath]: readme('fingerprint: ML-OPT-010\nname: Prediction Caching\ncategory: ml/optimization'),
    },
    base: { [cachingPath]: cachingDraft },
  },
  passing: { files: { [cachingPath]: cachingDraft }, base: { [cachingPath]: cachingDraft } },
  *check(pattern, { base, library }) {
    const before = base && entryAt(base, folderOf(pattern.place));
    const { fingerprint } = pattern;
    if (!before || fingerprint === before.fingerprint || !pattern.isRead) return;
    // With another name here and the fingerprint elsewhere, the pattern has moved and another one has taken its folder.
    const isAnother = nameKey(pattern.name ?? '') !== nameKey(before.name);
    if (isAnother && entriesWith(library, before.fingerprint).length > 0) return;
    const now = fingerprint === null ? 'is gone' : `is now ${code(fingerprint)}`;
    yield {
      range: pattern.ranges.fingerprint,
      message: `The fingerprint of this pattern is ${code(before.fingerprint)} and ${now}. Fingerprints never change: put ${code(before.fingerprint)} back.`,
      fix: withFingerprint(pattern, before.fingerprint),
    };
  },
};
