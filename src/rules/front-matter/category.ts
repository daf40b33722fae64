import { expectedOf } from '../../pattern/did-you-mean.ts';
import { nearSpelling } from '../../pattern/near-spelling.ts';
import { rangeAt, textOf } from '../../pattern/pattern.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';

export const category: FolderRule = {
  id: 'category',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'The category is one of those in the taxonomy.',
  why: 'Categories are a closed list, so that readers, labels and folders agree.',
  fix: 'Choose a category from `patterns/<domain>/taxonomy.yaml`. A new category is proposed by changing that file first.',
  failing: caching(readme('fingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimisation')),
  passing: caching(cachingDraft),
  *check(pattern, { taxonomy }) {
    const written = textOf(pattern, 'category');
    const ids = taxonomy.categories.map(item => item.id);
    if (written === null || ids.includes(written)) return;
    // `serving` for `ml/serving` is the slip that everybody makes once.
    const withDomain = written.includes('/') ? written : `${taxonomy.domain}/${written}`;
    // Folder and spelling have to agree on what was meant.
    const meant = nearSpelling(withDomain, ids);
    const list = { of: 'categories that', at: `patterns/${taxonomy.domain}/taxonomy.yaml` };
    yield {
      range: rangeAt(pattern, '/category'),
      message: `\`category\` is ${code(written)}. ${expectedOf(withDomain, ids, list)}`,
      fix: meant === pattern.place.category ? textFix(pattern, '/category', meant) : null,
    };
  },
};
