import type { Difference } from '../review/difference.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { checkRunInput } from './write-check-run.ts';

/** One aliased mutation. */
export type Input = { alias: string; field: string; selection: string; value: Record<string, unknown> };

const nothing = 'clientMutationId';

/** The answer tells who has edited the comment: an edit that we did not know of was made while we wrote. */
const edits = 'issueComment { userContentEdits(first: 10) { nodes { id editor { __typename login } } } }';

/** A difference as mutations, in the order in which people should see them. Reactions are last: they say "done". */
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

  if (checkRun) add('checkRun', 'createCheckRun', checkRunInput(place, checkRun), 'checkRun { id }');
  if (comment?.kind === 'add') add('comment', 'addComment', { subjectId: snapshot.id, body: comment.body });
  if (comment?.kind === 'update')
    add('comment', 'updateIssueComment', { id: comment.id, body: comment.body }, edits);
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

/** One document with all mutations. They run in order and are not atomic. */
export function documentFor(name: string, inputs: readonly Input[]): string {
  const typeOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  const parameters = inputs.map(({ alias, field }) => `$${alias}: ${typeOf(field)}`).join(', ');
  const fields = inputs.map(
    ({ alias, field, selection }) => `${alias}: ${field}(input: $${alias}) { ${selection} }`,
  );
  return `mutation ${name}(${parameters}) {\n${fields.join('\n')}\n}`;
}

export function variablesOf(inputs: readonly Input[]): Record<string, unknown> {
  return Object.fromEntries(inputs.map(({ alias, value }) => [alias, value]));
}
