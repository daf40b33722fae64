import type { Parser } from '../examiner/open-parser.ts';
import { applyFixes, compatibleFixes } from '../pattern/apply-fixes.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { isReadable } from '../pattern/source-file.ts';
import type { Checked } from './check-selected.ts';
import { type DomainOnDisk, withTexts } from './read-library.ts';

/** A file as it was read and as it is to be, byte-order mark included, and how many fixes that took. */
export type FixedFile = { path: string; before: string; after: string; fixes: number };

/** A fix may show the next fault, and two in each other's way need two rounds. More than these would go in circles. */
const mostRounds = 10;

/** What `--fix` applies: advice is left to the author, who may not want to follow it yet. */
export function isFixable({ fix, severity }: Diagnostic): boolean {
  return fix !== undefined && severity !== 'info';
}

/** The files of these domains once nothing is left that can be fixed. Nothing is written. */
export async function fixSelected(
  domains: readonly DomainOnDisk[],
  check: (domains: readonly DomainOnDisk[]) => Pick<Checked, 'diagnostics'>,
  parser: Parser,
): Promise<FixedFile[]> {
  const fixed = new Map<string, FixedFile>();
  for (let present = domains, round = 0; round < mostRounds; round += 1) {
    const fixable = check(present).diagnostics.filter(isFixable);
    const texts = new Map<string, string>();
    for (const [path, found] of Map.groupBy(fixable, diagnostic => diagnostic.path)) {
      const before = textAt(present, path);
      if (before === null) continue;
      const fixes = compatibleFixes(found.flatMap(({ fix }) => fix ?? []));
      const after = applyFixes(before, fixes);
      const earlier = fixed.get(path) ?? { before, fixes: 0 };
      fixed.set(path, { path, before: earlier.before, after, fixes: earlier.fixes + fixes.length });
      texts.set(path, after);
    }
    if (texts.size === 0) break;
    present = await withTexts(present, texts, parser);
  }
  return [...fixed.values()].filter(({ before, after }) => before !== after);
}

/** As it lies on the disk, with its byte-order mark. */
function textAt(domains: readonly DomainOnDisk[], path: string): string | null {
  const file = domains.flatMap(({ sources }) => sources).find(({ source }) => source.path === path);
  return file && isReadable(file.source) ? file.source.text : null;
}
