import type { Branch } from '../github/read-branch.ts';
import { writeCheckRun } from '../github/write-check-run.ts';
import type { CheckRun } from '../review/check-run.ts';
import type { JobContext } from './context.ts';
import type { RepositoryRef } from './job.ts';

const stopped: CheckRun = {
  conclusion: 'action_required',
  title: 'The index is not written any more: a fault of the App',
  summary:
    'Pattern Librarian has written the index here several times in a row, with nobody else’s push in between, and would write something else again. That is a fault of the App and nobody else’s, so it stops. It tries again after the next push; until then the index is as this commit has it. Please tell whoever operates the App: its log says more.',
  annotations: [],
};

/** Tells maintainers on the commit, once, and operators in the log that the App has stopped a loop of its own. */
export async function tellBrake(
  { github, log }: JobContext,
  repository: RepositoryRef,
  { oid, toldIds }: Branch,
  files: readonly string[],
): Promise<void> {
  const about = { repository: repository.name, commit: oid, files, brake: 'index' };
  log.error(
    about,
    'stopped: the index was written again and again without anybody’s push, and differs still',
  );
  const externalId = `index:${oid}`;
  if (toldIds.includes(externalId)) return;
  await writeCheckRun(github, { repositoryId: repository.nodeId, headOid: oid }, { ...stopped, externalId });
}
