import { withChange } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { parseFile } from '../pattern/parsed-file.ts';
import { folderOf } from '../pattern/place.ts';
import { check } from '../rules/check.ts';
import { type Draft, draftText, pathOf, slugOf } from './draft.ts';
import { isThere } from './is-there.ts';
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
  const file = parseFile({ path: pathOf(draft), text: draftText(draft) });
  const added = libraryOf([file], () => '');
  const report = check(
    { domain, files: [file], edited: null },
    {
      taxonomy,
      library: withChange(library, new Set(), added),
      base: null,
      exists: path => isThere(root, path),
    },
  );
  return report.diagnostics.find(({ severity }) => severity !== 'info')?.message ?? null;
}
