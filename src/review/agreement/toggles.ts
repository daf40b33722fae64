import { stateIn } from '../comment-state.ts';
import type { Revision } from '../snapshot.ts';
import { boxesIn } from './boxes.ts';

/** A box that somebody else has ticked or unticked. */
export type Toggle = {
  key: string;
  ticked: boolean;
  editor: string | null;
  kind: Revision['kind'];
  /** The digest of what the box judged on the page that its editor saw; null where that is not known. */
  part: string | null;
};

/** What others have ticked or unticked since the edit `seen`, oldest first: each text is compared with the one before it. */
export function togglesIn(revisions: readonly Revision[], seen: string | null): Toggle[] {
  const known = revisions.findIndex(({ id }) => id === seen);
  const toggles: Toggle[] = [];
  for (let at = (known === -1 ? revisions.length : known) - 1; at >= 0; at -= 1) {
    const revision = revisions[at];
    const before = revisions[at + 1]?.text ?? null;
    if (!revision || revision.kind === 'own' || revision.text === null || before === null) continue;
    const was = boxesIn(before);
    const seenText = revisions.slice(at + 1).find(({ kind }) => kind === 'own')?.text ?? '';
    const parts = stateIn(seenText)?.parts ?? {};
    for (const [key, ticked] of boxesIn(revision.text))
      if (was.has(key) && was.get(key) !== ticked)
        toggles.push({
          key,
          ticked,
          editor: revision.editor,
          kind: revision.kind,
          part: Object.hasOwn(parts, key) ? (parts[key] ?? null) : null,
        });
  }
  return toggles;
}
