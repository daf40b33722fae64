import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { hint } from '../../pattern/did-you-mean.ts';
import { rangeAt } from '../../pattern/pattern.ts';
import { below } from '../../pattern/pointer.ts';
import { keyFix } from '../../pattern/value-fix.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';
import { renamedKeys } from './renamed-keys.ts';

const known = Object.keys(patternSchema.properties);

export const knownKeys: FolderRule = {
  id: 'known-keys',
  since: '0.1.0',
  scope: 'folder',
  severity: 'warning',
  what: 'The front matter uses keys that the library knows.',
  why: 'A misspelt key is silently without effect, and the front matter stays short when sentences go into the body.',
  fix: 'Correct the spelling, or move what you want to say into the body.',
  failing: caching(readme(`${cachingKeys}\nsumary: Serve repeated requests from memory.`)),
  passing: caching(cachingDraft),
  *check(pattern) {
    if (pattern.frontMatter.state !== 'read') return;
    const { value } = pattern.frontMatter.yaml;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const renamed = renamedKeys(Object.keys(value), known);
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const advice = hint(key, known) || ' What it says may belong in the body.';
      const meant = renamed.get(key);
      yield {
        range: rangeAt(pattern, below('', key), 'key'),
        message: `The key ${code(key)} is not known and has no effect.${advice}`,
        fix: meant === undefined ? null : keyFix(pattern, below('', key), meant),
      };
    }
  },
};
