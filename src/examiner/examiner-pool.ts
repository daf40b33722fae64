import type { Examiner } from './open-examiner.ts';

/** Examiners to be used one job at a time: a hostile file holds up nobody else. */
export type ExaminerPool = {
  /** When the signal aborts, the examination ends with it: whoever asked will not hear the answer. */
  use<Result>(work: (examiner: Examiner) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
};

/** An examiner that nobody has used for so long ends: each is a process of some ninety megabytes. */
const maxIdleMilliseconds = 60_000;

export function examinerPool(open: () => Examiner): ExaminerPool {
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
  return {
    async use(work, signal) {
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
    },
  };
}
