import { categoryOfArea, partsOf } from '../../catalog/fingerprint.ts';
import { rangeAt, textOf } from '../../pattern/pattern.ts';
import { folderOf } from '../../pattern/place.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';

export const folder: FolderRule = {
  id: 'folder',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'A pattern lies in the folder of its category.',
  why: 'Readers browse folders and machines read the category; the two must say the same.',
  fix: 'Move the folder with `git mv`, or correct `category`.',
  failing: caching(
    readme('fingerprint: ML-MON-001\nname: Production Model Monitor\ncategory: ml/monitoring'),
  ),
  passing: caching(cachingDraft),
  *check(pattern, { taxonomy }) {
    const written = textOf(pattern, 'category');
    const { category, slug } = pattern.place;
    if (written === null || written === category || !taxonomy.categories.some(item => item.id === written))
      return;
    // A file cannot be moved by an edit: the folder is right, unless the fingerprint speaks for the category.
    const area = partsOf(textOf(pattern, 'fingerprint') ?? '')?.area;
    const isFolderRight =
      taxonomy.categories.some(item => item.id === category) &&
      !(area !== undefined && categoryOfArea(taxonomy, area)?.id === written);
    yield {
      range: rangeAt(pattern, '/category'),
      message: `\`category\` is ${code(written)}, but the file lies in ${code(folderOf(pattern.place))}. Move it to ${code(`patterns/${written}/${slug}`)}, or write ${code(`category: ${category}`)}.`,
      fix: isFolderRight ? textFix(pattern, '/category', category) : null,
    };
  },
};
