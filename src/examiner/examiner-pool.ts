import pLimit from 'p-limit';
import type { Examiner } from './open-examiner.ts';

/** Examines for one look. */
export type LentExaminer = Pick<Examiner, 'examine'>;

/**
 * Examiners for all looks: one that waits for GitHub holds none, and only so many examine at once, however many there are. A hostile
 * file holds up nobody but those who wait for a processor as well.
 */
export type ExaminerPool = {
  /**
   * Returns what examines for one look, one thing after the other. When the signal aborts, what is being examined ends with it: whoever
   * asked will not hear the answer.
   */
  lend(signal?: AbortSignal): LentExaminer;
  /** Resolves when there is a process that has loaded; rejects when there can be none. */
  start(): Promise<void>;
};

/** An examiner that nobody has used for so long ends: each is a process of some ninety megabytes. */
const maxIdleMilliseconds = 60_000;

export function examinerPool(open: () => Examiner, maxInUse: number): ExaminerPool {
  const places = pLimit(maxInUse);
  const idle: { examiner: Examiner; ending: NodeJS.Timeout }[] = [];
  const taken = (): Examiner => {
    const last = idle.pop();
    if (!last) return open();
    clearTimeout(last.ending);
    return last.examiner;
  };
  const putBack = (examiner: Examiner): void => {
    examiner.shrink();
    const ending = setTimeout(() => {
      idle.splice(
        idle.findIndex(one => one.examiner === examiner),
        1,
      );
      examiner.close();
    }, maxIdleMilliseconds);
    idle.push({ examiner, ending: ending.unref() });
  };

  async function use<Result>(
    work: (examiner: Examiner) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const examiner = taken();
    const end = (): void => examiner.close();
    signal?.addEventListener('abort', end, { once: true });
    try {
      return await work(examiner);
    } finally {
      signal?.removeEventListener('abort', end);
      if (!signal?.aborted) putBack(examiner);
    }
  }

  return {
    lend(signal) {
      const one = pLimit(1);
      return {
        examine: (folders, policy) =>
          one(() => places(() => use(examiner => examiner.examine(folders, policy), signal))),
      };
    },
    // Where somebody examines, a process has loaded, and one more would be one too many.
    start: async () => {
      if (places.activeCount === 0) await use(examiner => examiner.start());
    },
  };
}
