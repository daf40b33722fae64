import type { PatternChange } from '../inspection/pattern-change.ts';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { type Box, knownOf } from './agreement/judgement.ts';
import type { SignOffs } from './agreement/sign-offs.ts';
import { type Collisions, rememberedCollisions } from './collisions.ts';
import { type CommentState, maxBoxes, type RefusedLabel, type SignOff } from './comment-state.ts';
import { toldState } from './note.ts';
import type { RuleChanges } from './rule-changes.ts';
import type { PullRequestSnapshot } from './snapshot.ts';
import { shownIn } from './suggestions.ts';
import type { Turn } from './turn.ts';

/** Of one box: a second reviewer's word must not depend on the first one's. */
const maxSignOffs = 3;

/** As many as are told; whoever has more is told of the first. */
const maxRefusedLabels = 20;

/** Acts on labels are compared with this where none is known. */
const longAgo = '';

type Input = {
  snapshot: PullRequestSnapshot;
  signOffs: SignOffs;
  turn: Turn;
  judgements: readonly Box[];
  collisions: Collisions;
  ruleChanges: RuleChanges;
  changes: readonly PatternChange[];
  refused: readonly RefusedLabel[];
};

/** What is to be remembered until the next look. */
export function nextState(input: Input): CommentState {
  const { snapshot, signOffs, turn, collisions, changes } = input;
  const { previous, seen } = signOffs;
  const judgements = input.judgements.slice(0, maxBoxes);
  const open = new Set(judgements.flatMap(({ key, agreed }) => (agreed === null ? key : [])));
  const categories = [
    ...new Set(changes.map(({ folder }) => folder.split('/').slice(1, 3).join('/'))),
  ].sort();
  const moved = previous !== null && previous.categories.join() !== categories.join();
  const isOtherState = previous !== null && previous.state !== turn.state;
  return {
    head: snapshot.headOid,
    opened: previous?.opened ?? turn.state,
    ...input.ruleChanges,
    parts: Object.fromEntries(judgements.map(({ key, part }) => [key, part])),
    // Also of boxes that are not on the page now: a slip in the front matter hides them for a push.
    signOffs: Object.fromEntries(
      [
        ...judgements.map(({ key, part }): [string, SignOff[]] => [key, remembered(signOffs, key, part)]),
        ...hidden(signOffs, judgements),
      ]
        .filter(([, some]) => some.length > 0)
        .slice(0, maxBoxes),
    ),
    refused: signOffs.refused.filter(({ key }) => open.has(key)).slice(0, maxBoxes / 2),
    seen,
    told: toldState(snapshot.notes) ?? previous?.told ?? null,
    shown: [...new Set([...shownIn(snapshot.notes), ...(previous?.shown ?? [])])].slice(0, maxBoxes),
    ...rememberedCollisions(collisions),
    categories: categories.slice(0, maxBoxes / 2),
    actsVoidUntil: moved ? latestAct(snapshot) : (previous?.actsVoidUntil ?? null),
    state: turn.state,
    stateActsVoidUntil: isOtherState ? latestAct(snapshot) : (previous?.stateActsVoidUntil ?? null),
    refusedLabels: refusedOnce(input.refused),
  };
}

/**
 * Also agreements to what stood there before: they say why the box is open again, and hold when the old text returns. Of more
 * than are remembered, those stay that agree to what stands there now, the latest first.
 */
function remembered(signOffs: SignOffs, key: string, part: string): SignOff[] {
  const known = knownOf(signOffs, key, part);
  const agrees = (signOff: SignOff): number => Number(signOff.part === part && signOff.how !== 'withdrawn');
  return known.toSorted((a, b) => agrees(a) - agrees(b)).slice(-maxSignOffs);
}

function hidden({ byKey }: SignOffs, judgements: readonly Box[]): [string, SignOff[]][] {
  const shown = new Set(judgements.map(({ key }) => key));
  return Object.entries(byKey).filter(([key]) => !shown.has(key));
}

/** In one order whatever the order given: the comment is written again where a character of it differs. */
function refusedOnce(refused: readonly RefusedLabel[]): RefusedLabel[] {
  const byName = new Map(
    refused.toReversed().map(({ name, why }) => [name, { name, why: why.slice(0, 200) }]),
  );
  return [...byName.values()].sort((a, b) => byCodeUnit(a.name, b.name)).slice(0, maxRefusedLabels);
}

function latestAct({ labelActs }: PullRequestSnapshot): string {
  const [latest = longAgo] = Object.values(labelActs)
    .map(({ at }) => at)
    .sort()
    .reverse();
  return latest;
}
