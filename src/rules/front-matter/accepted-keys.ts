import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { keyValue, rangeAt } from '../../pattern/pattern.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';
import { missingKeys } from './missing-keys.ts';

const described = patternSchema.properties as Record<string, { description?: string }>;

export const acceptedKeys: FolderRule = {
  id: 'accepted-keys',
  since: '0.1.0',
  scope: 'folder',
  severity: 'info',
  what: 'A draft is told which keys an accepted pattern has.',
  why: 'A draft needs three keys; readers find and trust a pattern by the others.',
  fix: 'Add the keys when you know them. They are required once `status` is `accepted`.',
  failing: caching(readme(cachingKeys)),
  passing: caching(
    readme(`${cachingKeys}
summary: Serve repeated requests from memory instead of running the model again.
symptom: The same inputs are scored again and again.
frameworks: [framework-agnostic]
accelerator: none
personal_data: possible`),
  ),
  *check(pattern, context) {
    if (pattern.frontMatter.state !== 'read') return;
    // What is deprecated or superseded is not on its way to being accepted.
    const status = keyValue(pattern, 'status') ?? 'draft';
    if (status !== 'draft') return;
    const missing = patternSchema.$defs.accepted.required.filter(key => keyValue(pattern, key) === undefined);
    if (missing.length === 0) return;
    const keys = missing.map(key => `${code(key)} (${described[key]?.description ?? ''})`);
    yield {
      range: rangeAt(pattern, ''),
      message: `An accepted pattern also has ${keys.join(', ')}.`,
      fix: missingKeys(pattern, missing, context).fixFor(missing[0] ?? ''),
    };
  },
};
