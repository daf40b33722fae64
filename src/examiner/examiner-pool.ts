import type { Examiner } from './open-examiner.ts';

/** Examiners to be used one job at a time: a hostile file holds up nobody else. */
export type ExaminerPool = {
  use<Result>(work: (examiner: Examiner) => Promise<Result>): Promise<Result>;
};

export function examinerPool(open: () => Examiner): ExaminerPool {
  const idle: Examiner[] = [];
  return {
    async use(work) {
      const examiner = idle.pop() ?? open();
      try {
        return await work(examiner);
      } finally {
        examiner.shrink();
        idle.push(examiner);
      }
    },
  };
}
