import type { Entry } from '../../catalog/entry.ts';
import { readmeOf } from '../../catalog/entry.ts';
import { folderOf } from '../../pattern/place.ts';
import { startOfFile } from '../../pattern/position.ts';
import { code } from '../../pattern/wording.ts';
import { cachingDraft, cachingPath } from '../examples/example.ts';
import type { Change, ChangeRule } from '../rule.ts';

export const removedRetired: ChangeRule = {
  id: 'removed-retired',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  needs: ['base'],
  what: 'Removing a pattern retires its fingerprint.',
  why: 'A fingerprint that is neither in use nor retired could be given to another pattern. Deprecating is usually kinder than removing.',
  fix: 'Add the fingerprint to `retired` in the taxonomy in the same pull request, or keep the pattern with `status: deprecated`.',
  failing: { files: {}, base: { [cachingPath]: cachingDraft } },
  passing: { files: { [cachingPath]: cachingDraft }, base: { [cachingPath]: cachingDraft } },
  *check(change, { taxonomy, library, base }) {
    const kept = new Set(library.entries.map(entry => entry.fingerprint));
    const keptFolders = new Set([...library.entries, ...library.unlisted].map(folderOf));
    const retired = new Set([...taxonomy.retired, ...retiredIn(change)]);
    const gone = (entry: Entry): boolean =>
      !kept.has(entry.fingerprint) && !keptFolders.has(folderOf(entry)) && !retired.has(entry.fingerprint);
    for (const entry of base?.entries.filter(gone) ?? []) {
      const message = `${code(entry.name)} is removed, so ${code(entry.fingerprint)} must be retired: add it to \`retired\` in ${code(`patterns/${change.domain}/taxonomy.yaml`)}, or keep the pattern with \`status: deprecated\`.`;
      yield { path: readmeOf(entry), range: startOfFile, message };
    }
  },
};

/** The one thing taken from a changed taxonomy: retiring more is always allowed. */
function retiredIn(change: Change): string[] {
  const file = change.files.find(file => file.kind === 'taxonomy');
  return file?.kind === 'taxonomy' ? file.taxonomy.retired : [];
}
