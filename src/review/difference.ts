import type { CheckRun } from './check-run.ts';
import type { WantedLabel } from './labels.ts';
import type { Review } from './review.ts';
import type { PullRequestSnapshot } from './snapshot.ts';

/** What is to be written so that GitHub shows the review. Empty: nothing has changed. */
export type Difference = {
  /** Annotations only ever grow on a run, so another result is another run. */
  checkRun: (CheckRun & { externalId: string }) | null;
  comment: { kind: 'add'; body: string } | { kind: 'update'; id: string; body: string } | null;
  /** Own comments beyond the first: two answers got through at once, one stays. */
  deleteComments: string[];
  addLabels: WantedLabel[];
  removeLabels: string[];
};

/** `externalId` identifies the content of the check run: equal id, no write. */
export function differenceOf(
  snapshot: PullRequestSnapshot,
  review: Review,
  externalId: string,
  isOwn: (label: string) => boolean,
): Difference {
  const [first, ...duplicates] = snapshot.comments;
  const same = snapshot.checkRun?.externalId === externalId && snapshot.checkRun.completed;
  const wanted = review.labels ?? [];
  const present = new Set(snapshot.labels.map(name => name.toLowerCase()));
  const kept = new Set(review.labels === null ? snapshot.labels : wanted.map(label => label.name));
  return {
    checkRun: same ? null : { ...review.checkRun, externalId },
    comment: commentDifference(first, review.comment),
    deleteComments: duplicates.map(comment => comment.id),
    addLabels: wanted.filter(
      ({ name }) => !present.has(name.toLowerCase()) && !personDecided(snapshot, name, false),
    ),
    removeLabels: snapshot.labels.filter(
      name => isOwn(name) && !kept.has(name) && !personDecided(snapshot, name, true),
    ),
  };
}

export function isEmpty(difference: Difference): boolean {
  const { checkRun, comment, deleteComments, addLabels, removeLabels } = difference;
  return !checkRun && !comment && deleteComments.length + addLabels.length + removeLabels.length === 0;
}

function commentDifference(
  present: { id: string; body: string } | undefined,
  body: string | null,
): Difference['comment'] {
  if (body === null) return null;
  if (!present) return { kind: 'add', body };
  return present.body.trim() === body.trim() ? null : { kind: 'update', id: present.id, body };
}

/** Whether a person put the label on (or took it off) after us. The state is ours alone: it must never be stale. */
function personDecided(
  { labelActs, repository }: PullRequestSnapshot,
  name: string,
  added: boolean,
): boolean {
  if (name.startsWith('review:')) return false;
  const act = Object.hasOwn(labelActs, name) ? labelActs[name] : undefined;
  return act !== undefined && act.added === added && act.actor !== repository.viewer;
}
