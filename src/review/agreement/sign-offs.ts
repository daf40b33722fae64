import { type CommentState, type RefusedTick, type SignOff, stateIn } from '../comment-state.ts';
import { authorsOf, type Conversation, type OwnComment, type PullRequestSnapshot } from '../snapshot.ts';
import { type Toggle, togglesIn } from './toggles.ts';

/** Those of the pull request itself, and those of its siblings. */
export type SharedSignOffs = readonly [own: SignOffs, ...others: SignOffs[]];

/** What people have agreed to, as far as it is known before the head is looked at. */
export type SignOffs = {
  /** What the last look knew; null when this is the first one. */
  previous: CommentState | null;
  /** Of each box, oldest first; no two by the same person in the same way. */
  byKey: Record<string, SignOff[]>;
  refused: RefusedTick[];
  /** People who approve this very head: they agree to everything on it. */
  approvers: string[];
  /** The newest edit by somebody else. */
  seen: string | null;
};

/**
 * The sign-offs of all open pull requests of this head whose conversations were read. What is said in one about a waiver
 * counts in each, because they share a check run: that must not depend on which of them was looked at last.
 */
export function sharedSignOffsOf(snapshot: PullRequestSnapshot): SharedSignOffs {
  const { headOid, siblings } = snapshot;
  const authors = authorsOf(snapshot);
  const others = siblings.flatMap(({ conversation }) =>
    conversation ? signOffsIn(conversation, headOid, authors) : [],
  );
  return [signOffsIn(snapshot, headOid, authors), ...others];
}

/**
 * Reads sign-offs from our comment and its edit history. A tick counts when the history shows somebody with write access
 * who is not the author; it speaks of what the comment showed then, which may be an older head.
 */
function signOffsIn(conversation: Conversation, headOid: string, authors: readonly string[]): SignOffs {
  const { comments, opinions, writers } = conversation;
  const approving = opinions.filter(({ by, state }) => state === 'APPROVED' && !authors.includes(by));
  const approvers = approving.flatMap(({ by, commitOid }) => (commitOid === headOid ? by : []));
  const [comment] = comments;
  if (!comment) return { previous: null, byKey: {}, refused: [], approvers, seen: null };
  const { revisions } = comment;
  const previous = stateIn(ownTextOf(comment));
  const standing = new Set(approving.map(({ by }) => by));
  const byKey = new Map(
    Object.entries(previous?.signOffs ?? {}).map(([key, signOffs]) => [
      key,
      signOffs.filter(({ by }) => !authors.includes(by)).map(signOff => withdrawnUnless(standing, signOff)),
    ]),
  );
  let refused = previous?.refused ?? [];
  for (const toggle of togglesIn(revisions, previous?.seen ?? null)) {
    const { key, ticked, editor, part } = toggle;
    const why = whyNot(toggle, authors, writers);
    refused = refused.filter(tick => tick.key !== key);
    const known = byKey.get(key) ?? [];
    if (why !== null) {
      if (ticked && !known.some(signOff => signOff.part === part))
        refused = [...refused, { key, by: editor, why }];
    } else if (!ticked) byKey.delete(key);
    else if (editor !== null && part !== null)
      byKey.set(key, withSignOff(known, { by: editor, part, how: 'tick' }));
  }
  const seen = revisions.find(({ kind }) => kind !== 'own')?.id ?? previous?.seen ?? null;
  return { previous, byKey: Object.fromEntries(byKey), refused, approvers, seen };
}

/** The last text of a comment that we wrote ourselves, whatever others have made of it since. */
export function ownTextOf({ body, revisions }: OwnComment): string {
  return revisions.length === 0 ? body : (revisions.find(({ kind }) => kind === 'own')?.text ?? '');
}

/** Adds a word of somebody, which takes the place of what they said before in the same way. */
export function withSignOff(signOffs: readonly SignOff[], added: SignOff): SignOff[] {
  const isTick = ({ how }: SignOff): boolean => how === 'tick';
  return [...signOffs.filter(known => known.by !== added.by || isTick(known) !== isTick(added)), added];
}

/** An approval that its writer has taken back, or that was dismissed, agrees to nothing any more. */
function withdrawnUnless(standing: ReadonlySet<string>, signOff: SignOff): SignOff {
  return signOff.how !== 'review' || standing.has(signOff.by) ? signOff : { ...signOff, how: 'withdrawn' };
}

function whyNot(
  { editor, kind }: Toggle,
  authors: readonly string[],
  writers: readonly string[],
): RefusedTick['why'] | null {
  if (kind !== 'person') return 'access';
  if (editor === null) return 'unknown';
  if (authors.includes(editor)) return 'author';
  return writers.includes(editor) ? null : 'access';
}
