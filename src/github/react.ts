import { type GitHub, mutate } from './client.ts';
import { documentFor, type Input, variablesOf } from './review-inputs.ts';

/** Shows those who ask that they have been heard, before the work is done. */
export async function showEyes(github: GitHub, comments: readonly string[]): Promise<void> {
  if (comments.length === 0) return;
  const inputs = comments.map(
    (subjectId, index): Input => ({
      alias: `eyes${index}`,
      field: 'addReaction',
      selection: 'clientMutationId',
      value: { subjectId, content: 'EYES' },
    }),
  );
  await mutate(github, documentFor('ShowEyes', inputs), variablesOf(inputs));
}
