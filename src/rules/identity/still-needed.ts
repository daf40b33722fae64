import { type Entry, readmeOf } from '../../catalog/entry.ts';
import { type Fate, fateOf, relyingOn } from '../../catalog/fate.ts';
import { byCodeUnit } from '../../pattern/code-unit-order.ts';
import { folderOf, patternFolderOf } from '../../pattern/place.ts';
import { type Range, startOfFile } from '../../pattern/position.ts';
import { allOf, code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath, pattern as readme } from '../examples/example.ts';
import type { ChangeRule, LibraryContext } from '../rule.ts';

const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
const batching = readme(
  'fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization',
  '# Dynamic Batching\n\n## Known uses and related\n\n- requires [ML-OPT-008 Prediction Caching](../prediction-caching/): a repeated request needs no place in a batch.\n',
);

export const stillNeeded: ChangeRule = {
  id: 'still-needed',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  needs: ['base'],
  what: 'Nothing leads to a pattern that is removed, or to where it was before it moved or changed its fingerprint.',
  why: 'The patterns that lead there are not part of the change, so nobody would see that their links and relations break.',
  fix: 'Change the patterns that the message names in the same pull request, or keep the pattern with `status: deprecated`.',
  failing: {
    files: { [batchingPath]: batching },
    base: { [batchingPath]: batching, [cachingPath]: cachingDraft },
  },
  passing: {
    files: { [batchingPath]: batching, [cachingPath]: cachingDraft },
    base: { [batchingPath]: batching, [cachingPath]: cachingDraft },
  },
  *check({ edited }, { base, library, fileAt }) {
    const touched = new Set(edited?.map(patternFolderOf));
    for (const before of base?.entries.filter(entry => touched.has(folderOf(entry))) ?? []) {
      const fate = base && fateOf(before, base, library);
      if (fate === null) continue;
      const { relating, linking } = relyingOn(before, fate, library);
      const who = [
        ...namedWith(relating, 'relates to it', 'relate to it'),
        ...namedWith(linking, 'links to it', 'link to it'),
      ];
      if (who.length === 0) continue;
      const what = `${code(before.fingerprint)} (${code(before.slug)}) ${happening(fate)}`;
      yield {
        ...placeIn(before, fate, fileAt),
        message: `${what}, and ${who.join(', and ')}. ${adviceFor(before, fate)}`,
      };
    }
  },
};

function happening(fate: Fate): string {
  if (fate.kind === 'removed') return 'is removed';
  return fate.kind === 'moved'
    ? `moves to ${code(folderOf(fate.to))}`
    : `becomes ${code(fate.to.fingerprint)}`;
}

function adviceFor(before: Entry, fate: Fate): string {
  if (fate.kind === 'removed')
    return 'Change these in the same pull request, or keep it with `status: deprecated`.';
  return fate.kind === 'moved'
    ? `Let the links that lead to ${code(folderOf(before))} lead there instead, in the same pull request.`
    : `Put ${code(before.fingerprint)} back.`;
}

/** At most so many are named; who changes these will see the others. */
const maxNamed = 10;

function namedWith(entries: readonly Entry[], one: string, several: string): string[] {
  const fingerprints = [...new Set(entries.map(({ fingerprint }) => fingerprint))].sort(byCodeUnit);
  if (fingerprints.length === 0) return [];
  const more = fingerprints.length - maxNamed;
  const named =
    more > 0
      ? `${fingerprints.slice(0, maxNamed).map(code).join(', ')} and ${more} more`
      : allOf(fingerprints);
  return [`${named} ${fingerprints.length === 1 ? one : several}`];
}

/** Where it was, when it is removed; else the front matter of where it is now. */
function placeIn(
  before: Entry,
  fate: Fate,
  fileAt: LibraryContext['fileAt'],
): { path: string; range: Range } {
  if (fate.kind === 'removed') return { path: readmeOf(before), range: startOfFile };
  const path = readmeOf(fate.to);
  const file = fileAt(path);
  if (file?.kind !== 'pattern') return { path, range: startOfFile };
  const { top, fingerprint } = file.pattern.ranges;
  return { path, range: fate.kind === 'moved' ? top : fingerprint };
}
