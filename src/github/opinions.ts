import type { Opinion } from '../review/snapshot.ts';
import { nodesOf } from './pages.ts';
import type { PullAnswer } from './snapshot-answer.ts';

/** Returns what people with write access last said of a pull request, each of them once. */
export function opinionsIn({
  author: ofPull,
  latestOpinionatedReviews,
}: Pick<PullAnswer, 'author' | 'latestOpinionatedReviews'>): Opinion[] {
  return nodesOf(latestOpinionatedReviews).flatMap(({ state, author, commit }) =>
    // A machine's word is nobody's judgement.
    author === null || author.__typename === 'Bot' || author.login === ofPull?.login
      ? []
      : { by: author.login, state, commitOid: commit?.oid ?? null },
  );
}
