import type { Results } from '../../evidence/results.ts';
import { placeInJson } from '../../pattern/json.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { type Pattern, textOf } from '../../pattern/pattern.ts';
import { folderOf } from '../../pattern/place.ts';
import { type Range, startOfFile } from '../../pattern/position.ts';
import { sectionsOf } from '../../pattern/sections.ts';
import { code } from '../../pattern/wording.ts';
import type { FolderContext } from '../rule.ts';

/** What the rules about evidence share: where they point, and what they advise. */

/** The results that a rule may rely on; null while they are missing or wrong, which other rules tell. */
export function resultsOf(pattern: Pattern, context: FolderContext): Results | null {
  return context.evidence(pattern).results?.results ?? null;
}

/** The heading of the Evidence section; without one, the title. */
export function evidenceHeading({ body }: Pattern): Range {
  const section = sectionsOf(body).find(({ title }) => title.toLowerCase() === 'evidence');
  return rangeOfNode(section?.heading ?? body.children[0] ?? body);
}

/** A place in a pattern's results.json. */
export function inResults(
  pattern: Pattern,
  context: FolderContext,
  pointer: string,
): { path: string; range: Range } {
  const path = `${folderOf(pattern.place)}/results.json`;
  const file = context.fileAt(path);
  return { path, range: file?.kind === 'results' ? placeInJson(file.text, pointer, 'value') : startOfFile };
}

/** The command that measures and writes everything that is not written by people. */
export function reproduce(pattern: Pattern): string {
  return code(`patterns reproduce ${textOf(pattern, 'fingerprint') ?? folderOf(pattern.place)}`);
}
