import type { Difference } from '../review/difference.ts';
import type { WantedLabel } from '../review/labels.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, mutate, query } from './client.ts';
import { nodesOf } from './pages.ts';
import { inputsFor } from './review-inputs.ts';
import { sendMutations } from './send-mutations.ts';
import { isViewer } from './without-suffix.ts';
import { addAnnotations } from './write-check-run.ts';
import { createLabelMutation, labelQuery } from './writing-documents.ts';

/**
 * Writes a difference: one document with all mutations, one more per label that does not exist yet and per further 50
 * annotations. Aliased mutations run in order and are not atomic, so every one of them must be repeatable: after any
 * error the job runs again from a new snapshot and writes what is still missing. `editedMeanwhile`: somebody else has
 * edited the comment between our reading and our writing; their edit is in its history and wants another look.
 */
export async function applyDifference(
  github: GitHub,
  snapshot: PullRequestSnapshot,
  difference: Difference,
): Promise<{ editedMeanwhile: boolean }> {
  const labelIds = await withMissingLabels(github, snapshot, difference);
  const inputs = inputsFor(snapshot, difference, labelIds);
  if (inputs.length === 0) return { editedMeanwhile: false };
  const answer = await sendMutations(github, 'WriteReview', inputs);
  const id = answer.checkRun?.checkRun?.id;
  if (difference.checkRun && id !== undefined)
    await addAnnotations(github, snapshot.repository.id, id, difference.checkRun);
  const edits = nodesOf(answer.comment?.issueComment?.userContentEdits);
  const known = new Set(snapshot.comments[0]?.foreignEdits);
  const { viewer } = snapshot.repository;
  return {
    editedMeanwhile: edits.some(({ id, editor }) => !isViewer(editor, viewer) && !known.has(id)),
  };
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
    const { createLabel } = await mutate(github, createLabelMutation, { input });
    if (createLabel?.label) return createLabel.label.id;
    throw new Error(`GitHub did not say which label ${name} is.`);
  } catch (error) {
    const { node } = await query(github, labelQuery, { repositoryId, name });
    if (node?.label) return node.label.id;
    throw error;
  }
}
