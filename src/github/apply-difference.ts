import type { Difference } from '../review/difference.ts';
import type { WantedLabel } from '../review/labels.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, mutate, query } from './client.ts';
import { createLabelMutation, labelQuery } from './documents.ts';
import { addAnnotations, checkRunInput } from './write-check-run.ts';

/**
 * Writes a difference: one document with all mutations, one more per label that does not exist yet and per further 50
 * annotations. Aliased mutations run in order and are not atomic, so every one of them must be repeatable: after any
 * error the job runs again from a new snapshot and writes what is still missing.
 */
export async function applyDifference(
  github: GitHub,
  snapshot: PullRequestSnapshot,
  difference: Difference,
  checkName: string,
): Promise<void> {
  const labelIds = await withMissingLabels(github, snapshot, difference);
  const inputs = inputsFor(snapshot, difference, labelIds, checkName);
  const answer = await mutate<{ checkRun?: { checkRun: { id: string } } }>(
    github,
    documentFor(inputs),
    variablesOf(inputs),
  );
  const id = answer.checkRun?.checkRun.id;
  if (difference.checkRun && id !== undefined)
    await addAnnotations(github, snapshot.repository.id, id, difference.checkRun);
}

async function withMissingLabels(
  github: GitHub,
  { repository }: PullRequestSnapshot,
  { addLabels }: Difference,
): Promise<Record<string, string>> {
  const labelIds = { ...repository.labelIds };
  for (const label of addLabels)
    if (!Object.hasOwn(labelIds, label.name.toLowerCase()))
      labelIds[label.name.toLowerCase()] = await createLabel(github, repository.id, label);
  return labelIds;
}

/** Creates a label and gives its id; also when another review of this repository was faster. */
async function createLabel(
  github: GitHub,
  repositoryId: string,
  { name, color, description }: WantedLabel,
): Promise<string> {
  try {
    const input = { repositoryId, name, color, description };
    return (await mutate<{ createLabel: { label: { id: string } } }>(github, createLabelMutation, { input }))
      .createLabel.label.id;
  } catch (error) {
    const { node } = await query<{ node: { label: { id: string } | null } | null }>(github, labelQuery, {
      repository: repositoryId,
      name,
    });
    if (node?.label) return node.label.id;
    throw error;
  }
}

/** One aliased mutation. */
type Input = { alias: string; field: string; selection: string; value: Record<string, unknown> };

function inputsFor(
  snapshot: PullRequestSnapshot,
  difference: Difference,
  labelIds: Record<string, string>,
  name: string,
): Input[] {
  const { checkRun, comment, deleteComments, addLabels, removeLabels } = difference;
  const idsOf = (names: string[]): string[] => names.flatMap(label => labelIds[label.toLowerCase()] ?? []);
  const removed = idsOf(removeLabels);
  const added = idsOf(addLabels.map(label => label.name));
  const place = { repositoryId: snapshot.repository.id, headOid: snapshot.headOid, name };
  const nothing = 'clientMutationId';
  return [
    ...(checkRun
      ? [
          {
            alias: 'checkRun',
            field: 'createCheckRun',
            selection: 'checkRun { id }',
            value: checkRunInput(place, checkRun),
          },
        ]
      : []),
    ...(comment?.kind === 'add'
      ? [
          {
            alias: 'comment',
            field: 'addComment',
            selection: nothing,
            value: { subjectId: snapshot.id, body: comment.body },
          },
        ]
      : []),
    ...(comment?.kind === 'update'
      ? [
          {
            alias: 'comment',
            field: 'updateIssueComment',
            selection: nothing,
            value: { id: comment.id, body: comment.body },
          },
        ]
      : []),
    ...deleteComments.map((id, index) => ({
      alias: `duplicate${index}`,
      field: 'deleteIssueComment',
      selection: nothing,
      value: { id },
    })),
    ...(removed.length > 0
      ? [
          {
            alias: 'remove',
            field: 'removeLabelsFromLabelable',
            selection: nothing,
            value: { labelableId: snapshot.id, labelIds: removed },
          },
        ]
      : []),
    ...(added.length > 0
      ? [
          {
            alias: 'add',
            field: 'addLabelsToLabelable',
            selection: nothing,
            value: { labelableId: snapshot.id, labelIds: added },
          },
        ]
      : []),
  ];
}

function documentFor(inputs: readonly Input[]): string {
  const typeOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
  const parameters = inputs.map(({ alias, field }) => `$${alias}: ${typeOf(field)}`).join(', ');
  const fields = inputs.map(
    ({ alias, field, selection }) => `${alias}: ${field}(input: $${alias}) { ${selection} }`,
  );
  return `mutation WriteReview(${parameters}) {\n${fields.join('\n')}\n}`;
}

function variablesOf(inputs: readonly Input[]): Record<string, unknown> {
  return Object.fromEntries(inputs.map(({ alias, value }) => [alias, value]));
}
