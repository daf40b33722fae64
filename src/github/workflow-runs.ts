import type { WorkflowRun } from '../review/snapshot.ts';
import type { Answer } from './document.ts';
import type { NodeOf } from './pages.ts';

/** What is asked of each check suite of a commit. */
export const suiteFields =
  'app { slug } status conclusion createdAt updatedAt workflowRun { event url file { path } }';

/** A check suite as GitHub tells of it. */
export type SuiteAnswer = NodeOf<
  NonNullable<NonNullable<NonNullable<Answer<'Commit'>['node']>['object']>['checkSuites']>
>;

/** Returns the workflow runs among a commit's check suites. */
export function workflowRunsIn(suites: readonly SuiteAnswer[]): WorkflowRun[] {
  return suites.flatMap(({ app, status, conclusion, createdAt, updatedAt, workflowRun }) =>
    workflowRun
      ? {
          app: app?.slug ?? null,
          event: workflowRun.event,
          file: workflowRun.file?.path ?? null,
          url: workflowRun.url,
          status,
          conclusion,
          createdAt,
          updatedAt,
        }
      : [],
  );
}
