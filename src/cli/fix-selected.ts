import type { Tree } from '../inspection/tree.ts';
import { applyFixes, compatibleFixes } from '../pattern/apply-fixes.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { isReadable } from '../pattern/source-file.ts';
import type { Checked } from './check-selected.ts';

/** A file as it was read and as it is to be, byte-order mark included, and how many fixes that took. */
export type FixedFile = { path: string; before: string; after: string; fixes: number };

/** A fix may show the next fault, and two in each other's way need two rounds. More than these would go in circles. */
const maxRounds = 10;

/** What `--fix` applies: advice is left to the author, who may not want to follow it yet. */
export function isFixable({ fix, severity }: Diagnostic): boolean {
  return fix !== undefined && severity !== 'info';
}

/** The files once nothing is left that can be fixed, and what was found at first. Nothing is written. */
export async function fixSelected<Found extends Pick<Checked, 'diagnostics'>>(
  tree: Tree,
  check: (texts: ReadonlyMap<string, string>) => Promise<Found>,
): Promise<{ files: FixedFile[]; first: Found }> {
  const fixed = new Map<string, FixedFile>();
  const textsNow = (): Map<string, string> => new Map([...fixed].map(([path, { after }]) => [path, after]));
  const first = await check(new Map());
  let found = first;
  for (let round = 0; round < maxRounds; round += 1) {
    const fixable = found.diagnostics.filter(isFixable);
    const before = await tree.read([...new Set(fixable.map(({ path }) => path))]);
    let hasFixed = false;
    for (const [path, own] of Map.groupBy(fixable, diagnostic => diagnostic.path)) {
      const file = before.get(path);
      // As it lies on the disk, with its byte-order mark.
      const original = file && isReadable(file) ? file.text : null;
      if (original === null) continue;
      const earlier = fixed.get(path) ?? { path, before: original, after: original, fixes: 0 };
      const fixes = compatibleFixes(own.flatMap(({ fix }) => fix ?? []));
      const after = applyFixes(earlier.after, fixes);
      fixed.set(path, { ...earlier, after, fixes: earlier.fixes + fixes.length });
      hasFixed = true;
    }
    if (!hasFixed) break;
    found = await check(textsNow());
  }
  return { files: [...fixed.values()].filter(({ before, after }) => before !== after), first };
}
