import { createHash } from 'node:crypto';
import { type Comparison, compareWithDefault } from '../github/compare.ts';
import { isLibrary } from '../github/is-library.ts';
import { readCheckRun } from '../github/own-check-run.ts';
import { writeCheckRun } from '../github/write-check-run.ts';
import { inspectCommit, type Outcome } from '../planning/inspect-commit.ts';
import {
  type CheckRun,
  checkRunOf,
  couldNotCheck,
  endsTheProcess,
  nothingToCheck,
  tooManyFiles,
} from '../review/check-run.ts';
import { linksOf } from '../review/finding.ts';
import { brokenLibrary, brokenRule, notInTime, unfinishedIn } from '../review/unchecked.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';
import type { Refusal } from './run-job.ts';

type MergeGroupJob = Extract<Job, { kind: 'merge-group' }>;

/** Checks a merge group. A merge queue waits for an answer on the group's own commit; there is nothing to comment on or to label. */
export async function checkMergeGroup(context: JobContext, job: MergeGroupJob): Promise<void> {
  const about = { repository: job.repository.name, head: job.headOid };
  const group = await compareWithDefault(context.github, job.repository.nodeId, job.headOid);
  if (group === null) return context.log.info(about, 'dropped: the repository or the merge group is gone');
  const commit = {
    repositoryId: job.repository.nodeId,
    headOid: job.headOid,
    policyOid: group.defaultOid,
    files: group.files,
    // A group has no approval of its own: what enters a queue has passed its own check, where a person's word was counted.
    pullRequestContext: { agrees: () => true },
  };
  const outcome = await inspectCommit(context, commit);
  if (outcome.kind === 'no-library')
    return context.log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
  const checkRun = group.filesComplete ? checkRunFor(group, job.headOid, outcome) : tooManyFiles;
  await write(context, job, checkRun);
  context.log.info({ ...about, conclusion: checkRun.conclusion }, 'merge group checked');
}

/** Says the last word when a check failed again and again for reasons of ours: the queue must not wait for ever. */
export async function giveUpOnMergeGroup(context: JobContext, job: MergeGroupJob): Promise<void> {
  if (!(await isLibrary(context.github, job.repository.nodeId))) return;
  await write(
    context,
    job,
    couldNotCheck('Pattern Librarian tried several times and could not finish looking at this merge group.'),
  );
}

/** Says that the process ends of this merge group; null where no library waits for it. */
export async function refuseMergeGroup(
  context: JobContext,
  job: MergeGroupJob,
  { times }: Refusal,
): Promise<string | null> {
  if (!(await isLibrary(context.github, job.repository.nodeId))) return null;
  await write(context, job, endsTheProcess(times, 'merge group'));
  return job.headOid;
}

function checkRunFor(
  group: Comparison,
  headOid: string,
  outcome: Exclude<Outcome, { kind: 'no-library' }>,
): CheckRun {
  if (outcome.kind === 'broken') return brokenLibrary(outcome.reason).checkRun;
  const { inspections } = outcome;
  const faults = inspections.flatMap(({ report }) => report.faults);
  if (faults.length > 0) return brokenRule(faults.map(({ ruleId }) => ruleId)).checkRun;
  const unfinished = unfinishedIn(inspections);
  if (unfinished.length > 0) return notInTime(unfinished).checkRun;
  if (inspections.length === 0) return nothingToCheck;
  const diagnostics = inspections.flatMap(({ report }) => report.diagnostics);
  return checkRunOf(diagnostics, linksOf(group.repositoryUrl, headOid, group.defaultOid, group.files));
}

/** Writes the answer, unless it is there already: whoever asks for a look may ask twice, and what an attempt wrote may have come through. */
async function write(
  { github, identity }: JobContext,
  job: MergeGroupJob,
  checkRun: CheckRun,
): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(checkRun)).digest('hex').slice(0, 40);
  const place = { repositoryId: job.repository.nodeId, headOid: job.headOid };
  const externalId = `merge-group:${hash}`;
  const present = await readCheckRun(github, place, identity);
  if (present?.completed && present.externalId === externalId) return;
  await writeCheckRun(github, place, { ...checkRun, externalId });
}
