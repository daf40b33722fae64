import type { Annotation } from '../review/annotation.ts';
import { type CheckRun, checkName } from '../review/check-run.ts';
import { type GitHub, mutate } from './client.ts';
import { createCheckRunMutation, updateCheckRunMutation } from './writing-documents.ts';

/** `externalId` identifies the content: the same id on the same commit is the same answer. */
export type NamedCheckRun = CheckRun & { externalId: string };

export type CheckRunPlace = { repositoryId: string; headOid: string };

/** GitHub takes 50 annotations a request. */
const maxAnnotationsPerRequest = 50;

/** Returns the input of `createCheckRun` with the first annotations; completed only if these are all, so that no verdict shows too early. */
export function checkRunInput(
  { repositoryId, headOid }: CheckRunPlace,
  checkRun: NamedCheckRun,
): Record<string, unknown> {
  const complete = checkRun.annotations.length <= maxAnnotationsPerRequest;
  const state = complete
    ? { status: 'COMPLETED', conclusion: checkRun.conclusion.toUpperCase() }
    : { status: 'IN_PROGRESS' };
  return {
    repositoryId,
    headSha: headOid,
    name: checkName,
    externalId: checkRun.externalId,
    output: output(checkRun, 0),
    ...state,
  };
}

/** Adds the annotations that did not fit into the first request, 50 at a time; the last one completes the run. */
export async function addAnnotations(
  github: GitHub,
  repositoryId: string,
  checkRunId: string,
  checkRun: CheckRun,
): Promise<void> {
  const { annotations, conclusion } = checkRun;
  for (let from = maxAnnotationsPerRequest; from < annotations.length; from += maxAnnotationsPerRequest) {
    const last = from + maxAnnotationsPerRequest >= annotations.length;
    const state = last && { status: 'COMPLETED', conclusion: conclusion.toUpperCase() };
    await mutate(github, updateCheckRunMutation, {
      input: { repositoryId, checkRunId, output: output(checkRun, from), ...state },
    });
  }
}

/** Creates a check run by itself, where there is no pull request to write anything else to. */
export async function writeCheckRun(
  github: GitHub,
  place: CheckRunPlace,
  checkRun: NamedCheckRun,
): Promise<void> {
  const input = checkRunInput(place, checkRun);
  const { createCheckRun } = await mutate(github, createCheckRunMutation, { input });
  const id = createCheckRun?.checkRun?.id;
  if (id === undefined) throw new Error('GitHub did not say which check run was created.');
  await addAnnotations(github, place.repositoryId, id, checkRun);
}

function output({ title, summary, annotations }: CheckRun, from: number): Record<string, unknown> {
  return {
    title,
    summary,
    annotations: annotations.slice(from, from + maxAnnotationsPerRequest).map(annotationInput),
  };
}

function annotationInput({
  path,
  level,
  startLine,
  endLine,
  startColumn,
  endColumn,
  title,
  message,
}: Annotation): Record<string, unknown> {
  const columns = startColumn !== undefined && endColumn !== undefined && { startColumn, endColumn };
  return { path, annotationLevel: level, location: { startLine, endLine, ...columns }, title, message };
}
