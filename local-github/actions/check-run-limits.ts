import type { Annotation, CheckRun } from '../state.ts';

// Figures by github/rest-api-description, words by qiniu/reviewbot#258 and github/docs#35252, which also shows that
// the "characters" of the description are bytes.
const MOST_ANNOTATIONS = 50;
const LONGEST_TEXT_BYTES = 65_535;
const LONGEST_DETAIL_BYTES = 64 * 1024;
const LONGEST_TITLE = 255;

/** What an App says of a run; what it leaves out stays as it is. Annotations are added to those already there. */
export type CheckRunInput = {
  name?: string;
  status?: CheckRun['status'];
  conclusion?: string;
  externalId?: string;
  detailsUrl?: string;
  startedAt?: string;
  completedAt?: string;
  output?: { title: string; summary: string; text?: string; annotations: Annotation[] };
};

/** Why GitHub would refuse what is said of a check run, or null. */
export function checkRunProblem(input: CheckRunInput): string | null {
  const { name, status, conclusion, output } = input;
  if (name?.trim() === '') return "Name can't be blank";
  if (status === 'COMPLETED' && conclusion === undefined) {
    return 'A completed check run needs a conclusion';
  }
  if (conclusion !== undefined && status !== undefined && status !== 'COMPLETED') {
    return `A check run that is ${status} cannot have a conclusion`;
  }
  if (conclusion === 'STALE') return 'Only GitHub can mark a check run as stale';
  if (!output) return null;
  if (bytes(output.summary) > LONGEST_TEXT_BYTES) return tooLong('summary', LONGEST_TEXT_BYTES);
  if (bytes(output.text) > LONGEST_TEXT_BYTES) return tooLong('text', LONGEST_TEXT_BYTES);
  if ([...output.title].length > LONGEST_TITLE) {
    return `Title is too long (maximum is ${LONGEST_TITLE} characters)`;
  }
  if (output.annotations.length > MOST_ANNOTATIONS) {
    return `No more than ${MOST_ANNOTATIONS} items are allowed; ${output.annotations.length} were supplied.`;
  }
  for (const annotation of output.annotations) {
    const reason = annotationProblem(annotation);
    if (reason !== null) return reason;
  }
  return null;
}

function annotationProblem(annotation: Annotation): string | null {
  const { path, startLine, endLine, startColumn, endColumn, title, message, rawDetails } = annotation;
  if (path === '' || path.startsWith('/'))
    return `Annotation path "${path}" is not relative to the repository`;
  if (message.trim() === '') return "Annotation message can't be blank";
  if (startLine < 1 || endLine < startLine) {
    return `Annotation lines ${startLine} to ${endLine} of ${path} are not a range`;
  }
  const hasColumns = startColumn !== null || endColumn !== null;
  if (hasColumns && startLine !== endLine) {
    return `Annotation columns are only for a single line, not for lines ${startLine} to ${endLine} of ${path}`;
  }
  if ([...(title ?? '')].length > LONGEST_TITLE) return tooLong('annotation title', LONGEST_TITLE);
  if (bytes(message) > LONGEST_DETAIL_BYTES) return tooLong('annotation message', LONGEST_DETAIL_BYTES);
  if (bytes(rawDetails) > LONGEST_DETAIL_BYTES)
    return tooLong('annotation raw_details', LONGEST_DETAIL_BYTES);
  return null;
}

function bytes(text: string | null | undefined): number {
  return Buffer.byteLength(text ?? '');
}

function tooLong(what: string, most: number): string {
  return `${what} exceeds a maximum bytesize of ${most}`;
}
