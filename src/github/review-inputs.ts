import type { Difference } from '../review/difference.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { labelInputs } from './label-inputs.ts';
import { noteInputs } from './note-inputs.ts';
import type { Input } from './send-mutations.ts';
import { checkRunInput } from './write-check-run.ts';

const nothing = 'clientMutationId';

/**
 * What is asked back. The answer tells who has edited the comment, and what the head is: an edit or a commit that we did not
 * know of was made while we wrote.
 */
export const askedBack = {
  checkRun: 'checkRun { id }',
  added: 'commentEdge { node { id pullRequest { headRefOid } } }',
  updated:
    'issueComment { id pullRequest { headRefOid } userContentEdits(first: 10) { nodes { id editor { __typename login } } } }',
};

/**
 * Returns a difference as mutations, in the order in which people should see them: that they were heard, the verdict, what it
 * means, then news. Reactions are last: they say "done".
 */
export function inputsFor(snapshot: PullRequestSnapshot, difference: Difference): Input[] {
  const { checkRun, comment, deleteComments, minimize, note, replies, reactions } = difference;
  const place = { repositoryId: snapshot.repository.id, headOid: snapshot.headOid };
  const inputs: Input[] = [];
  const add = (alias: string, field: string, value: Record<string, unknown>, selection = nothing): void =>
    void inputs.push({ alias, field, selection, value });

  for (const [index, subjectId] of unseenRequests(snapshot, difference).entries())
    add(`eyes${index}`, 'addReaction', { subjectId, content: 'EYES' });
  if (checkRun && !checkRun.begun)
    add('checkRun', 'createCheckRun', checkRunInput(place, checkRun), askedBack.checkRun);
  if (comment?.kind === 'add')
    add('added', 'addComment', { subjectId: snapshot.id, body: comment.body }, askedBack.added);
  if (comment?.kind === 'update')
    add('updated', 'updateIssueComment', { id: comment.id, body: comment.body }, askedBack.updated);
  for (const [index, id] of deleteComments.entries()) add(`duplicate${index}`, 'deleteIssueComment', { id });
  inputs.push(...labelInputs(snapshot, difference));
  for (const [index, subjectId] of minimize.entries())
    add(`minimize${index}`, 'minimizeComment', { subjectId, classifier: 'OUTDATED' });
  if (note) inputs.push(...noteInputs(snapshot, note));
  for (const [index, body] of replies.entries())
    add(`reply${index}`, 'addComment', { subjectId: snapshot.id, body });
  for (const [index, { subject, content }] of reactions.entries())
    add(`reaction${index}`, 'addReaction', { subjectId: subject, content });
  return inputs;
}

/** Those that are answered now and have not been told yet that they were heard. */
function unseenRequests({ requests }: PullRequestSnapshot, { reactions }: Difference): string[] {
  const answered = new Set(reactions.map(({ subject }) => subject));
  return requests.flatMap(({ id, isSeen }) => (answered.has(id) && !isSeen ? id : []));
}
