import type { Annotation } from '../review/annotation.ts';
import { type CheckRun, checkName } from '../review/check-run.ts';
import { type NamedCheckRun, partialId } from '../review/named-check-run.ts';
import { type GitHub, mutate } from './client.ts';
import { createCheckRunMutation, updateCheckRunMutation } from './writing-documents.ts';

export type CheckRunPlace = { repositoryId: string; headOid: string };

/** GitHub takes 50 annotations a request. */
const maxAnnotationsPerRequest = 50;

/**
 * Returns the input of `createCheckRun`. The run is completed at once, with the conclusion from all findings and the first
 * annotations: a verdict does not wait for what only points at lines. As long as some are missing, its id says how many there are.
 */
export function checkRunInput(
  { repositoryId, headOid }: CheckRunPlace,
  checkRun: NamedCheckRun,
): Record<string, unknown> {
  return { repositoryId, headSha: headOid, name: checkName, ...contentOf(checkRun, 0) };
}

/**
 * Adds the annotations that did not fit into the first request, 50 at a time. Each request says how far it has come, so that a
 * broken attempt is gone on with, and what was added is not added twice.
 */
export async function addAnnotations(
  github: GitHub,
  repositoryId: string,
  checkRunId: string,
  checkRun: NamedCheckRun,
): Promise<void> {
  const first = checkRun.begun?.annotations ?? maxAnnotationsPerRequest;
  for (let from = first; from < checkRun.annotations.length; from += maxAnnotationsPerRequest) {
    const input = { repositoryId, checkRunId, ...contentOf(checkRun, from) };
    await mutate(github, updateCheckRunMutation, { input });
  }
}

/** Creates a check run by itself, where there is no pull request to write anything else to; with the annotations of one request. */
export async function writeCheckRun(
  github: GitHub,
  place: CheckRunPlace,
  checkRun: NamedCheckRun,
): Promise<void> {
  const annotations = checkRun.annotations.slice(0, maxAnnotationsPerRequest);
  const input = checkRunInput(place, { ...checkRun, annotations });
  const { createCheckRun } = await mutate(github, createCheckRunMutation, { input });
  if (createCheckRun?.checkRun?.id === undefined)
    throw new Error('GitHub did not say which check run was created.');
}

function contentOf(checkRun: NamedCheckRun, from: number): Record<string, unknown> {
  const { externalId, conclusion, annotations } = checkRun;
  const there = from + maxAnnotationsPerRequest;
  return {
    externalId: there < annotations.length ? partialId(externalId, there) : externalId,
    status: 'COMPLETED',
    conclusion: conclusion.toUpperCase(),
    output: outputOf(checkRun, annotations.slice(from, there)),
  };
}

function outputOf({ title, summary }: CheckRun, annotations: readonly Annotation[]): Record<string, unknown> {
  return { title, summary, annotations: annotations.map(annotationInput) };
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
