import { withChange } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { examine } from '../inspection/examine.ts';
import { reportOn } from '../inspection/report.ts';
import { folderOf } from '../pattern/place.ts';
import { isThere } from './directory-tree.ts';
import { type Draft, draftText, pathOf, slugOf } from './draft.ts';
import type { OpenDomain } from './plan-draft.ts';

/** The first thing that speaks against a draft, by the rules themselves; null when it would pass. */
export function objectionTo(
  draft: Draft,
  root: string,
  { domain, library, taxonomy }: OpenDomain,
): string | null {
  const folder = folderOf({ category: draft.category, slug: slugOf(draft) });
  if (isThere(root, folder))
    return `${folder} is there already. Extend that pattern, or choose another name.`;
  const files = [{ path: pathOf(draft), text: draftText(draft) }];
  const examination = examine({ path: folder, files }, { domain, taxonomy, rules: true });
  const added = libraryOf(examination.files, () => '');
  const report = reportOn(
    { domain, examinations: [examination], others: [], edited: null },
    {
      taxonomy,
      library: withChange(library, new Set(), added),
      base: null,
      exists: path => isThere(root, path),
    },
  );
  return report.diagnostics.find(({ severity }) => severity !== 'info')?.message ?? null;
}
