import type { CheckSuite } from './state.ts';

/** How far a check suite is: as far as its runs, unless it was asked for again. */
export function suiteStatus({ rerequested, runs }: CheckSuite): 'QUEUED' | 'IN_PROGRESS' | 'COMPLETED' {
  if (rerequested || runs.length === 0) return 'QUEUED';
  if (runs.every(({ status }) => status === 'COMPLETED')) return 'COMPLETED';
  return runs.some(({ status }) => status === 'IN_PROGRESS') ? 'IN_PROGRESS' : 'QUEUED';
}

/** What a completed suite came to: the first of its runs that did not pass, else success. */
export function suiteConclusion(suite: CheckSuite): string | null {
  if (suiteStatus(suite) !== 'COMPLETED') return null;
  const passed = ['SUCCESS', 'NEUTRAL', 'SKIPPED'];
  return suite.runs.find(({ conclusion }) => !passed.includes(conclusion ?? ''))?.conclusion ?? 'SUCCESS';
}
