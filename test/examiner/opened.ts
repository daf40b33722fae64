import { onTestFinished } from 'vitest';
import { type Examiner, type ExaminerOptions, openExaminer } from '../../src/examiner/open-examiner.ts';

/** Opens an examiner for the test that runs, which closes it at its end. */
export function opened(options?: ExaminerOptions): Examiner {
  const examiner = openExaminer(options);
  onTestFinished(() => examiner.close());
  return examiner;
}
