import type { RefusedLabel } from '../review/comment-state.ts';
import type { Difference } from '../review/difference.ts';
import type { WantedLabel } from '../review/labels.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import type { Input, Refusal, Sent } from './send-mutations.ts';
import { labelQuery } from './writing-documents.ts';

/** What is asked back of a label that is made. */
export const labelBack = 'label { id }';

const nothing = 'clientMutationId';

/** Takes labels off and puts on those that the repository has; makes the others, whose ids only the answer tells. */
export function labelInputs(
  { id, repository }: PullRequestSnapshot,
  { addLabels, removeLabels }: Difference,
): Input[] {
  const ids = (names: readonly string[]): string[] => names.flatMap(name => idOf(repository, name) ?? []);
  const change = (alias: string, field: string, labelIds: string[]): Input[] =>
    labelIds.length === 0 ? [] : [{ alias, field, selection: nothing, value: { labelableId: id, labelIds } }];
  const make = missing(repository, addLabels).map(({ name, color, description }, index): Input => {
    const value = { repositoryId: repository.id, name, color, description };
    return { alias: labelAlias(index), field: 'createLabel', selection: labelBack, value };
  });
  return [
    ...change('remove', 'removeLabelsFromLabelable', ids(removeLabels)),
    ...change('add', 'addLabelsToLabelable', ids(addLabels.map(({ name }) => name))),
    ...make,
  ];
}

/**
 * Labels that are still to be put on, by their ids, and those that cannot be made. `isBehind`: one is there, which GitHub says
 * when it is to be made, and does not show it yet; the next look finds it.
 */
export type LabelsLeft = {
  toAdd: { name: string; id: string }[];
  refused: RefusedLabel[];
  isBehind: boolean;
};

/**
 * Tells which labels are still to be put on: those that were made just now, also by another review that was faster, and of several
 * that were refused together each by itself, for it may be one that is refused.
 */
export async function labelsLeft(
  github: GitHub,
  { repository }: PullRequestSnapshot,
  { addLabels }: Difference,
  { answer, refusals }: Sent<'WriteReview'>,
): Promise<LabelsLeft> {
  const left: LabelsLeft = { toAdd: [], refused: [], isBehind: false };
  const byAlias: Record<string, unknown> = answer;
  for (const [index, { name }] of missing(repository, addLabels).entries()) {
    const made = byAlias[labelAlias(index)] as (typeof answer)['label0'];
    const id = made?.label?.id ?? (await existingId(github, repository.id, name));
    const why = reasonOf(refusals, labelAlias(index));
    if (id !== null) left.toAdd.push({ name, id });
    else if (isTaken(why)) left.isBehind = true;
    else left.refused.push({ name, why });
  }
  const known = addLabels.flatMap(({ name }) => {
    const id = idOf(repository, name);
    return id === null ? [] : { name, id };
  });
  if (!refusals.some(({ alias }) => alias === 'add')) return left;
  if (known.length > 1) left.toAdd.push(...known);
  else left.refused.push(...known.map(({ name }) => ({ name, why: reasonOf(refusals, 'add') })));
  return left;
}

/** Puts labels on, each by itself. */
export function addEach({ id }: PullRequestSnapshot, { toAdd }: LabelsLeft): Input[] {
  return toAdd.map((label, index) => ({
    alias: addAlias(index),
    field: 'addLabelsToLabelable',
    selection: nothing,
    value: { labelableId: id, labelIds: [label.id] },
  }));
}

/** All that GitHub refused, the last document included. */
export function refusedIn({ toAdd, refused }: LabelsLeft, refusals: readonly Refusal[]): RefusedLabel[] {
  const last = toAdd.flatMap(({ name }, index) =>
    refusals.some(({ alias }) => alias === addAlias(index))
      ? { name, why: reasonOf(refusals, addAlias(index)) }
      : [],
  );
  return [...refused, ...last];
}

/** Another review was faster to make the label; GitHub's words are those of REST's `already_exists`, too. */
function isTaken(why: string): boolean {
  return /already (been taken|exists)/i.test(why);
}

function missing(
  repository: PullRequestSnapshot['repository'],
  wanted: readonly WantedLabel[],
): WantedLabel[] {
  return wanted.filter(({ name }) => idOf(repository, name) === null);
}

/** A name may be a word that every object has something of. */
function idOf({ labelIds }: PullRequestSnapshot['repository'], name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(labelIds, key) ? (labelIds[key] ?? null) : null;
}

async function existingId(github: GitHub, repositoryId: string, name: string): Promise<string | null> {
  const { node } = await query(github, labelQuery, { repositoryId, name });
  return node?.label?.id ?? null;
}

function labelAlias(index: number): string {
  return `label${index}`;
}

function addAlias(index: number): string {
  return `add${index}`;
}

function reasonOf(refusals: readonly Refusal[], alias: string): string {
  return refusals.find(refusal => refusal.alias === alias)?.message ?? 'it does not say why';
}
