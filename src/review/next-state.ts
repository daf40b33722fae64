import type { CommentState, SignOff } from './comment-state.ts';
import type { Judgement } from './judgement.ts';
import { toldState } from './note.ts';
import type { PatternChange } from './pattern-change.ts';
import type { RuleChanges } from './rule-changes.ts';
import type { SignOffs } from './sign-offs.ts';
import type { PullRequestSnapshot } from './snapshot.ts';
import { shownIn } from './suggestions.ts';
import type { Verdict } from './verdict.ts';

/** The comment has room for these; of a larger pull request, an approving review is the way. */
const mostBoxes = 100;

/** Acts on labels are compared with this where none is known. */
const longAgo = '';

type Input = {
  snapshot: PullRequestSnapshot;
  signOffs: SignOffs;
  verdict: Verdict;
  judgements: readonly Judgement[];
  collides: number[];
  ruleChanges: RuleChanges;
  changes: readonly PatternChange[];
};

/** What is to be remembered until the next look. */
export function nextState(input: Input): CommentState {
  const { snapshot, signOffs, verdict, collides, changes } = input;
  const { previous, seen } = signOffs;
  const judgements = input.judgements.slice(0, mostBoxes);
  const open = new Set(judgements.flatMap(({ key, agreed }) => (agreed === null ? key : [])));
  const categories = [
    ...new Set(changes.map(({ folder }) => folder.split('/').slice(1, 3).join('/'))),
  ].sort();
  const moved = previous !== null && previous.categories.join() !== categories.join();
  return {
    head: snapshot.headOid,
    opened: previous?.opened ?? verdict.state,
    ...input.ruleChanges,
    parts: Object.fromEntries(judgements.map(({ key, part }) => [key, part])),
    // Also of boxes that are not on the page now: a slip in the front matter hides them for a push.
    signOffs: Object.fromEntries(
      [...judgements.flatMap(remembered), ...hidden(signOffs, judgements)].slice(0, mostBoxes),
    ),
    refused: signOffs.refused.filter(({ key }) => open.has(key)),
    seen,
    told: toldState(snapshot.notes) ?? previous?.told ?? null,
    shown: [...new Set([...shownIn(snapshot.notes), ...(previous?.shown ?? [])])].slice(0, mostBoxes),
    collides,
    categories: categories.slice(0, mostBoxes),
    actsVoidUntil: moved ? latestAct(snapshot) : (previous?.actsVoidUntil ?? null),
  };
}

/** Also an agreement to what stood there before: it says why the box is open again, and holds when the old text returns. */
function remembered({ key, agreed, lapsed }: Judgement): [string, SignOff][] {
  const signOff = agreed ?? lapsed;
  return signOff ? [[key, signOff]] : [];
}

function hidden({ byKey }: SignOffs, judgements: readonly Judgement[]): [string, SignOff][] {
  const shown = new Set(judgements.map(({ key }) => key));
  return Object.entries(byKey).filter(([key]) => !shown.has(key));
}

function latestAct({ labelActs }: PullRequestSnapshot): string {
  const [latest = longAgo] = Object.values(labelActs)
    .map(({ at }) => at)
    .sort()
    .reverse();
  return latest;
}
