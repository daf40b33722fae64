import type { Difference } from '../review/difference.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Input } from './send-mutations.ts';
import { checkRunInput } from './write-check-run.ts';

const nothing = 'clientMutationId';

/**
 * What is asked back. The answer tells who has edited the comment: an edit that we did not know of was made while we wrote.
 */
export const askedBack = {
  checkRun: 'checkRun { id }',
  comment: 'issueComment { userContentEdits(first: 10) { nodes { id editor { __typename login } } } }',
};

/** Returns a difference as mutations, in the order in which people should see them. Reactions are last: they say "done". */
export function inputsFor(
  snapshot: PullRequestSnapshot,
  difference: Difference,
  labelIds: Record<string, string>,
): Input[] {
  const { checkRun, comment, deleteComments, addLabels, removeLabels, replies, reactions, minimize } =
    difference;
  const idsOf = (names: string[]): string[] => names.flatMap(label => labelIds[label.toLowerCase()] ?? []);
  const place = { repositoryId: snapshot.repository.id, headOid: snapshot.headOid };
  const inputs: Input[] = [];
  const add = (alias: string, field: string, value: Record<string, unknown>, selection = nothing): void =>
    void inputs.push({ alias, field, selection, value });

  if (checkRun) add('checkRun', 'createCheckRun', checkRunInput(place, checkRun), askedBack.checkRun);
  if (comment?.kind === 'add') add('comment', 'addComment', { subjectId: snapshot.id, body: comment.body });
  if (comment?.kind === 'update')
    add('comment', 'updateIssueComment', { id: comment.id, body: comment.body }, askedBack.comment);
  for (const [index, id] of deleteComments.entries()) add(`duplicate${index}`, 'deleteIssueComment', { id });
  const labelableId = snapshot.id;
  const removed = idsOf(removeLabels);
  if (removed.length > 0) add('remove', 'removeLabelsFromLabelable', { labelableId, labelIds: removed });
  const added = idsOf(addLabels.map(({ name }) => name));
  if (added.length > 0) add('add', 'addLabelsToLabelable', { labelableId, labelIds: added });
  for (const [index, subjectId] of minimize.entries())
    add(`minimize${index}`, 'minimizeComment', { subjectId, classifier: 'OUTDATED' });
  for (const [index, body] of replies.entries())
    add(`reply${index}`, 'addComment', { subjectId: snapshot.id, body });
  for (const [index, { subject, content }] of reactions.entries())
    add(`reaction${index}`, 'addReaction', { subjectId: subject, content });
  return inputs;
}
