import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { OpenAnswer } from './snapshot-answer.ts';

/** Where a pull request comes from and goes to. */
type Place = Omit<OpenAnswer, 'author'>;

/**
 * Tells the other open pull requests apart by what they are to this one. With the same head, they are the same contribution, into another
 * branch or by another person; in a stack, what stands below or above is part of it. The rest may claim what it claims.
 */
export function neighboursOf(
  pull: Place,
  open: readonly OpenAnswer[],
): Pick<PullRequestSnapshot, 'others' | 'siblings'> {
  const rest = open.filter(({ number }) => number !== pull.number);
  const isSibling = ({ headRefOid }: Place): boolean => headRefOid === pull.headRefOid;
  const stack = stackOf(pull, rest);
  return {
    siblings: rest.filter(isSibling).map(({ number, author, baseRefName }) => ({
      number,
      author: author?.login ?? null,
      baseBranch: baseRefName,
      conversation: null,
    })),
    others: rest.flatMap(other =>
      isSibling(other) || stack.has(other.number) ? [] : { number: other.number, headOid: other.headRefOid },
    ),
  };
}

/** Numbers of those on which a pull request stands, and of those that stand on it, also through others. */
function stackOf(pull: Place, rest: readonly Place[]): Set<number> {
  const along = (from: Place, isNext: (here: Place, other: Place) => boolean): Place[] => {
    const found: Place[] = [];
    for (let here: Place[] = [from]; here.length > 0; ) {
      here = rest.filter(other => !found.includes(other) && here.some(place => isNext(place, other)));
      found.push(...here);
    }
    return found;
  };
  const below = along(pull, (here, other) => standsOn(here, other));
  const above = along(pull, (here, other) => standsOn(other, here));
  return new Set([...below, ...above].map(({ number }) => number));
}

/** Tells whether one stands on the other. A base is a branch of this repository, so a fork's branch of that name is not meant. */
function standsOn(upper: Place, lower: Place): boolean {
  return !lower.isCrossRepository && upper.baseRefName === lower.headRefName;
}
