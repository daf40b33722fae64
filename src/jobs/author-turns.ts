import type { Job } from './job.ts';
import { RetryLater } from './outcome.ts';

type PullRequestJob = Extract<Job, { kind: 'pull-request' }>;

/**
 * Lets the pull requests of one author be examined one at a time in each installation: whoever opens many that take long keeps one
 * worker, and not all of them from everybody else.
 */
export type AuthorTurns = {
  /** Throws `RetryLater` when another pull request of the author is examined, as far as the author is known: nothing has been read yet. */
  check(job: PullRequestJob): void;
  /** Begins a turn, or throws `RetryLater`; returns what ends it. */
  take(job: PullRequestJob, author: string | null): () => void;
};

/** Pull requests whose authors are remembered; what is forgotten costs one request. */
const maxRemembered = 10_000;

const secondsPerWaiting = 2;
const maxSeconds = 60;

export function authorTurns(): AuthorTurns {
  const authors = new Map<string, string>();
  /** Who is examined, and the pull requests that have gone back meanwhile, in their order. */
  const examined = new Map<string, string[]>();
  const keyOf = ({ repository, number }: PullRequestJob): string => `${repository.id} ${number}`;
  const refuseWhileExamined = (turn: string, key: string): void => {
    const waiting = examined.get(turn);
    if (waiting === undefined) return;
    if (!waiting.includes(key)) waiting.push(key);
    // Each comes back a little after the one before it, and not all of them at once.
    throw new RetryLater(Math.min(secondsPerWaiting * (waiting.indexOf(key) + 1), maxSeconds));
  };
  return {
    check(job) {
      const turn = authors.get(keyOf(job));
      if (turn !== undefined) refuseWhileExamined(turn, keyOf(job));
    },
    take(job, author) {
      const turn = `${job.installationId} ${author}`;
      authors.set(keyOf(job), turn);
      for (const oldest of authors.keys()) if (authors.size > maxRemembered) authors.delete(oldest);
      refuseWhileExamined(turn, keyOf(job));
      examined.set(turn, []);
      return () => void examined.delete(turn);
    },
  };
}
