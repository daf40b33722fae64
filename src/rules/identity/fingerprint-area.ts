import { categoryOfArea, partsOf } from '../../catalog/fingerprint.ts';
import { rangeAt, textOf } from '../../pattern/pattern.ts';
import { code, oneOf } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';
import { fingerprintFix } from './fingerprint-fix.ts';

export const fingerprintArea: FolderRule = {
  id: 'fingerprint-area',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'The area code in the fingerprint belongs to the category.',
  why: 'Each area code belongs to one category, so that a fingerprint alone tells where a pattern is.',
  fix: 'Take a fingerprint with an area code of the category; `patterns new` proposes the next free one.',
  failing: caching(readme('fingerprint: ML-MON-001\nname: Prediction Caching\ncategory: ml/optimization')),
  passing: caching(cachingDraft),
  *check(pattern, context) {
    const { taxonomy } = context;
    const fingerprint = textOf(pattern, 'fingerprint');
    const parts = fingerprint === null ? null : partsOf(fingerprint);
    if (fingerprint === null || parts === null) return;
    const range = rangeAt(pattern, '/fingerprint');
    const written = textOf(pattern, 'category');
    // Where folder and category differ, nobody knows yet which of them the fingerprint has to follow.
    const fix = written === pattern.place.category ? fingerprintFix(pattern, context) : null;
    if (parts.prefix !== taxonomy.prefix) {
      yield {
        range,
        message: `${code(fingerprint)} begins with ${code(parts.prefix)}; fingerprints of this domain begin with ${code(taxonomy.prefix)}.`,
        fix,
      };
      return;
    }
    const category = taxonomy.categories.find(item => item.id === written);
    const owner = categoryOfArea(taxonomy, parts.area);
    if (owner === null) {
      const areas = category?.areas ?? taxonomy.categories.flatMap(item => item.areas);
      const message = `The area code ${code(parts.area)} does not exist; expected ${oneOf(areas)}.`;
      yield { range, message, fix };
    } else if (category && owner.id !== category.id) {
      yield {
        range,
        message: `The area code ${code(parts.area)} belongs to ${code(owner.id)}; for ${code(category.id)} it is ${oneOf(category.areas)}.`,
        fix,
      };
    }
  },
};
