import { boxesIn } from './boxes.ts';
import { type CommentState, type RefusedTick, type SignOff, stateIn } from './comment-state.ts';
import { approversOf, type PullRequestSnapshot, type Revision } from './snapshot.ts';

/** What people have agreed to, as far as it is known before the head is looked at. */
export type SignOffs = {
  /** What the last look knew; null when this is the first one. */
  previous: CommentState | null;
  byKey: Record<string, SignOff>;
  refused: RefusedTick[];
  /** People who approve this very head: they agree to everything on it. */
  approvers: string[];
  /** The newest edit by somebody else. */
  seen: string | null;
};

/**
 * Reads sign-offs from our comment and its edit history. A tick counts when the history shows somebody with write access
 * who is not the author; it speaks of what the comment showed then, which may be an older head.
 */
export function signOffsOf(snapshot: PullRequestSnapshot): SignOffs {
  const [comment] = snapshot.comments;
  const approvers = approversOf(snapshot);
  if (!comment) return { previous: null, byKey: {}, refused: [], approvers, seen: null };
  const { revisions } = comment;
  const own = revisions.length === 0 ? comment.body : revisions.find(({ kind }) => kind === 'own')?.text;
  const previous = stateIn(own ?? '');
  const byKey = withoutWithdrawn(previous?.signOffs ?? {}, snapshot);
  let refused = previous?.refused ?? [];
  for (const toggle of togglesIn(revisions, previous?.seen ?? null)) {
    const { key, ticked, editor, kind, part } = toggle;
    const why = kind === 'person' ? whyNot(editor, snapshot) : 'access';
    refused = refused.filter(tick => tick.key !== key);
    if (why !== null) {
      if (ticked && !byKey[key]) refused = [...refused, { key, by: editor, why }];
    } else if (!ticked) delete byKey[key];
    else if (editor !== null && part !== null) byKey[key] = { by: editor, part, how: 'tick' };
  }
  const seen = revisions.find(({ kind }) => kind !== 'own')?.id ?? previous?.seen ?? null;
  return { previous, byKey, refused, approvers, seen };
}

/** An approval that its writer has taken back, or that was dismissed, agrees to nothing any more. */
function withoutWithdrawn(
  signOffs: Record<string, SignOff>,
  { opinions }: PullRequestSnapshot,
): Record<string, SignOff> {
  const approving = new Set(opinions.flatMap(({ by, state }) => (state === 'APPROVED' ? by : [])));
  return Object.fromEntries(
    Object.entries(signOffs).filter(([, { by, how }]) => how === 'tick' || approving.has(by)),
  );
}

/** `part` is the digest of what the box judged on the page that its editor saw. */
type Toggle = {
  key: string;
  ticked: boolean;
  editor: string | null;
  kind: Revision['kind'];
  part: string | null;
};

/** What others have ticked or unticked since the edit `seen`, oldest first: each text is compared with the one before it. */
function togglesIn(revisions: readonly Revision[], seen: string | null): Toggle[] {
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
        toggles.push({ key, ticked, editor: revision.editor, kind: revision.kind, part: parts[key] ?? null });
  }
  return toggles;
}

function whyNot(editor: string | null, snapshot: PullRequestSnapshot): RefusedTick['why'] | null {
  if (editor === null) return 'unknown';
  if (editor === snapshot.author) return 'author';
  return snapshot.writers.includes(editor) ? null : 'access';
}
