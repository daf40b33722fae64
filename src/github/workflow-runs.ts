import type { WorkflowRun } from '../review/snapshot.ts';

/** What is asked of each check suite of a commit. */
export const suiteFields =
  'app { slug } status conclusion createdAt updatedAt workflowRun { event url file { path } }';

export type SuiteAnswer = {
  app: { slug: string } | null;
  status: string;
  conclusion: string | null;
  createdAt: string;
  updatedAt: string;
  workflowRun: { event: string; url: string; file: { path: string } | null } | null;
};

/** The workflow runs among a commit's check suites. */
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
