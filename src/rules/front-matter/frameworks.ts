import { expectedOf } from '../../pattern/did-you-mean.ts';
import { nearSpelling } from '../../pattern/near-spelling.ts';
import { keyValue, rangeAt } from '../../pattern/pattern.ts';
import { below } from '../../pattern/pointer.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';

export const frameworks: FolderRule = {
  id: 'frameworks',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'Each framework is one of those that the taxonomy supports.',
  why: 'Readers filter by framework, and each framework has one label.',
  fix: 'Use the spelling of `patterns/<domain>/taxonomy.yaml`; `framework-agnostic` when none is needed.',
  failing: caching(readme(`${cachingKeys}\nframeworks: [sklearn]`)),
  passing: caching(readme(`${cachingKeys}\nframeworks: [scikit-learn]`)),
  *check(pattern, { taxonomy }) {
    const written = keyValue(pattern, 'frameworks');
    if (!Array.isArray(written)) return;
    const ids = taxonomy.frameworks.map(item => item.id);
    const list = { of: 'that', at: `patterns/${taxonomy.domain}/taxonomy.yaml` };
    for (const [index, framework] of written.entries()) {
      if (typeof framework !== 'string' || ids.includes(framework)) continue;
      const usually = Object.hasOwn(usual, framework.toLowerCase())
        ? usual[framework.toLowerCase()]
        : undefined;
      const pointer = below('/frameworks', index);
      // Keras runs on several of them, so it is only guessed.
      const meant = framework.toLowerCase() === 'keras' ? null : nearSpelling(usually ?? framework, ids);
      yield {
        range: rangeAt(pattern, pointer),
        message: `${code(framework)} is not a supported framework. ${expectedOf(usually ?? framework, ids, list)}`,
        fix: meant === null ? null : textFix(pattern, pointer, meant),
      };
    }
  },
};

/** What people call them. */
const usual: Record<string, string> = {
  sklearn: 'scikit-learn',
  torch: 'pytorch',
  tf: 'tensorflow',
  keras: 'tensorflow',
  agnostic: 'framework-agnostic',
  any: 'framework-agnostic',
};
