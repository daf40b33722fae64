import type { Logger } from 'pino';
import type { ExaminerPool } from '../examiner/examiner-pool.ts';
import type { InstallationGitHub } from '../github/client.ts';
import { noCache } from '../planning/examination-cache.ts';
import { claimCache } from '../planning/load-claims.ts';
import { domainCache } from '../planning/load-domains.ts';
import { type Access, accessOf } from './access.ts';
import { authorTurns } from './author-turns.ts';
import { checkMergeGroup, giveUpOnMergeGroup, refuseMergeGroup } from './check-merge-group.ts';
import type { JobContext } from './context.ts';
import { type Job, jobKey } from './job.ts';
import { lookAtCommit } from './look-at-commit.ts';
import { lookAtInstallation } from './look-at-installation.ts';
import { lookAtRepository } from './look-at-repository.ts';
import { lookLog } from './look-log.ts';
import { JobDropped } from './outcome.ts';
import type { Priority } from './priority.ts';
import { refuseIndex, regenerateIndex } from './regenerate-index.ts';
import { giveUpOnPullRequest, refusePullRequest, reviewPullRequest } from './review-pull-request.ts';
import type { JobHandlers, Refusal } from './run-job.ts';
import { seenStates } from './seen-states.ts';

export type HandlerOptions = {
  appId: number;
  /** This release's version, named in the comment. */
  version: string;
  /** A client that acts for an installation, and may do no more than this. */
  octokit(installationId: number, access: Access): Promise<InstallationGitHub>;
  examiners: Pick<ExaminerPool, 'lend'>;
  enqueue(job: Job, priority?: Priority): Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** Returns what is done when a job's turn has come. */
export function jobHandlers({
  appId,
  version,
  octokit,
  examiners,
  enqueue,
  log,
}: HandlerOptions): JobHandlers {
  const domains = domainCache();
  const claims = claimCache();
  const seen = seenStates();
  const turns = authorTurns();

  async function withContext<Result>(
    job: Job,
    signal: AbortSignal,
    priority: Priority,
    work: (context: JobContext) => Promise<Result>,
  ): Promise<Result> {
    if (job.kind === 'pull-request') turns.check(job);
    const github = await octokit(job.installationId, accessOf(job));
    let requests = 0;
    github.hook.before('request', () => {
      requests += 1;
    });
    endWith(signal, github);
    const known = {
      github,
      examiner: examiners.lend(signal),
      identity: { appId },
      domains,
      claims,
      seen,
      turns,
      cache: noCache,
      // What a sweep finds is in no greater hurry than the sweep.
      enqueue: (other: Job, urgency = priority) => enqueue(other, urgency),
      log: lookLog(log, job, () => requests),
      version,
    };
    try {
      return await work(known);
    } catch (error) {
      if (isNodeUnknown(error)) throw new JobDropped('the repository is gone');
      throw (await isGone(error, github))
        ? new JobDropped('the installation is suspended or removed, or no longer has the repository')
        : error;
    }
  }

  return {
    run: (job, signal, priority) => withContext(job, signal, priority, context => run(context, job)),
    gaveUp: (job, _failure, signal) => {
      // The next sweep tries again, although nothing may have changed by then.
      seen.forget(jobKey(job));
      return withContext(job, signal, 'fresh', context => giveUp(context, job));
    },
    refuse: (job, refusal, signal) =>
      withContext(job, signal, 'fresh', context => refuse(context, job, refusal)),
  };
}

/** A job that has lost its turn must not go on asking and writing beside the one that has it, or hold up the end of the process. */
function endWith(signal: AbortSignal, { hook }: Pick<InstallationGitHub, 'hook'>): void {
  hook.before('request', options => {
    signal.throwIfAborted();
    const { request } = options;
    options.request = {
      ...request,
      signal: request?.signal ? AbortSignal.any([signal, request.signal]) : signal,
    };
  });
}

function run(context: JobContext, job: Job): Promise<void> {
  switch (job.kind) {
    case 'pull-request':
      return reviewPullRequest(context, job);
    case 'merge-group':
      return checkMergeGroup(context, job);
    case 'commit':
      return lookAtCommit(context, job);
    case 'index':
      return regenerateIndex(context, job);
    case 'repository':
      return lookAtRepository(context, job);
    case 'installation':
      return lookAtInstallation(context, job);
  }
}

/** Says the last word where somebody waits for it; what else failed, the next push or sweep tries again. */
async function giveUp(context: JobContext, job: Job): Promise<void> {
  if (job.kind === 'pull-request') await giveUpOnPullRequest(context, job);
  if (job.kind === 'merge-group') await giveUpOnMergeGroup(context, job);
}

/** Of the other kinds nobody waits for a word, and a day later they are looked at again. */
async function refuse(context: JobContext, job: Job, refusal: Refusal): Promise<string | null> {
  if (job.kind === 'pull-request') return refusePullRequest(context, job, refusal);
  if (job.kind === 'merge-group') return refuseMergeGroup(context, job, refusal);
  if (job.kind === 'index') return refuseIndex(context, job, refusal);
  return '';
}

/**
 * Tells whether GitHub refuses us because the installation has ended. A cached token may outlive it, and may also end before its
 * time: asking for a new one tells the two apart, and puts it into the cache for the next attempt.
 */
async function isGone(error: unknown, github: InstallationGitHub): Promise<boolean> {
  if (statusOf(error) !== 401 && statusOf(error) !== 403 && statusOf(error) !== 404) return false;
  try {
    await github.auth({ type: 'installation', refresh: true });
    return false;
  } catch (refusal) {
    return statusOf(refusal) === 404 || (statusOf(refusal) === 403 && !isLimit(refusal));
  }
}

/** Tokens are limited as well, and a limit is told with 403, as is the end of an installation. */
function isLimit(refusal: unknown): boolean {
  return refusal instanceof Error && /rate limit|abuse detection/i.test(refusal.message.slice(0, 1_000));
}

/** Tells whether GitHub has nothing by the id of the repository, which every query begins with. */
function isNodeUnknown(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return false;
  const { errors } = error;
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every(({ type, path }) => type === 'NOT_FOUND' && path?.length === 1 && path[0] === 'node')
  );
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
}
