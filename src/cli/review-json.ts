import type { Difference } from '../review/difference.ts';
import type { Review } from '../review/review.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';

/** For programs: one JSON object. What a terminal would obey is escaped, which JSON reads back as it was. */
export function reviewJson(
  { repository, number, url, headOid }: PullRequestSnapshot,
  review: Review,
  difference: Difference,
): string {
  const pullRequest = { repository: repository.nameWithOwner, number, url, headOid };
  return JSON.stringify({ pullRequest, review, difference }, null, 2).replace(unseen, escaped);
}

// Line feeds are between the values only: inside they are escaped already.
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map(index => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
