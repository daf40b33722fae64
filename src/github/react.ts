import type { GitHub } from './client.ts';
import { type Input, sendMutations } from './send-mutations.ts';

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
  await sendMutations(github, 'ShowEyes', inputs);
}
