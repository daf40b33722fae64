import type { CheckRun } from './check-run.ts';

/** `externalId` identifies the content: the same id on the same commit is the same answer. */
export type NamedCheckRun = CheckRun & {
  externalId: string;
  /** The run that has this answer already, of which only further annotations are missing, and how many it has. */
  begun?: { id: string; annotations: number };
};

/** A run of the head as GitHub shows it. */
type PresentRun = { id: string; externalId: string | null; completed: boolean };

/** The id while only so many annotations are there. */
export function partialId(externalId: string, annotations: number): string {
  return `${externalId}:first-${annotations}`;
}

/** What is missing of a run: nothing, annotations, or all of it. */
export function missingOf(
  present: PresentRun | null,
  checkRun: CheckRun,
  externalId: string,
): NamedCheckRun | null {
  const named = { ...checkRun, externalId };
  if (!present?.completed) return named;
  const { content, annotations } = partsOf(present.externalId ?? '');
  if (content !== partsOf(externalId).content) return named;
  return annotations === null ? null : { ...named, begun: { id: present.id, annotations } };
}

/** Whether a verdict stands on the head, be it without some annotations: nobody has to be told that it could not be checked. */
export function hasPartialVerdict(present: PresentRun | null): boolean {
  return present?.completed === true && partsOf(present.externalId ?? '').annotations !== null;
}

/** Two pull requests may have one head: what one has said of the commit, the other need not say again. */
function partsOf(externalId: string): { content: string; annotations: number | null } {
  const [, content = externalId, annotations] =
    /^(?:pr-\d{1,15}:)?([^:]*)(?::first-(\d{1,5}))?$/.exec(externalId) ?? [];
  return { content, annotations: annotations === undefined ? null : Number(annotations) };
}
